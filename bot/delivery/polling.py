"""Long polling: asking Telegram for updates until told to stop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.delivery.pacing import seconds_of

log = logging.getLogger(__name__)

Result = TypeVar("Result")
AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_POLL_SECONDS = 25
_READ_SECONDS = 15
_SHOWN = 80
"""Characters of an error shown; some quote the whole page that a proxy sent."""

_STOP_SECONDS = 25.0
"""How long answers under way may take to leave once the bot is told to stop."""


class Stopped(Exception):
    """The bot was told to stop while it waited for Telegram."""


def patience() -> Iterator[float]:
    """Yield seconds to wait after one failure, the next, and so on, up to half a minute."""
    pause = 1.0
    while True:
        yield pause
        pause = min(pause * 1.5, 30.0)


async def run_polling(
    application: AnyApplication,
    *,
    allowed_updates: Sequence[str],
    stop: asyncio.Event,
    pauses: Callable[[], Iterator[float]] = patience,
    beat: Callable[[], None] = lambda: None,
) -> None:
    """Run the bot until `stop` is set.

    Start and go on while Telegram cannot be reached, with `pauses` in seconds between attempts; `beat` is called after
    every round that Telegram answers. Raises InvalidToken, at the start or later, when Telegram refuses the token: no
    patience helps then.
    """
    try:
        await _patiently(application.initialize, stop, pauses())
        await _patiently(application.bot.delete_webhook, stop, pauses())
    except Stopped:
        await application.shutdown()
        return
    await application.start()
    log.info("@%s is listening", application.bot.username)
    introduction = asyncio.create_task(_introduce(application))
    try:
        await _poll(application, allowed_updates, stop, pauses, beat)
    finally:
        introduction.cancel()
        await _finish(application)


async def _introduce(application: AnyApplication) -> None:
    """Do what is due once the bot is there, while it already answers."""
    try:
        if application.post_init:
            await application.post_init(application)
    except Exception:
        log.exception("the bot could not introduce itself")


async def _poll(
    application: AnyApplication,
    allowed_updates: Sequence[str],
    stop: asyncio.Event,
    pauses: Callable[[], Iterator[float]],
    beat: Callable[[], None],
) -> None:
    """Fetch updates into the application's queue until told to stop."""
    offset: int | None = None
    polled: int | None = None
    next_pauses = pauses()

    async def fetch(seconds: int) -> tuple[Update, ...]:
        updates: tuple[Update, ...] = await application.bot.get_updates(
            offset, timeout=seconds, read_timeout=_READ_SECONDS, allowed_updates=allowed_updates
        )
        return updates

    while not stop.is_set():
        try:
            polled = offset
            updates = await _unless_stopped(fetch(_POLL_SECONDS), stop)
        except Stopped:
            break
        except InvalidToken:
            raise
        except Exception as error:
            _complain(error)
            with suppress(Stopped):
                await _unless_stopped(asyncio.sleep(_pause_after(error, next_pauses)), stop)
        else:
            next_pauses = pauses()
            beat()
            for update in updates:
                offset = update.update_id + 1
                await application.update_queue.put(update)
    if offset != polled:
        # What came last is in hand and still has to be confirmed, or it would come again after a restart.
        with suppress(TelegramError):
            await fetch(0)


async def _finish(application: AnyApplication) -> None:
    """Let answers under way leave, within bounds, and close."""
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await application.update_queue.join()
            await application.stop()
    except TimeoutError:
        log.warning("stopped with answers still under way")
    await application.shutdown()


async def _patiently(
    call: Callable[[], Coroutine[Any, Any, object]], stop: asyncio.Event, pauses: Iterator[float]
) -> None:
    """Repeat a call until it succeeds; raises Stopped when told to stop, and InvalidToken."""
    while True:
        try:
            await _unless_stopped(call(), stop)
        except InvalidToken:
            raise
        except TelegramError as error:
            _complain(error)
            await _unless_stopped(asyncio.sleep(_pause_after(error, pauses)), stop)
        else:
            return


async def _unless_stopped(work: Coroutine[Any, Any, Result], stop: asyncio.Event) -> Result:
    """Return what the work returns; raises Stopped, with the work cancelled, when told to stop before it is done."""
    if stop.is_set():
        work.close()
        raise Stopped
    working, halting = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, halting}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Stopped
        return working.result()
    finally:
        halting.cancel()
        if not working.done():
            working.cancel()
            with suppress(asyncio.CancelledError, TelegramError):
                await working


def _pause_after(error: Exception, pauses: Iterator[float]) -> float:
    return max(next(pauses), seconds_of(error) if isinstance(error, RetryAfter) else 0.0)


def _complain(error: Exception) -> None:
    match error:
        case Conflict():
            log.warning("another process is polling with the same token: only one may; trying on")
        case TelegramError():
            log.warning("Telegram cannot be reached: %s: %s; trying on", type(error).__name__, str(error)[:_SHOWN])
        case _:
            log.error("updates could not be read: %s; trying on", type(error).__name__)
