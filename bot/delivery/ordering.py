"""Handling many updates at once, and those that belong together one after another."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Hashable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

_AT_ONCE = 4096
"""Updates in hand at the same time; high, as one that waits for its chat's turn costs nearly nothing."""


_is_one_too_many: ContextVar[bool] = ContextVar("is_one_too_many", default=False)


def is_one_too_many() -> bool:
    """Tell whether the update that is being handled was one too many when it came."""
    return _is_one_too_many.get()


@dataclass(slots=True)
class _Queue:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class InOrder(BaseUpdateProcessor):
    """Handles the messages of a chat in the order they came, and different chats at once.

    So an edited question finds the answer that it is to change. Commands wait for nobody: they change no answer, and a
    reload takes its time. Taps wait for taps on the same message only. What is one too many waits for nobody either: it
    will not be answered, and thousands of them must not pile up.
    """

    def __init__(
        self,
        *,
        is_too_many: Callable[[Update, int, int], bool] = lambda _update, _of_chat, _of_all: False,
        at_once: int = _AT_ONCE,
    ) -> None:
        """Take what tells of an update, while so many of its chat and so many of all are in hand, if it is too many."""
        super().__init__(at_once)
        self._is_too_many = is_too_many
        self._queues: dict[Hashable, _Queue] = {}
        self._of_chat: Counter[int] = Counter()
        self._of_all = 0
        """In hand."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await the coroutine when its turn has come."""
        if not isinstance(update, Update) or (chat := update.effective_chat) is None:
            await coroutine
            return
        is_too_many = self._is_too_many(update, self._of_chat[chat.id], self._of_all)
        _is_one_too_many.set(is_too_many)
        if is_too_many:
            await coroutine
            return
        self._of_chat[chat.id] += 1
        self._of_all += 1
        try:
            await self._in_order(_key(update), coroutine)
        finally:
            if isinstance(coroutine, Coroutine):
                # Python complains of one that was never begun, as when we are cancelled before its turn.
                coroutine.close()
            self._of_all -= 1
            self._of_chat[chat.id] -= 1
            if not self._of_chat[chat.id]:
                del self._of_chat[chat.id]

    async def _in_order(self, key: Hashable | None, coroutine: Awaitable[Any]) -> None:
        if key is None:
            await coroutine
            return
        queue = self._queues.setdefault(key, _Queue())
        queue.length += 1
        try:
            async with queue.lock:
                await coroutine
        finally:
            queue.length -= 1
            if not queue.length:
                del self._queues[key]

    async def initialize(self) -> None:
        """Do nothing: there is nothing to prepare."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to give back."""


def _key(update: Update) -> Hashable | None:
    """Return what an update is to be in order with, or None if it needs no order."""
    if message := update.message or update.edited_message:
        return None if (message.text or "").startswith("/") else message.chat_id
    if update.callback_query and (under := update.callback_query.message):
        return under.chat.id, under.message_id
    return None
