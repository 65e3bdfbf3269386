"""Remembering for some minutes and no longer."""

import asyncio
from collections import OrderedDict
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Fleeting(Generic[Key, Value]):
    """Values by key, each forgotten when its time is over, whether anybody asks for it or not."""

    def __init__(self, *, seconds: float, limit: int) -> None:
        """Remember each value for some seconds, and of more than `limit` the newest."""
        self._seconds = seconds
        self._limit = limit
        self._held: OrderedDict[Key, tuple[Value, asyncio.TimerHandle]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, or None if there is none or its time is over."""
        held = self._held.get(key)
        return held[0] if held else None

    def put(self, key: Key, value: Value) -> None:
        """Remember a value from now on, in the place of an older one; an event loop must be running."""
        self.forget(key)
        while len(self._held) >= self._limit:
            self.forget(next(iter(self._held)))
        self._held[key] = value, asyncio.get_running_loop().call_later(self._seconds, self.forget, key)

    def forget(self, key: Key) -> None:
        """Forget the value of a key, if there is one."""
        if held := self._held.pop(key, None):
            held[1].cancel()

    def __len__(self) -> int:
        return len(self._held)
