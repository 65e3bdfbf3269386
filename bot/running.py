"""Running the bot on Telegram until the process is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

import uvloop
from telegram.error import InvalidToken

from bot import collecting
from bot.alerts import Alerts
from bot.app import UPDATES, Assembly, assemble
from bot.delivery.once import Once
from bot.delivery.pacing import Limits, Pacing
from bot.delivery.parking import Parking
from bot.delivery.polling import Polling, patience
from bot.delivery.responding import Responding
from bot.delivery.shedding import Searches
from bot.delivery.transport import Transport
from bot.heartbeat import Heartbeat
from bot.settings import Settings
from bot.storage import SqlStorage, StorageError

log = logging.getLogger(__name__)

_SENDING_SECONDS = 0.025
"""About what Telegram takes for a message, where it is near."""


class Delivery(Protocol):
    """What takes updates from Telegram and has them handled."""

    async def run(self, stop: asyncio.Event) -> None: ...


class TokenRefusedError(Exception):
    """Telegram does not know the token, or no longer does."""


def run(settings: Settings, *, webhook: bool = False) -> None:
    """Run the bot until SIGINT or SIGTERM, asking Telegram for updates or, with `webhook`, having them posted.

    Raises FactBaseError, DatabaseUrlError, TokenRefusedError, and OSError where the port cannot be listened on.
    """
    collecting.collect_seldom()
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_run(settings, webhook=webhook))
    except InvalidToken:
        raise TokenRefusedError from None


async def _run(settings: Settings, *, webhook: bool) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    storage = SqlStorage(settings.database, retention_days=settings.retention_days)
    if not await _open(storage, stop):
        return
    alerts = Alerts(storage.notes, admin_ids=settings.admin_ids)
    logging.getLogger("bot").addHandler(alerts)
    try:
        pacing = Pacing(Limits(total=_pace(settings.messages_per_second)))
        assembly = assemble(settings, storage=storage, request=Responding(Transport()), pacing=pacing)
        if not await _start(assembly, stop):
            return
        with _beside(assembly.fact_bases.follow(), alerts.send(assembly.application)):
            await _delivery(settings, assembly, storage, pacing, webhook=webhook).run(stop)
    finally:
        logging.getLogger("bot").removeHandler(alerts)
        await storage.close()


def _pace(per_second: int) -> tuple[int, float]:
    """Return how many messages may leave in how many seconds, spread over a second.

    If all of them left at its beginning, answers would pile up until its end, to be sent again should we be killed.
    """
    at_once = max(2, round(per_second / 10))
    return at_once, at_once / per_second


@contextmanager
def _beside(*work: Coroutine[Any, Any, None]) -> Iterator[None]:
    """Do work beside what is done in the block."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


def _delivery(
    settings: Settings, assembly: Assembly, storage: SqlStorage, pacing: Pacing, *, webhook: bool
) -> Delivery:
    metrics = assembly.metrics
    once = Once(
        assembly.application,
        storage.updates,
        observe=metrics.observe,
        waits_for_marks=not webhook,
        searches=Searches(shed=metrics.count_shed),
        unmarked=max(2, round(settings.messages_per_second * _SENDING_SECONDS)),
        unmarked_seconds=1 / settings.messages_per_second,
        is_behind=lambda: pacing.is_behind,
    )
    metrics.watch("queue", "Updates in hand or waiting.", lambda: once.queue)
    parking = Parking(storage.notes)
    if not webhook:
        return Polling(once=once, parking=parking, allowed_updates=UPDATES, beat=_beat(settings))
    # A bot that polls starts faster without a server.
    from bot.delivery.webhook import Listening, Webhook, path_of, secret_of  # noqa: PLC0415

    async def unready() -> str | None:
        try:
            await storage.check()
        except StorageError as error:
            return f"the database is away: {error}"
        return assembly.fact_bases.complaint

    token = settings.bot_token.get_secret_value() if settings.bot_token else ""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else secret_of(token)
    return Listening(
        once=once,
        parking=parking,
        webhook=Webhook(url=str(settings.webhook_url), path=path_of(token), secret=secret),
        allowed_updates=UPDATES,
        unready=unready,
        metrics=metrics.text,
        host=settings.listen_host,
        port=settings.listen_port,
    )


async def _open(storage: SqlStorage, stop: asyncio.Event) -> bool:
    """Open the storage, with patience; return False when told to stop before it is open."""
    for pause in patience():
        try:
            await storage.open()
        except StorageError as error:
            log.warning("the database cannot be opened, trying on: %s", error)
        else:
            return True
        if await _stopped(stop, pause):
            break
    return False


async def _start(assembly: Assembly, stop: asyncio.Event) -> bool:
    """Serve a fact base, with patience for the database; return False when told to stop before there is one."""
    for pause in patience():
        try:
            broken = await assembly.fact_bases.start()
        except StorageError as error:
            log.warning("the fact base cannot be looked up, trying on: %s", error)
        else:
            if broken is not None:
                log.error("the fact base has %s problems; the last good one is served", len(broken.problems))
            return True
        if await _stopped(stop, pause):
            break
    return False


async def _stopped(stop: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
    return stop.is_set()


def _beat(settings: Settings) -> Callable[[], None]:
    return Heartbeat(settings.heartbeat_file).beat if settings.heartbeat_file else lambda: None
