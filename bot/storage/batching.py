"""Making one call of many that come at the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping
from itertools import islice
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

_LATER_SECONDS = 0.05
"""How long what nobody waits for may wait for others."""


class Batches(Generic[Key, Value]):
    """Sends what is asked for one by one in batches: whatever comes while a batch is on its way makes up the next.

    So a lone call waits for nobody, and the more calls there are, the less each of them costs.
    """

    def __init__(self, send: Callable[[list[Key]], Awaitable[Mapping[Key, Value]]], *, most: int = 500) -> None:
        """Take what gives the values for keys, all different, of which there are at most `most` in a batch."""
        self._send = send
        self._most = most
        self._waiting: dict[Key, list[asyncio.Future[Value]]] = {}
        self._sending: asyncio.Task[None] | None = None
        self._later: set[Key] = set()
        self._timer: asyncio.TimerHandle | None = None

    async def __call__(self, key: Key) -> Value:
        """Return the value for a key; raises what the sending of its batch raised."""
        answer: asyncio.Future[Value] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(key, []).append(answer)
        self._begin()
        return await answer

    def send_later(self, key: Key) -> None:
        """Send for a key soon, with what else comes until then, and whatever comes of it."""
        self._later.add(key)
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(_LATER_SECONDS, self._begin_later)

    async def finish(self) -> None:
        """Wait until nothing is on its way, or would soon be."""
        if self._timer is not None:
            self._timer.cancel()
            self._begin_later()
        while self._sending is not None:
            await self._sending

    def _begin_later(self) -> None:
        self._timer = None
        for key in self._later:
            self._waiting.setdefault(key, [])
        self._later.clear()
        self._begin()

    def _begin(self) -> None:
        if self._sending is None:
            # A task of its own, so that who asks may be cancelled without taking along the others of the batch.
            self._sending = asyncio.create_task(self._send_all())

    async def _send_all(self) -> None:
        try:
            while self._waiting:
                keys = list(islice(self._waiting, self._most))
                batch = {key: self._waiting.pop(key) for key in keys}
                try:
                    values = await self._send(keys)
                except Exception as error:
                    for _, answer in _still_awaited(batch):
                        answer.set_exception(error)
                else:
                    for key, answer in _still_awaited(batch):
                        answer.set_result(values[key])
        finally:
            self._sending = None


def _still_awaited(
    batch: Mapping[Key, list["asyncio.Future[Value]"]],
) -> Iterator[tuple[Key, "asyncio.Future[Value]"]]:
    """Yield the keys of a batch with the answers that somebody still waits for."""
    return ((key, answer) for key, answers in batch.items() for answer in answers if not answer.done())
