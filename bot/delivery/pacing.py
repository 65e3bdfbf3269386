"""Calls to Telegram at the pace it allows, repeated where the network or Telegram fails.

Telegram allows about 30 messages a second in all, one a second to a chat with short bursts, and 20 a minute to a group
(core.telegram.org/bots/faq); edits count as messages. A chat that Telegram bids to wait waits alone.

A call is repeated when the connection fails or the server answers with an error of its own, although a message may then
come twice: a lost answer is worse than a rare double. A *message* whose call has timed out is not repeated, since by
then Telegram has had it for as long as the read timeout and most likely delivered it; other calls may be repeated
without harm.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

from bot.delivery.thinking import speaks
from bot.delivery.transport import was_never_sent

log = logging.getLogger(__name__)

_MANY = 1_000
"""Chats beyond which those at rest are forgotten."""

Call = Callable[[], Coroutine[Any, Any, Any]]

_SENDS = ("send", "copy", "forward")
_PACED = (*_SENDS, "edit")
_UNPACED = {"sendChatAction"}
_FLEETING = {"answerCallbackQuery", "answerInlineQuery", "sendChatAction"}
"""Calls that are of no use when they come late."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages may leave in how many seconds, and how failures are borne."""

    total: tuple[int, float] = (28, 1.0)
    """A little under Telegram's limit, as calls bunch up on their way."""
    chat: tuple[int, float] = (5, 5.0)
    group: tuple[int, float] = (19, 60.0)
    longest_wait: float = 300.0
    """The longest that Telegram may bid a chat to wait, in seconds; after that the answer is given up."""
    pauses: tuple[float, ...] = (0.5, 1, 2, 4, 8, 15, 30, 30)
    """Seconds before each repetition of a call that failed."""


class Window:
    """At most `count` starts in any span of `seconds`."""

    __slots__ = ("_count", "_seconds", "_starts")

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        # An empty deque takes ten times the memory of an empty list, and there is a window for each chat and person.
        self._starts: list[float] = []

    def wait(self, now: float) -> float:
        """Return how many seconds from now the next start may be."""
        if len(self._starts) < self._count:
            return 0.0
        return max(self._starts[0] + self._seconds - now, 0.0)

    def start(self, now: float) -> None:
        """Note a start."""
        if len(self._starts) == self._count:
            del self._starts[0]
        self._starts.append(now)

    def is_at_rest(self, now: float) -> bool:
        """Tell whether nothing has started in the last span, so that a new window would be the same."""
        return not self._starts or self._starts[-1] + self._seconds <= now


@dataclass(slots=True)
class _Chat:
    """What is on its way to one chat."""

    window: Window
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    closed_until: float = 0.0

    def wait(self, now: float) -> float:
        return max(self.window.wait(now), self.closed_until - now)

    def is_at_rest(self, now: float) -> bool:
        return not self.waiting and self.closed_until <= now and self.window.is_at_rest(now)


class Pacing(BaseRateLimiter[None]):
    """Lets every call through as soon as Telegram's limits allow, in order within a chat."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._total = Window(*self._limits.total)
        self._total_turn = asyncio.Lock()
        self._chats: dict[int | str, _Chat] = {}
        self._many = _MANY

    @property
    def is_behind(self) -> bool:
        """Whether a message waits because too many others have just left."""
        return self._total_turn.locked()

    async def initialize(self) -> None:
        """Do nothing: there is nothing to prepare."""

    async def shutdown(self) -> None:
        """Do nothing: there is nothing to give back."""

    async def process_request(  # noqa: PLR0913, PLR0917 - the signature is python-telegram-bot's
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,  # noqa: ARG002
    ) -> Any:
        """Make a call when its turn has come; raises what the last attempt raised."""
        speaks()

        async def call() -> Any:
            return await callback(*args, **kwargs)

        chat_id = data.get("chat_id")
        if chat_id is None or not endpoint.startswith(_PACED) or endpoint in _UNPACED:
            return await self._persist(call, endpoint, _Chat(Window(1, 0.0)))
        chat = self._chat(chat_id)
        chat.waiting += 1
        try:
            async with chat.lock:
                return await self._persist(call, endpoint, chat, paced=True)
        finally:
            chat.waiting -= 1

    async def _persist(self, call: Call, endpoint: str, chat: _Chat, *, paced: bool = False) -> Any:
        """Repeat a call for as long as it is worth it."""
        pauses = iter(self._limits.pauses[:2] if endpoint in _FLEETING else self._limits.pauses)
        while True:
            await self._turn(chat, paced=paced)
            try:
                return await call()
            except RetryAfter as error:
                wait = seconds_of(error)
                if wait > self._limits.longest_wait or endpoint in _FLEETING or next(pauses, None) is None:
                    raise
                log.info("Telegram bids a chat to wait %s seconds", wait)
                chat.closed_until = asyncio.get_running_loop().time() + wait
            except NetworkError as error:
                pause = next(pauses, None) if _worth_repeating(error, endpoint) else None
                if pause is None:
                    raise
                log.info("%s is repeated in %s seconds: %s", endpoint, pause, type(error).__name__)
                await asyncio.sleep(pause)

    async def _turn(self, chat: _Chat, *, paced: bool) -> None:
        """Wait until both the chat and the whole may have one more message."""
        clock = asyncio.get_running_loop().time
        if (wait := chat.wait(clock())) > 0:
            await asyncio.sleep(wait)
        if not paced:
            return
        # All that wait for the whole wait for the same moment, so they may as well queue for the lock.
        async with self._total_turn:
            if (wait := self._total.wait(clock())) > 0:
                await asyncio.sleep(wait)
            self._total.start(clock())
        chat.window.start(clock())

    def _chat(self, chat_id: int | str) -> _Chat:
        """Return what is known of a chat, forgetting those at rest when there are many."""
        if len(self._chats) >= self._many:
            now = asyncio.get_running_loop().time()
            self._chats = {key: chat for key, chat in self._chats.items() if not chat.is_at_rest(now)}
            self._many = max(_MANY, 2 * len(self._chats))
        is_group = isinstance(chat_id, str) or chat_id < 0
        return self._chats.setdefault(chat_id, _Chat(Window(*(self._limits.group if is_group else self._limits.chat))))


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram bids to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _worth_repeating(error: NetworkError, endpoint: str) -> bool:
    """Tell whether a call that failed so may be made again with more use than harm."""
    if isinstance(error, BadRequest | Conflict):
        return False
    if isinstance(error, TimedOut) and endpoint.startswith(_SENDS):
        return was_never_sent(error)
    return True
