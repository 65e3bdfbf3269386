"""The last days in numbers, for admins: what questions came to, what helped, and what had no answer."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from telegram import InputFile, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot import charts
from bot.charts import Chart, Figure
from bot.locale import Locale
from bot.people import People
from bot.rendering import is_caption, notice, question_of
from bot.sending import answer
from bot.serving import Serving
from bot.storage import DayCount, Event, FactCount, Storage, StorageError, UnansweredQuestion
from bot.updates import said
from knowledge import FactBase

_DAYS = 30
_LISTED = 10
_DRAWN = 5
_TELLING = 5
"""Fewer taps than this tell nothing about a fact."""

_OUTCOMES = {
    Event.ANSWERED: ("stats-answered", charts.ANSWERED),
    Event.SUGGESTED: ("stats-suggested", charts.SUGGESTED),
    Event.REFUSED: ("stats-refused", charts.REFUSED),
}
"""How questions end, with what that is called, and its colour."""


@dataclass(frozen=True, slots=True)
class _Month:
    """What was counted in the last days."""

    days: Sequence[date]
    daily: Sequence[DayCount]
    answered: Sequence[FactCount]
    helpful: Sequence[FactCount]
    unhelpful: Sequence[FactCount]
    unanswered: Sequence[UnansweredQuestion]

    def total(self, event: Event) -> int:
        """Return how often something happened in all."""
        return sum(count.number for count in self.daily if count.event is event)

    def by_day(self, event: Event) -> list[int]:
        """Return how often something happened on each day."""
        numbers = {count.day: count.number for count in self.daily if count.event is event}
        return [numbers.get(day, 0) for day in self.days]

    @property
    def rated(self) -> int:
        """How many taps told whether an answer helped."""
        return self.total(Event.HELPFUL) + self.total(Event.UNHELPFUL)

    @property
    def share(self) -> float | None:
        """The share of these taps that told that it did, 0 to 1; None where nobody has tapped."""
        return self.total(Event.HELPFUL) / self.rated if self.rated else None


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
        """Tell how questions ended, which facts answered most and helped least, and what is asked without an answer."""
        message = said(update)
        if message is None:
            return
        now = self._serving.now
        locale = now.renderer.locale((await self._people.of(message)).tag)
        try:
            month = await self._month()
        except StorageError:
            await answer(message, notice(locale.say("storage-away"), locale.tag))
            return
        text = notice("\n".join(_lines(month, locale)), locale.tag)
        picture = await asyncio.to_thread(charts.draw, _chart(month, now.facts, locale))
        await message.message.reply_photo(
            InputFile(picture, filename="stats.png"),
            caption=text.html if is_caption(text) else None,
            do_quote=not message.in_private,
        )
        if not is_caption(text):
            await answer(message, text)

    async def _month(self) -> _Month:
        today = datetime.now(UTC).date()
        days = [today - timedelta(days=ago) for ago in reversed(range(_DAYS))]
        counts, since = self._storage.counts, days[0]
        return _Month(
            days=days,
            daily=await counts.daily(since=since),
            answered=await counts.by_fact(Event.ANSWERED, since=since, limit=_LISTED),
            helpful=await counts.by_fact(Event.HELPFUL, since=since),
            unhelpful=await counts.by_fact(Event.UNHELPFUL, since=since),
            unanswered=await self._storage.unanswered.commonest(limit=_LISTED),
        )


def _chart(month: _Month, facts: FactBase, locale: Locale) -> Chart:
    figures = [
        Figure(f"{month.total(event)}", locale.say(label), colour) for event, (label, colour) in _OUTCOMES.items()
    ]
    if month.share is not None:
        figures.append(Figure(locale.say("stats-share", share=month.share), locale.say("stats-helped"), charts.HELPFUL))

    def question(fact: str) -> str:
        return question_of(facts.facts[fact], locale) if fact in facts.facts else fact

    return Chart(
        title=locale.say("stats-title", days=_DAYS),
        figures=figures,
        days=[locale.say("stats-day", day=day.day, month=day.month) for day in month.days],
        stacks=[(colour, month.by_day(event)) for event, (_, colour) in _OUTCOMES.items()],
        list_title=locale.say("stats-facts"),
        listed=[(question(each.fact), each.number) for each in month.answered[:_DRAWN]],
    )


def _lines(month: _Month, locale: Locale) -> Iterator[str]:
    yield locale.say("stats-days", days=_DAYS, **{event.value: month.total(event) for event in _OUTCOMES})
    helpful = Counter({each.fact: each.number for each in month.helpful})
    rated = helpful + Counter({each.fact: each.number for each in month.unhelpful})
    if month.share is not None:
        yield locale.say("stats-rated", share=month.share, rated=month.rated)
    if month.answered:
        yield from ("", f"{locale.say('stats-facts')}:")
    for each in month.answered:
        if (taps := rated[each.fact]) >= _TELLING:
            share = helpful[each.fact] / taps
            yield locale.say("stats-line-rated", number=each.number, text=each.fact, share=share)
        else:
            yield locale.say("stats-line", number=each.number, text=each.fact)
    if month.unhelpful:
        yield from ("", locale.say("stats-unhelpful"))
    for each in month.unhelpful[:_DRAWN]:
        yield locale.say("stats-unhelpful-line", number=each.number, rated=rated[each.fact], text=each.fact)
    if month.unanswered:
        yield from ("", locale.say("stats-unanswered"))
    yield from (locale.say("stats-line", number=each.number, text=each.text) for each in month.unanswered)
