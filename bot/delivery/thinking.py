"""Thinking about few questions at once, those that came first before others.

All at once, each would take a step in turn, and all answers would leave together, long after the first could have; the
bot would then wait for Telegram with nothing to do, until all the next questions came together. Few at once leave one
after another, and while Telegram takes them, others are thought about. Nor need more questions be brought as long as
others wait for a place: all would then be brought first, and thought about afterwards.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

_AT_ONCE = 40
"""Measured: fewer are too few to look up together, and of many more the first wait for the last."""


class _Turn:
    """A place among the few, to be given up once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places: asyncio.Semaphore | None = places

    def end(self) -> None:
        places, self._places = self._places, None
        if places:
            places.release()


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class Thinking:
    """Lets few tasks think at once, in the order they come."""

    def __init__(self, *, at_once: int = _AT_ONCE) -> None:
        self._places = asyncio.Semaphore(at_once)

    async def room(self) -> None:
        """Wait until all who have come before have a place, and one more would have one."""
        async with self._places:
            pass

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it until this task `speaks`, or the context ends."""
        await self._places.acquire()
        turn = _Turn(self._places)
        _turn.set(turn)
        try:
            yield
        finally:
            turn.end()


def speaks() -> None:
    """Note that this task is about to call Telegram, which may take any time, and leave its place to another."""
    if turn := _turn.get():
        turn.end()
