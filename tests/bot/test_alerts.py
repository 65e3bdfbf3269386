"""Admins hear of what is wrong, each cause once, and nothing that goes wrong in telling them goes further."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.alerts import Alerts
from bot.storage import Notes, SqlStorage
from tests.conftest import ADMIN_ID
from tests.telegram import Bot

log = logging.getLogger("bot.somewhere")


@contextmanager
def listening(alerts: Alerts) -> Iterator[None]:
    logging.getLogger("bot").addHandler(alerts)
    try:
        yield
    finally:
        logging.getLogger("bot").removeHandler(alerts)


@asynccontextmanager
async def sending(bot: Bot, notes: Notes) -> AsyncIterator[None]:
    alerts = Alerts(notes, admin_ids=(ADMIN_ID,))
    task = asyncio.create_task(alerts.send(bot.application))
    with listening(alerts):
        yield
    await asyncio.sleep(0.2)
    task.cancel()


def told(bot: Bot) -> list[str]:
    return [str(call.parameters["text"]) for call in bot.calls if call.method == "sendMessage"]


def complain(number: int) -> None:
    log.error("the database is away, attempt %s", number)


async def test_an_error_reaches_the_admins(bot: Bot) -> None:
    await bot.user_with_id(ADMIN_ID).send("/status")
    bot.calls.clear()
    async with SqlStorage("sqlite://") as storage, sending(bot, storage.notes):
        complain(1)
        log.warning("not so bad")
    assert told(bot) == ["⚠️ the database is away, attempt 1"]


async def test_the_same_cause_is_told_once_by_all_replicas(bot: Bot) -> None:
    await bot.user_with_id(ADMIN_ID).send("/status")
    bot.calls.clear()
    async with SqlStorage("sqlite://") as storage:
        async with sending(bot, storage.notes):
            complain(1)
            complain(2)
        async with sending(bot, storage.notes):
            complain(3)
            log.error("and something else")
    assert told(bot) == ["⚠️ the database is away, attempt 1", "⚠️ and something else"]


async def test_an_admin_who_cannot_be_told_is_no_further_trouble(bot: Bot) -> None:
    bot.loopback.fail_next("sendMessage", code=403, description="bot was blocked by the user")
    async with SqlStorage("sqlite://") as storage, sending(bot, storage.notes):
        complain(1)
        await asyncio.sleep(0.1)
        log.error("and something else")
    assert len(told(bot)) == 2
    bot.refusals.clear()
