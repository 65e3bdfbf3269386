"""Remembering for some minutes and no longer."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextvars import Context
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Fleeting(Generic[Key, Value]):
    """Values by key, each forgotten when its time is over, whether anybody asks for it or not."""

    def __init__(self, *, seconds: float, limit: int) -> None:
        """Remember each value for some seconds, and of more than `limit` the newest."""
        self._seconds = seconds
        self._limit = limit
        # Each with the time that it is to be forgotten, the oldest first.
        self._held: OrderedDict[Key, tuple[Value, float]] = OrderedDict()
        self._timer: asyncio.TimerHandle | None = None

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, or None if there is none or its time is over."""
        held = self._held.get(key)
        return held[0] if held else None

    def put(self, key: Key, value: Value) -> None:
        """Remember a value from now on, in the place of an older one; an event loop must be running."""
        self.forget(key)
        while len(self._held) >= self._limit:
            self._held.popitem(last=False)
        loop = asyncio.get_running_loop()
        self._held[key] = value, loop.time() + self._seconds
        if self._timer is None:
            self._wait(loop)

    def get_or_make(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of a key, which is made and remembered if there is none; an event loop must be running."""
        value = self.get(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value

    def forget(self, key: Key) -> None:
        """Forget the value of a key, if there is one."""
        self._held.pop(key, None)

    def __len__(self) -> int:
        return len(self._held)

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        """Come back when the time of the oldest value is over: a timer for each would take more than the values do."""
        oldest = next(iter(self._held.values()), None)
        # In a context of its own, or all that the update brought along would be remembered too.
        self._timer = loop.call_at(oldest[1], self._sweep, loop, context=Context()) if oldest else None

    def _sweep(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        while self._held and next(iter(self._held.values()))[1] <= now:
            self._held.popitem(last=False)
        self._wait(loop)
