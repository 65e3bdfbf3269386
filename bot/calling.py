"""Calls of the Bot API as they stand there.

The library makes objects of its own of what a call takes and of what comes back, which costs more than all else that
the bot does for an answer; where one leaves with nearly every update, the plain call will do.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import Bot
from telegram.ext import ExtBot
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter


class CallingBot(ExtBot[None]):
    """The library's bot, through whose pacing and transport plain calls may be made too."""

    async def call(self, method: str, **parameters: Any) -> Any:
        """Make a call with parameters that JSON can hold, of which None is left out; return Telegram's result.

        The library's defaults, such as a parse mode, are not added. Raises TelegramError.
        """
        given = _given(parameters)
        if self.rate_limiter is None:
            return await self._call(method, given)
        return await self.rate_limiter.process_request(
            self._call, (method, given), {}, endpoint=method, data=given, rate_limit_args=None
        )

    async def fetch(
        self, offset: int | None, *, seconds: float, read_timeout: float, allowed_updates: Sequence[str]
    ) -> list[Any]:
        """Return updates as they stand there, those from an offset on, waiting so many seconds for the first to come.

        Raises TelegramError.
        """
        given = {"offset": offset, "timeout": seconds, "allowed_updates": allowed_updates}
        found: list[Any] = await self._call("getUpdates", _given(given), read_timeout=seconds + read_timeout)
        return found

    async def _call(self, method: str, parameters: Mapping[str, Any], **timeouts: float) -> Any:
        # The library's own way here looks into each parameter for objects and files.
        data = RequestData([RequestParameter(name, each, None) for name, each in parameters.items()])
        return await self.request.post(f"{self.base_url}/{method}", data, **timeouts)


def _given(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in parameters.items() if each is not None}


def calling(bot: Bot) -> CallingBot:
    """Return a bot as the one that makes plain calls, which every bot of ours is."""
    if not isinstance(bot, CallingBot):
        raise TypeError("the bot must be a CallingBot")
    return bot
