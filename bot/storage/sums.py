"""Adding up in memory, and writing the sums now and then."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from bot.storage.protocol import StorageError

Key = TypeVar("Key", bound=tuple[Any, ...])


class Sums(Generic[Key]):
    """How often each key was counted since it was last written."""

    def __init__(self, write: Callable[[Sequence[tuple[Key, int]]], Awaitable[None]], *, most: int) -> None:
        """Take what adds sums to those written before; of more than `most` different keys the newest do not count."""
        self._write = write
        self._most = most
        self._unwritten: Counter[Key] = Counter()
        self._writing = asyncio.Lock()

    def add(self, key: Key) -> None:
        """Count a key once more."""
        if key in self._unwritten or len(self._unwritten) < self._most:
            self._unwritten[key] += 1

    async def write(self) -> None:
        """Write what has been counted since the last time; raises StorageError, and then keeps it for the next."""
        # One at a time, so that nobody reads while another has taken what is to be written and not yet written it.
        async with self._writing:
            if not self._unwritten:
                return
            sums, self._unwritten = self._unwritten, Counter()
            try:
                # In order, so that replicas never wait for each other in a circle.
                await self._write(sorted(sums.items()))
            except StorageError:
                self._unwritten.update(sums)
                raise
