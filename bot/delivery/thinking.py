"""Thinking about few questions at once, those that came first before others.

All at once, each would take a step in turn, and all answers would leave together, long after the first could have; the
bot would then wait for Telegram with nothing to do, until all the next questions came together. Few at once leave one
after another, and while Telegram takes them, others are thought about. Nor need more questions be brought as long as
others wait for a place: all would then be brought first, and thought about afterwards.
"""

import asyncio
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar

_AT_ONCE = 40
"""Measured: fewer are too few to look up together, and of many more the first wait for the last."""


class _Turn:
    """A place among the few, to be waited for, and given up once."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self._places = places
        self._is_held = False

    async def __aenter__(self) -> None:
        await self._places.acquire()
        self._is_held = True
        _turn.set(self)

    async def __aexit__(self, *_error: object) -> None:
        self.end()

    def end(self) -> None:
        if self._is_held:
            self._is_held = False
            self._places.release()


_turn: ContextVar[_Turn | None] = ContextVar("turn", default=None)


class Thinking:
    """Lets few tasks think at once, in the order they come."""

    def __init__(self, *, at_once: int = _AT_ONCE) -> None:
        self._places = asyncio.Semaphore(at_once)

    async def room(self) -> None:
        """Wait until all who have come before have a place, and one more would have one."""
        async with self._places:
            pass

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Return what waits for a place, and holds it until this task `speaks`, or the context ends."""
        return _Turn(self._places)


def speaks() -> None:
    """Note that this task is about to call Telegram, which may take any time, and leave its place to another."""
    if turn := _turn.get():
        turn.end()
