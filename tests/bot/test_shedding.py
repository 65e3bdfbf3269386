"""When more comes than can be served, inline queries give way, the oldest first, and questions never do."""

import asyncio
from typing import Any

import pytest
from telegram import Update

from bot.app import assemble
from bot.delivery import once as delivery
from bot.delivery.once import Delivered
from bot.delivery.pacing import Pacing
from bot.delivery.shedding import Searches
from bot.delivery.webhook import Listening
from bot.metrics import Metrics
from bot.running import _delivery
from bot.settings import Settings
from bot.storage import SqlStorage
from tests.bot.test_polling import ANA, Server, poll, question
from tests.bot.test_webhook import Hook, hook
from tests.waiting import until

__all__ = ["hook"]


def search(number: int, *, person: int | None = None) -> dict[str, Any]:
    sender = {**ANA, "id": person or number}
    return {
        "update_id": number,
        "inline_query": {"id": str(number), "from": sender, "query": "who leads UNMIK", "offset": ""},
    }


async def begun(searches: Searches, *people: int) -> list[asyncio.Task[bool]]:
    """Have people type, one after the other, and return what becomes of their queries."""
    tasks = []
    for person in people:
        tasks.append(asyncio.create_task(searches.begin(person)))
        await asyncio.sleep(0)
    await asyncio.sleep(0)
    return tasks


def fates(tasks: list[asyncio.Task[bool]]) -> list[bool | None]:
    """Return of each query whether it is handled, or None where it waits."""
    return [task.result() if task.done() else None for task in tasks]


async def test_of_too_many_inline_queries_the_oldest_that_wait_are_dropped() -> None:
    metrics = Metrics()
    searches = Searches(shed=metrics.count_shed, at_once=2, waiting=3)
    tasks = await begun(searches, 1, 2, 3, 4, 5, 6, 7)
    assert fates(tasks) == [True, True, False, False, None, None, None]
    assert searches.queue == 5
    assert b"unmik_bot_inline_queries_shed_total 2.0" in metrics.text()
    searches.end()
    await asyncio.sleep(0)
    assert fates(tasks) == [True, True, False, False, True, None, None]


async def test_a_newer_inline_query_of_a_person_takes_the_place_of_their_older_one() -> None:
    searches = Searches(at_once=1, waiting=3)
    tasks = await begun(searches, 1, 2, 3, 2)
    assert fates(tasks) == [True, False, None, None]
    for _ in range(3):
        searches.end()
    await asyncio.sleep(0)
    assert fates(tasks) == [True, False, True, True]
    assert searches.queue == 0


async def test_an_inline_query_that_is_given_up_holds_up_no_other() -> None:
    searches = Searches(at_once=1, waiting=3)
    first, waits, next_, last = await begun(searches, 1, 2, 3, 4)
    waits.cancel()
    searches.end()
    next_.cancel()
    await asyncio.gather(waits, next_, return_exceptions=True)
    assert fates([first, last]) == [True, True]
    searches.end()
    assert searches.queue == 0


def hold_up(server: Server, method: str) -> asyncio.Event:
    """Have Telegram take no calls of a method until the event is set."""
    release = asyncio.Event()

    async def slow(parameters: dict[str, Any]) -> Any:
        await release.wait()
        return await getattr(Server, f"_{method}", Server._anything)(server, parameters)

    server.__dict__[f"_{method}"] = slow
    return release


async def test_a_question_behind_inline_queries_is_fetched_and_answered_while_they_wait(settings: Settings) -> None:
    server, stop = Server(*(search(number) for number in range(1000, 1200)), question(2000)), asyncio.Event()
    release = hold_up(server, "answerInlineQuery")

    async def stop_when_answered() -> None:
        await until(lambda: server.asked("sendMessage"))
        assert len(server.asked("answerInlineQuery")) < 100
        release.set()
        stop.set()

    async with SqlStorage("sqlite://") as storage, asyncio.timeout(20):
        polling = poll(settings, server, storage, stop=stop, patient_seconds=60)
        await asyncio.gather(polling, stop_when_answered())
        assert server.updates == [], "all are confirmed"
        assert await storage.updates.is_handled(2000)


async def test_inline_queries_that_are_dropped_are_confirmed_to_telegram_and_the_newest_is_answered(hook: Hook) -> None:
    release = hold_up(hook.server, "sendMessage")
    posts = [asyncio.create_task(hook.post(search(number, person=number % 3 + 1))) for number in range(100, 400)]
    responses = await asyncio.gather(*posts)
    assert {response.status_code for response in responses} == {200}
    assert responses[-1].json()["method"] == "answerInlineQuery"
    assert len([response for response in responses if response.content]) < 100
    release.set()


async def test_questions_beyond_the_bound_are_to_come_again_and_none_is_lost(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "MOST_IN_HAND", 3)
    release = hold_up(hook.server, "sendMessage")
    posts = [asyncio.create_task(hook.post(question(number))) for number in range(3)]
    await asyncio.sleep(0.1)
    refused = await hook.post(question(3))
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "1")
    assert (await hook.post(search(10))).status_code == 200
    release.set()
    assert {(await post).status_code for post in posts} == {200}
    assert (await hook.post(question(3))).status_code == 200
    assert len(hook.server.asked("sendMessage")) == 4


async def test_whoever_watches_the_process_sees_what_is_in_hand_and_what_was_dropped(settings: Settings) -> None:
    async with SqlStorage("sqlite://") as storage:
        server = Server()
        assembly = assemble(settings, storage=storage, request=server)
        assembly.fact_bases.load()
        listening = _delivery(settings, assembly, storage, Pacing(), webhook=True)
        assert isinstance(listening, Listening)
        once = listening.once
        release = hold_up(server, "sendMessage")
        async with assembly.application as application:
            updates = [Update.de_json(question(number), application.bot) for number in (1, 2)]
            handling = [asyncio.create_task(once.handle(update)) for update in updates]
            await asyncio.sleep(0.1)
            assert b"unmik_bot_queue 2.0" in assembly.metrics.text()
            release.set()
            assert await asyncio.gather(*handling) == [Delivered.DONE] * 2
        numbers = assembly.metrics.text().decode()
    assert "unmik_bot_queue 0.0" in numbers
    assert 'unmik_bot_questions_total{outcome="answered"} 2.0' in numbers
    assert "unmik_bot_update_seconds_count 2.0" in numbers
    assert "unmik_bot_inline_queries_shed_total 0.0" in numbers
    assert "unmik_bot_revision 0.0" in numbers
    assert "# TYPE unmik_bot_telegram_errors_total counter" in numbers
