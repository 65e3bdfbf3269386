"""Long polling: asking Telegram for updates until told to stop."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.calling import calling
from bot.delivery.once import MOST_IN_HAND, Once
from bot.delivery.pacing import seconds_of
from bot.delivery.parking import Parking
from bot.delivery.reading import all_readable

log = logging.getLogger(__name__)

Result = TypeVar("Result")
AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_POLL_SECONDS = 25
_READ_SECONDS = 15
_SHOWN = 80
"""Characters of an error shown; some quote the whole page that a proxy sent."""

_STOP_SECONDS = 25.0
"""How long answers under way may take to leave once the bot is told to stop."""

_PATIENT_SECONDS = 3.0
"""How long new updates wait for those before them; answers that take longer wait for a chat's or a network's sake."""


class Stopped(Exception):
    """The bot was told to stop while it waited for Telegram."""


def patience() -> Iterator[float]:
    """Yield seconds to wait after one failure, the next, and so on, up to half a minute."""
    pause = 1.0
    while True:
        yield pause
        pause = min(pause * 1.5, 30.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """Asks Telegram for updates and confirms them once they are handled.

    Those that take longer than `patient_seconds` are written down and then confirmed, so that others need not wait.
    Inline queries are confirmed as soon as they come: whoever goes on typing asks anew.
    """

    once: Once
    parking: Parking
    allowed_updates: Sequence[str]
    pauses: Callable[[], Iterator[float]] = patience
    """Seconds between attempts while Telegram or the database cannot be reached."""
    beat: Callable[[], None] = lambda: None
    """Called after every round that Telegram answers."""
    patient_seconds: float = _PATIENT_SECONDS

    async def run(self, stop: asyncio.Event) -> None:
        """Run the bot until `stop` is set.

        Start and go on while Telegram cannot be reached. Raises InvalidToken, at the start or later, when Telegram
        refuses the token: no patience helps then.
        """
        application = self.once.application
        try:
            await patiently(application.initialize, stop, self.pauses())
            await patiently(application.bot.delete_webhook, stop, self.pauses())
        except Stopped:
            await application.shutdown()
            return
        await application.start()
        log.info("@%s is listening", application.bot.username)
        introduction = asyncio.create_task(introduce(application))
        hands = _Hands(self.once, self.parking, self.pauses, self.patient_seconds)
        try:
            await self._poll(application.bot, hands, stop)
        finally:
            introduction.cancel()
            await hands.drop()
            await application.stop()
            await application.shutdown()

    async def _poll(self, bot: Bot, hands: "_Hands", stop: asyncio.Event) -> None:
        """Fetch updates and have them handled until told to stop."""
        offset: int | None = None
        confirmed: int | None = None
        handed_out: int | None = None
        resumed = False
        pauses = self.pauses()
        while not stop.is_set():
            try:
                if not resumed:
                    await hands.resume(bot)
                    resumed = True
                updates = await _unless_stopped(self._fetch(bot, offset, _POLL_SECONDS), stop)
                newest = updates[-1]["update_id"] if updates else None
            except Stopped:
                break
            except InvalidToken:
                raise
            except Exception as error:
                _complain(error)
                with suppress(Stopped):
                    await _unless_stopped(asyncio.sleep(_pause_after(error, pauses)), stop)
                continue
            pauses = self.pauses()
            confirmed = offset
            self.beat()
            if newest is not None:
                hands.take(all_readable(updates, bot))
                handed_out = newest + 1
            # Telegram takes the next call for a confirmation of all that it has handed out before.
            while not stop.is_set():
                if await hands.secure():
                    offset = handed_out
                    break
                await asyncio.sleep(next(pauses))
        await hands.finish()
        if await hands.secure():
            offset = handed_out
        if offset != confirmed:
            # What came last is done and still has to be confirmed, or it would come again after a restart.
            with suppress(TelegramError):
                await self._fetch(bot, offset, 0)

    async def _fetch(self, bot: Bot, offset: int | None, seconds: int) -> list[Any]:
        """Return updates as Telegram tells them: one that cannot be read must not keep the others from being read."""
        return await calling(bot).fetch(
            offset, seconds=seconds, read_timeout=_READ_SECONDS, allowed_updates=self.allowed_updates
        )


async def introduce(application: AnyApplication) -> None:
    """Do what is due once the bot is there, while it already answers."""
    try:
        if application.post_init:
            await application.post_init(application)
    except Exception:
        log.exception("the bot could not introduce itself")


class _Hands:
    """The updates that are being handled."""

    def __init__(
        self, once: Once, parking: Parking, pauses: Callable[[], Iterator[float]], patient_seconds: float
    ) -> None:
        self._once = once
        self._parking = parking
        self._pauses = pauses
        self._patient_seconds = patient_seconds
        self._updates: dict[int, Update] = {}
        """Those that must not be lost."""
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def resume(self, bot: Bot) -> None:
        """Take up what was in hand when the bot last ended."""
        self.take(await self._parking.left(bot))

    def take(self, updates: Iterable[Update]) -> None:
        """Begin to handle updates, except those that are in hand already."""
        for update in updates:
            if update.update_id not in self._tasks:
                if not update.inline_query:
                    self._updates[update.update_id] = update
                task = asyncio.create_task(self._once.persist(update, self._pauses()))
                self._tasks[update.update_id] = task
                task.add_done_callback(partial(self._done, update.update_id))

    async def secure(self) -> bool:
        """Wait until every update that must not be lost is handled or, when that takes long, written down.

        Return False where they cannot be written down, or are too many to take any more; then ask again.
        """
        fresh = [self._tasks[update_id] for update_id in self._updates if update_id not in self._parking.parked]
        if fresh:
            await asyncio.wait(fresh, timeout=self._patient_seconds)
        if len(self._updates) >= MOST_IN_HAND:
            kept = [self._tasks[update_id] for update_id in self._updates]
            await asyncio.wait(kept, timeout=_STOP_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            return False
        return await self._parking.park(self._updates.values())

    async def finish(self) -> None:
        """Let answers under way leave, within bounds."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=_STOP_SECONDS)

    async def drop(self) -> None:
        """Give up what is still in hand; what is written down is taken up at the next start."""
        left = [*self._tasks.values()]
        if left:
            log.warning("stopped with %s updates under way; they come again at the next start", len(left))
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    def _done(self, update_id: int, task: asyncio.Task[None]) -> None:
        del self._tasks[update_id]
        self._updates.pop(update_id, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("update %s could not be handled: %s", update_id, type(error).__name__)


async def patiently(
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
            log.error("another process is polling with the same token: only one may; trying on")
        case TelegramError():
            log.warning("Telegram cannot be reached: %s: %s; trying on", type(error).__name__, str(error)[:_SHOWN])
        case _:
            log.error("updates could not be read: %s; trying on", type(error).__name__)
