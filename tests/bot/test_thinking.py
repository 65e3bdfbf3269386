"""Few questions are thought about at once, those that came first before others, and none waits for Telegram."""

import asyncio
from typing import Any

from bot.app import assemble
from bot.delivery.once import Delivered, Once
from bot.delivery.pacing import Limits, Pacing
from bot.delivery.reading import read
from bot.delivery.thinking import Thinking, speaks
from bot.settings import Settings
from bot.storage import SqlStorage
from tests.bot.test_polling import Server, question


class Thinkers:
    """People's questions, each of which ends when it is told to."""

    def __init__(self, thinking: Thinking) -> None:
        self.begun: list[int] = []
        self._thinking = thinking
        self._tasks: list[asyncio.Task[None]] = []
        self._speak: list[asyncio.Event] = []
        self._end: list[asyncio.Event] = []

    async def come(self, number: int) -> None:
        for _ in range(number):
            self._speak.append(asyncio.Event())
            self._end.append(asyncio.Event())
            self._tasks.append(asyncio.create_task(self._think(len(self._tasks))))
        await settled()

    async def speak(self, which: int) -> None:
        self._speak[which].set()
        await settled()

    async def end(self, which: int) -> None:
        self._speak[which].set()
        self._end[which].set()
        await self._tasks[which]
        await settled()

    async def give_up(self, which: int) -> None:
        self._tasks[which].cancel()
        await settled()

    async def _think(self, which: int) -> None:
        async with self._thinking.turn():
            self.begun.append(which)
            await self._speak[which].wait()
            speaks()
            speaks()
            await self._end[which].wait()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_few_are_thought_about_at_once_in_the_order_they_come() -> None:
    people = Thinkers(Thinking(at_once=2))
    await people.come(4)
    assert people.begun == [0, 1]
    await people.speak(1)
    assert people.begun == [0, 1, 2]


async def test_a_place_is_given_up_once_however_often_telegram_is_called() -> None:
    people = Thinkers(Thinking(at_once=1))
    await people.come(4)
    await people.speak(0)
    await people.end(0)
    assert people.begun == [0, 1]


async def test_what_is_given_up_leaves_its_place_or_its_waiting_to_others() -> None:
    people = Thinkers(Thinking(at_once=1))
    await people.come(3)
    await people.give_up(1)
    await people.give_up(0)
    assert people.begun == [0, 2]


async def test_there_is_room_when_all_who_have_come_have_a_place_and_one_is_left() -> None:
    thinking = Thinking(at_once=1)
    await thinking.room()
    people = Thinkers(thinking)
    await people.come(2)
    room = asyncio.create_task(thinking.room())
    await people.speak(0)
    assert people.begun == [0, 1]
    assert not room.done()
    await people.speak(1)
    assert room.done()
    await people.come(1)
    assert people.begun == [0, 1, 2]


async def test_calls_outside_of_any_turn_need_no_place() -> None:
    speaks()


async def test_answers_that_telegram_is_slow_to_take_keep_no_question_waiting(settings: Settings) -> None:
    server = Server()
    take = asyncio.Event()
    arrived = asyncio.Semaphore(0)

    async def slow(parameters: dict[str, Any]) -> Any:
        arrived.release()
        await take.wait()
        return await Server._sendMessage(server, parameters)

    server.__dict__["_sendMessage"] = slow
    async with SqlStorage("sqlite://") as storage:
        assembly = assemble(settings, storage=storage, request=server, pacing=Pacing(Limits(total=(1000, 1.0))))
        assembly.fact_bases.load()
        once = Once(assembly.application, storage.updates, unmarked=1000, thinking=Thinking(at_once=2))
        async with assembly.application as application:
            updates = [read(question(number, chat=number), application.bot) for number in range(1, 8)]
            handled = [asyncio.create_task(once.handle(update)) for update in updates]
            async with asyncio.timeout(10):
                for _ in updates:
                    await arrived.acquire()
            take.set()
            assert await asyncio.gather(*handled) == [Delivered.DONE] * 7
