"""The last days in numbers, for admins: what questions came to, and which had no answer."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.locale import Locale
from bot.people import People
from bot.rendering import notice
from bot.sending import answer
from bot.serving import Serving
from bot.storage import Event, Storage, StorageError
from bot.updates import said

_DAYS = 30
_LISTED = 10


class Statistics:
    """Answers /stats."""

    def __init__(self, serving: Serving, people: People, storage: Storage) -> None:
        self._serving = serving
        self._people = people
        self._storage = storage

    def handlers(self, admins: filters.BaseFilter) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler, which takes commands of these people only."""
        return [CommandHandler("stats", self.tell, filters=admins)]

    async def tell(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how questions ended, which facts answered most, and what is asked without an answer."""
        message = said(update)
        if message is None:
            return
        locale = self._serving.now.renderer.locale((await self._people.of(message)).tag)
        try:
            lines = await self._lines(locale)
        except StorageError:
            lines = [locale.say("storage-away")]
        await answer(message, notice("\n".join(lines), locale.tag))

    async def _lines(self, locale: Locale) -> list[str]:
        since = datetime.now(UTC).date() - timedelta(days=_DAYS - 1)
        number: Counter[Event] = Counter()
        for count in await self._storage.counts.daily(since=since):
            number[count.event] += count.number
        kinds = (Event.ANSWERED, Event.SUGGESTED, Event.REFUSED)
        lines = [locale.say("stats-days", days=_DAYS, **{kind.value: number[kind] for kind in kinds})]
        facts = await self._storage.counts.by_fact(Event.ANSWERED, since=since, limit=_LISTED)
        if facts:
            lines += ["", locale.say("stats-facts")]
            lines += [locale.say("stats-line", number=fact.number, text=fact.fact) for fact in facts]
        questions = await self._storage.unanswered.commonest(limit=_LISTED)
        if questions:
            lines += ["", locale.say("stats-unanswered")]
            lines += [locale.say("stats-line", number=each.number, text=each.text) for each in questions]
        return lines
