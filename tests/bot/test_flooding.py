"""Who writes too much is told so once and then waits; nobody else notices."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot import flooding
from bot.app import assemble
from bot.delivery.pacing import Limits, Pacing
from bot.loopback import AnyApplication, Loopback
from bot.settings import Settings
from bot.storage import SqlStorage
from tests.bot.test_ordering import message
from tests.conftest import ADMIN_ID
from tests.telegram import Bot, User, running_bot

QUESTION = "who leads UNMIK"
UNPACED = Limits(total=(10_000, 1.0), chat=(10_000, 1.0), group=(10_000, 1.0))


@pytest.fixture
async def bot(settings: Settings) -> AsyncIterator[Bot]:
    """The bot as it runs on Telegram, but for the pace of its messages."""
    async with SqlStorage("sqlite://") as storage:

        def build(loopback: Loopback) -> AnyApplication:
            loopback.world.add_person("Admin", language="en", id=ADMIN_ID)
            assembly = assemble(settings, storage=storage, request=loopback, pacing=Pacing(UNPACED))
            assembly.fact_bases.load()
            return assembly.application

        async with running_bot(build) as bot:
            yield bot


async def send(person: User, number: int) -> list[str]:
    return [reply.text for _ in range(number) for reply in await person.replies_to("/about")]


async def test_who_writes_too_much_is_told_once_and_then_waits(bot: Bot) -> None:
    ana = bot.user("Ana")
    replies = await send(ana, 100)
    assert len(replies) == 91
    assert "faster than I can answer" in replies[-1]
    assert not any("faster than I can answer" in reply for reply in replies[:-1])


async def test_the_notice_comes_once_a_minute_though_some_messages_pass_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    flow, loop = flooding._Flow(2), asyncio.get_running_loop()

    def passes(now: float) -> bool:
        monkeypatch.setattr(loop, "time", lambda: now)
        return flow.passes()

    assert [passes(now) for now in (0, 1, 2)] == [True, True, False]
    assert flow.may_tell()
    assert [passes(now) for now in (60.5, 60.6)] == [True, False]
    assert not flow.may_tell()
    assert [passes(now) for now in (62, 63)] == [True, False]
    assert flow.may_tell()


async def test_of_a_chat_with_many_in_hand_no_more_are_taken_when_there_is_little_room_and_that_is_told_once(
    bot: Bot,
) -> None:
    processor, release = bot.application.update_processor, asyncio.Event()
    ana = bot.user("Ana")
    waiting: list[asyncio.Task[None]] = []

    def keep_waiting(chat: int) -> None:
        waiting.append(asyncio.create_task(processor.process_update(message(chat, "?"), release.wait())))

    for chat in [ana.id] * 60 + [*range(10_000, 10_189)]:
        keep_waiting(chat)
    await asyncio.sleep(0)
    assert len(await bot.user("Ben").replies_to("/about")) == 1
    assert len(await ana.replies_to("/about")) == 1
    keep_waiting(20_000)
    await asyncio.sleep(0)
    assert ["faster than I can answer" in reply.text for reply in await ana.replies_to(QUESTION)] == [True]
    assert await ana.replies_to(QUESTION) == []
    assert len(await bot.user("Ben").replies_to(QUESTION)) == 1
    release.set()
    await asyncio.gather(*waiting)
    assert len(await ana.replies_to(QUESTION)) == 1


async def test_others_do_not_notice(bot: Bot) -> None:
    await send(bot.user("Ana"), 100)
    assert len(await send(bot.user("Ben"), 3)) == 3


async def test_who_writes_too_much_is_remembered_when_many_others_are_forgotten(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flooding, "_REMEMBERED", 2)
    ana, ben = bot.user("Ana"), bot.user("Ben")
    await send(ben, 90)
    await send(ana, 90)
    for number in range(10):
        await send(bot.user(f"P{number}"), 1)
        # The first time she is told.
        assert len(await send(ana, 1)) == (number == 0)
    assert "faster than I can answer" not in (await send(ben, 1))[0]


async def test_taps_of_who_writes_too_much_are_answered_with_nothing(bot: Bot) -> None:
    ana = bot.user("Ana")
    menu = await ana.send("/start")
    await send(ana, 100)
    assert await ana.tap(menu, next(iter(menu.all_buttons())).label) is menu


async def test_a_whole_group_can_write_too_much(bot: Bot) -> None:
    group = bot.group("Prishtina")
    people = [bot.user(f"P{number}") for number in range(5)]
    replies = [
        reply.text
        for _ in range(40)
        for person in people
        for reply in await person.replies_to("/about@unmik_fact_bot", in_=group)
    ]
    assert len(replies) == 181
    assert "faster than I can answer" in replies[-1]


async def test_what_people_say_to_each_other_in_a_group_counts_for_nothing(bot: Bot) -> None:
    group, ana = bot.group("Prishtina"), bot.user("Ana")
    assert [reply for _ in range(200) for reply in await ana.replies_to("good morning", in_=group)] == []
    assert "faster than I can answer" not in (await ana.replies_to("/about@unmik_fact_bot", in_=group))[0].text


async def test_inline_queries_have_a_bound_of_their_own_and_are_always_answered(bot: Bot) -> None:
    ana = bot.user("Ana")
    results = [len(await ana.inline("who leads UNMIK")) for _ in range(185)]
    assert all(results[:180])
    assert not any(results[180:])
    assert len(await send(ana, 1)) == 1


async def test_admins_may_write_as_much_as_they_like(bot: Bot) -> None:
    assert len(await send(bot.user_with_id(ADMIN_ID), 100)) == 100
