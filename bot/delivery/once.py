"""Each update is handled once: claimed first, marked when it is done, and tried again when it could not be."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from enum import Enum
from typing import Any

from telegram import Update
from telegram.ext import Application

from bot import tracing
from bot.delivery.ordering import is_one_too_many
from bot.delivery.shedding import Searches
from bot.delivery.thinking import Thinking
from bot.logs import FIELDS
from bot.storage import Claim, StorageError, Updates

log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_ATTEMPTS = 5
"""How often an update is handled whose answer does not reach Telegram; each attempt is patient by itself."""

MOST_IN_HAND = 500
"""Updates in hand or waiting at the same time, inline queries apart; Telegram keeps the others for us. They are some
seconds of work, so that more would wait here no shorter, and a process that dies would hold up more."""


class Delivered(Enum):
    """Whether an update may be confirmed to Telegram."""

    DONE = "done"
    """Handled, now or before, or dropped."""
    NOT_YET = "not yet"
    """Another replica has it in hand, the database is away, there is too much to do, or the answer was not sent."""


Observe = Callable[[tracing.Trace, float], None]
"""Takes what became of an update, and the seconds that it took."""


class Once:
    """Hands updates to the application, those of a chat in order, and each one once across restarts and replicas."""

    def __init__(  # noqa: PLR0913 - options, each by its name
        self,
        application: AnyApplication,
        updates: Updates,
        *,
        observe: Observe = lambda _trace, _seconds: None,
        waits_for_marks: bool = True,
        unmarked: int = 2,
        unmarked_seconds: float = 0.03,
        is_behind: Callable[[], bool] = lambda: False,
        searches: Searches | None = None,
        thinking: Thinking | None = None,
    ) -> None:
        """Take whether updates are done only once their marks are written.

        They need not be where they are confirmed to Telegram as soon as they are done: that is as good as a mark.

        `unmarked` is how many answers may be on their way, not yet done, when the next question is thought about.
        Thinking takes far longer than marking, and would be in its way: a process that is killed before it has marked
        what it has sent leaves that to be sent again. More of them mean more answers a second. A question waits for
        `unmarked_seconds` at most, so that a slow network slows down the whole to no less than one in that time; for
        longer only while `is_behind` tells that answers wait to leave, as more of them would only wait with them.
        """
        self.application = application
        self._updates = updates
        self._observe = observe
        self._waits_for_marks = waits_for_marks
        self._searches = searches or Searches()
        self._thinking = thinking or Thinking()
        self._in_hand = 0
        self._failures: Counter[int] = Counter()
        self.refused = asyncio.Event()
        """Set when Telegram did not know the token; what was asked then is left for whoever has the new one."""
        self._turn = asyncio.Lock()
        self._waits = False
        """Whether nothing could be claimed since the database refused a claim."""
        self._most_unmarked = unmarked
        self._unmarked_seconds = unmarked_seconds
        self._is_behind = is_behind
        self._unmarked: set[asyncio.Future[None]] = set()

    @property
    def queue(self) -> int:
        """How many updates are in hand or wait."""
        return self._in_hand + self._searches.queue

    async def handle(self, update: Update) -> Delivered:
        """Handle an update when its turn has come, if it is ours to handle; or none, where too many are in hand."""
        if self._in_hand >= MOST_IN_HAND and not update.inline_query:
            return Delivered.NOT_YET
        delivered = Delivered.NOT_YET

        async def attempt() -> None:
            nonlocal delivered
            delivered = await self._attempt(update)

        is_wanted = await self._in_turn(update, attempt)
        return delivered if is_wanted else Delivered.DONE

    async def room(self) -> None:
        """Wait until one more question could be thought about, as it need not be brought before.

        But not while questions wait for answers to be marked: what waits here may not have its mark yet either, and a
        process that is killed leaves it to be sent again.
        """
        if not self._turn.locked():
            await self._thinking.room()

    async def persist(self, update: Update, pauses: Iterator[float]) -> None:
        """Handle an update when its turn has come, and try again, with pauses in seconds, until it is done."""

        async def attempt() -> None:
            for pause in pauses:
                if await self._attempt(update) is Delivered.DONE:
                    return
                await asyncio.sleep(pause)

        await self._in_turn(update, attempt)

    async def _in_turn(self, update: Update, attempt: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Make an attempt at an update when its turn has come; return False if the update is dropped instead."""
        search = update.inline_query
        if not search:
            self._in_hand += 1
        elif not await self._searches.begin(search.from_user.id):
            return False
        try:
            await self.application.update_processor.process_update(update, attempt())
        finally:
            if search:
                self._searches.end()
            else:
                self._in_hand -= 1
        return True

    async def _attempt(self, update: Update) -> Delivered:
        if update.inline_query or is_one_too_many():
            # Harmless when it is answered again, or not answered at all, so that it need not keep questions from their
            # turn.
            return await self._claimed(update, self._process)
        async with self._thinking.turn():
            return await self._claimed(update, self._in_few)

    async def _claimed(self, update: Update, process: Callable[[Update], Coroutine[Any, Any, Delivered]]) -> Delivered:
        """Process an update if it can be claimed."""
        try:
            claim = await self._updates.claim(update.update_id)
        except StorageError as error:
            # Once for all that wait, as they try again every second or so.
            log.log(logging.DEBUG if self._waits else logging.ERROR, "updates have to wait for the database: %s", error)
            self._waits = True
            return Delivered.NOT_YET
        match claim:
            case Claim.HANDLED:
                return Delivered.DONE
            case Claim.TAKEN:
                return Delivered.NOT_YET
        self._waits = False
        try:
            return await process(update)
        except BaseException:
            await self._updates.release(update.update_id)
            raise

    async def _in_few(self, update: Update) -> Delivered:
        """Process an update when few of the answers before are on their way still, and count it as one of them."""
        await self._its_turn()
        marked = asyncio.get_running_loop().create_future()
        self._unmarked.add(marked)
        try:
            return await self._process(update)
        finally:
            self._unmarked.discard(marked)
            marked.set_result(None)

    async def _its_turn(self) -> None:
        """Wait until few of the answers before are on their way still, or take long."""
        if len(self._unmarked) < self._most_unmarked and not self._turn.locked():
            return
        async with self._turn:
            await asyncio.sleep(0)
            while len(self._unmarked) >= self._most_unmarked:
                marked, _ = await asyncio.wait(
                    self._unmarked, timeout=self._unmarked_seconds, return_when=asyncio.FIRST_COMPLETED
                )
                if not marked and not self._is_behind():
                    break

    async def _process(self, update: Update) -> Delivered:
        if self._updates.holds_back:
            await self._updates.release(update.update_id)
            return Delivered.NOT_YET
        trace, start = tracing.begin(update), time.perf_counter()
        await self.application.process_update(update)
        if trace.is_refused:
            self.refused.set()
        if trace.is_refused or (trace.is_unsent and self._may_fail_again(update)):
            await self._updates.release(update.update_id)
            return Delivered.NOT_YET
        self._failures.pop(update.update_id, None)
        await self._updates.mark_handled(update.update_id, wait=self._waits_for_marks)
        seconds = time.perf_counter() - start
        self._observe(trace, seconds)
        log.info("handled", extra={FIELDS: trace.fields(seconds)})
        return Delivered.DONE

    def _may_fail_again(self, update: Update) -> bool:
        self._failures[update.update_id] += 1
        if self._failures[update.update_id] < _ATTEMPTS:
            return True
        log.error("update %s is given up: its answer could not be sent", update.update_id)
        return False
