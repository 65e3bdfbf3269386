"""Facts as people see them: the answer, the paragraph it rests on, and the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from bot.languages import best_of
from bot.locale import Locale
from bot.rendering.excerpts import excerpt
from bot.rendering.markup import TEXT_LIMIT, bold, escape, italic, link, quote, shorten, size, visible_size
from bot.rendering.replies import Button, Reply, Row, label
from bot.taps import FactTap
from knowledge import Fact, FactBase, Id, Language, Period, Source, Wording

_KEPT = 256
"""Messages kept as they were written: people ask for the same facts again and again."""
_FACTS_SHOWN = 3
_SOURCES_SHOWN = 4
_RELATED_SHOWN = 2
_TITLE = 160
_QUESTION = 300
_EXCERPT = 1200
_LEAST_EXCERPT = 80
"""A paragraph with less room than this is left out: its link is there all the same."""


def fact_buttons(facts: Iterable[Fact], locale: Locale) -> tuple[Row, ...]:
    """Return a row for each fact with the question that asks for it."""
    return tuple((Button(label(question_of(fact, locale)), FactTap(fact.id)),) for fact in facts)


def question_of(fact: Fact, locale: Locale) -> str:
    """Return the question that asks for a fact, in the locale's language if the fact is worded in it."""
    return locale.told(fact.wordings, lambda wording: wording.questions[0])


def answer_of(fact: Fact, locale: Locale) -> str:
    """Return the answer that a fact gives, in the locale's language if the fact is worded in it."""
    return locale.told(fact.wordings, lambda wording: wording.answer)


@dataclass(slots=True)
class _Cited:
    """A paragraph that a fact rests on."""

    source: Source
    number: int
    quotes: list[str] = field(default_factory=list)
    translations: list[str] = field(default_factory=list)


class Cards:
    """Facts of one fact base, worded and framed in a locale."""

    def __init__(self, facts: FactBase, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale
        self._replies: dict[tuple[bool, tuple[Id, ...]], Reply] = {}

    def reply(self, facts: Sequence[Fact], *, headed: bool = False) -> Reply:
        """Return the facts as one message, with related facts on buttons.

        `headed` puts the question above each fact, for where nobody has just asked it in words.
        """
        key = headed, tuple(fact.id for fact in facts)
        if key not in self._replies:
            if len(self._replies) >= _KEPT:
                self._replies.clear()
            self._replies[key] = self._reply(facts, headed=headed)
        return self._replies[key]

    def _reply(self, facts: Sequence[Fact], *, headed: bool) -> Reply:
        shown, further = facts[:_FACTS_SHOWN], facts[_FACTS_SHOWN:]
        room = TEXT_LIMIT // len(shown) - len("\n\n")
        cards = [self._card(fact, headed=headed, room=room) for fact in shown]
        related = islice(self._related(facts), _RELATED_SHOWN)
        return Reply("\n\n".join(cards), self._locale.tag, fact_buttons((*further, *related), self._locale))

    def _card(self, fact: Fact, *, headed: bool, room: int) -> str:
        """Return one fact in at most `room` units: what must be there first, then as much of the sources as fits."""
        wording, language = best_of(fact.wordings, self._locale.language)
        head = bold(shorten(question_of(fact, self._locale), _QUESTION)) + "\n" if headed else ""
        if language != self._locale.language:
            head += italic(self._locale.say("not-in-language", language=language)) + "\n"
        period = "\n" + italic(self._period(fact.period)) if fact.period else ""
        cited = list(islice(self._cited(fact, wording), _SOURCES_SHOWN))
        links = [self._link(each.source, each.number) for each in cited]
        fixed = visible_size(head + period) + sum(visible_size(a) + len("\n") for a in links)
        answer = escape(shorten(answer_of(fact, self._locale), room - fixed - 2))
        left = room - fixed - visible_size(answer) - 2
        parts = []
        for each, a in zip(cited, links, strict=True):
            translation = self._translation(each, language)
            # A translation as long as its quote gets as much room as the quote's paragraph does.
            share = min(max(left - size(translation) - 1, left // 2) - 2, _EXCERPT)
            if each.source.verbatim and share >= _LEAST_EXCERPT:
                shown = excerpt(each.source.paragraph(each.number).text, each.quotes, share)
                left -= visible_size(shown) + 2
                parts.append(quote(shown))
                if translation and left - 2 >= _LEAST_EXCERPT:
                    translation = shorten(translation, left - 2)
                    left -= size(translation) + 1
                    parts.append(italic(translation))
            parts.append(a)
        return f"{head}{answer}\n\n" + "\n".join(parts) + period

    def _cited(self, fact: Fact, wording: Wording) -> Iterable[_Cited]:
        """Return each cited paragraph once, with every quote from it and our translations of them."""
        cited: dict[tuple[str, int], _Cited] = {}
        for position, citation in enumerate(fact.citations):
            place = (citation.source, citation.paragraph)
            found = cited.setdefault(place, _Cited(self._facts.sources[citation.source], citation.paragraph))
            found.quotes.append(citation.quote)
            found.translations += wording.quotes[position : position + 1]
        return cited.values()

    def _translation(self, cited: _Cited, language: Language) -> str:
        """Return our translation of what is quoted from a paragraph, marked as ours, or nothing where there is none."""
        translated = " […] ".join(self._locale.write(text, language) for text in cited.translations)
        return self._locale.say("our-translation", quote=translated) if translated else ""

    def _link(self, source: Source, number: int) -> str:
        message = "citation" if source.verbatim else "citation-summary"
        label = self._locale.say(message, title=shorten(source.title, _TITLE), paragraph=str(number))
        return link(label, str(source.url))

    def _period(self, period: Period) -> str:
        match (period.start, period.end):
            case (date() as start, date() as end):
                return self._locale.say("period", start=start, end=end)
            case (date() as start, None):
                return self._locale.say("period-since", start=start)
            case (None, date() as end):
                return self._locale.say("period-until", end=end)
        raise ValueError("a period must have a start or an end")

    def _related(self, facts: Sequence[Fact]) -> Iterable[Fact]:
        """Yield what curators relate to the facts, then their neighbours in the topic, each once."""
        seen = {fact.id for fact in facts}
        for lists in ([self._facts.related(f.id) for f in facts], [self._facts.facts_of(f.topic) for f in facts]):
            for fact in (fact for found in lists for fact in found):
                if fact.id not in seen:
                    seen.add(fact.id)
                    yield fact
