"""Telling admins when something is wrong: whatever is logged as an error, each cause once an hour."""

import asyncio
import logging
from collections.abc import Collection
from hashlib import blake2b
from typing import Any

from telegram.ext import Application

from bot.storage import Notes, StorageError

log = logging.getLogger(__name__)

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_STARTING_SECONDS = 0.05
_SILENT_SECONDS = 60 * 60.0
_WAITING = 20
_LONGEST = 500


class Alerts(logging.Handler):
    """Takes the bot's errors from the log to the admins, in the order they come."""

    def __init__(self, notes: Notes, *, admin_ids: Collection[int], silent_seconds: float = _SILENT_SECONDS) -> None:
        """Take where replicas note what they have told, so that they do not all tell the same."""
        super().__init__(logging.ERROR)
        self._notes = notes
        self._admin_ids = admin_ids
        self._silent_seconds = silent_seconds
        self._told: dict[str, float] = {}
        self._waiting: asyncio.Queue[tuple[str, str]] = asyncio.Queue(_WAITING)
        self._loop = asyncio.get_running_loop()

    def emit(self, record: logging.LogRecord) -> None:
        """Take an error, from whatever thread; of too many at once the last are left to the log."""
        cause = f"{record.name}:{record.lineno}"
        self._loop.call_soon_threadsafe(self._take, cause, record.getMessage()[:_LONGEST])

    async def send(self, application: AnyApplication) -> None:
        """Send, for ever, what there is to tell, once the bot is there."""
        while not application.running:  # noqa: ASYNC110 - no event tells
            await asyncio.sleep(_STARTING_SECONDS)
        while True:
            cause, text = await self._waiting.get()
            if await self._is_news(cause):
                for admin_id in self._admin_ids:
                    try:
                        await application.bot.send_message(admin_id, f"⚠️ {text}", parse_mode=None)
                    except Exception as error:
                        log.warning("an admin could not be told that something is wrong: %s", type(error).__name__)

    def _take(self, cause: str, text: str) -> None:
        if not self._waiting.full():
            self._waiting.put_nowait((cause, text))

    async def _is_news(self, cause: str) -> bool:
        now = self._loop.time()
        if self._told.get(cause, now) > now:
            return False
        self._told[cause] = now + self._silent_seconds
        key = f"alert {blake2b(cause.encode(), digest_size=8).hexdigest()}"
        try:
            if await self._notes.read(key) is not None:
                return False
            await self._notes.write(key, "", seconds=self._silent_seconds)
        except StorageError:
            # That the database is away is worth telling twice.
            return True
        return True
