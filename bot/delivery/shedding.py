"""Inline queries give way to questions, and old ones to new ones.

An app sends one at every few letters, and shows the results of the last one only. So of those that cannot be handled
at once a person's newer query takes the place of their older one, and when too many wait the oldest of all is dropped:
confirmed to Telegram, and not answered. Whoever goes on typing asks anew. Messages and taps are never dropped.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

_AT_ONCE = 16
"""Inline queries handled at the same time: a question that comes waits for no more than these."""

_WAITING = 64
"""Inline queries that wait, a fraction of a second's work: with those in hand fewer than the 100 connections that
Telegram opens to a webhook at most, so that some are free for questions."""


class Searches:
    """Lets inline queries through in the order they came, some at once, and sheds those that are one too many."""

    def __init__(
        self, *, shed: Callable[[], None] = lambda: None, at_once: int = _AT_ONCE, waiting: int = _WAITING
    ) -> None:
        """Take what counts the queries that are dropped."""
        self._shed = shed
        self._at_once = at_once
        self._most = waiting
        self._in_hand = 0
        self._waiting: OrderedDict[int, asyncio.Future[bool]] = OrderedDict()
        """By person, the oldest first; the future tells whether the query is to be handled."""

    @property
    def queue(self) -> int:
        """How many are in hand or wait."""
        return self._in_hand + len(self._waiting)

    async def begin(self, person: int) -> bool:
        """Wait until a query of a person may be handled, and then `end` it; return False if it is dropped instead."""
        self._drop(self._waiting.get(person), person)
        if self._in_hand < self._at_once:
            self._in_hand += 1
            return True
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting[person] = turn
        if len(self._waiting) > self._most:
            oldest, of_oldest = next(iter(self._waiting.items()))
            self._drop(of_oldest, oldest)
        try:
            return await turn
        except asyncio.CancelledError:
            if self._waiting.get(person) is turn:
                del self._waiting[person]
            elif turn.done() and not turn.cancelled() and turn.result():
                self.end()
            raise

    def end(self) -> None:
        """Let the next one through."""
        while self._waiting:
            _, turn = self._waiting.popitem(last=False)
            if not turn.cancelled():
                turn.set_result(True)
                return
        self._in_hand -= 1

    def _drop(self, turn: asyncio.Future[bool] | None, person: int) -> None:
        if turn is not None:
            del self._waiting[person]
            if not turn.cancelled():
                turn.set_result(False)
                self._shed()
