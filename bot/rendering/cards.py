"""Facts as people see them: the answer, the paragraph it rests on, and the source."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from bot.languages import best_of
from bot.locale import Locale
from bot.rendering.excerpts import excerpt
from bot.rendering.markup import TEXT_LIMIT, bold, escape, italic, link, quote, shorten, visible_size
from bot.rendering.replies import Button, Reply, label
from bot.taps import FactTap
from knowledge import Fact, FactBase, Language, Period, Source, Wording

_FACTS_SHOWN = 3
_SOURCES_SHOWN = 4
_RELATED_SHOWN = 2
_TITLE = 160
_QUESTION = 300
_EXCERPT = 1200
_LEAST_EXCERPT = 80
"""A paragraph with less room than this is left out: its link is there all the same."""


def fact_buttons(facts: Iterable[Fact], language: Language) -> tuple[tuple[Button, ...], ...]:
    """Return a row for each fact with the question that asks for it."""
    return tuple((fact_button(fact, best_of(fact.wordings, language).questions[0]),) for fact in facts)


def fact_button(fact: Fact, question: str) -> Button:
    """Return a button with a question, which asks for the fact."""
    return Button(label(question), FactTap(fact.id))


class Cards:
    """Facts of one fact base, worded in one language and framed in a locale."""

    def __init__(self, facts: FactBase, locale: Locale) -> None:
        self._facts = facts
        self._locale = locale

    def reply(self, facts: Sequence[Fact], language: Language, *, headed: bool = False) -> Reply:
        """Return the facts as one message, with related facts on buttons.

        `headed` puts the question above each fact, for where nobody has just asked it in words.
        """
        shown, further = facts[:_FACTS_SHOWN], facts[_FACTS_SHOWN:]
        room = TEXT_LIMIT // len(shown) - len("\n\n")
        cards = [self._card(fact, best_of(fact.wordings, language), headed=headed, room=room) for fact in shown]
        related = islice(self._related(facts), _RELATED_SHOWN)
        return Reply("\n\n".join(cards), fact_buttons((*further, *related), language))

    def _card(self, fact: Fact, wording: Wording, *, headed: bool, room: int) -> str:
        """Return one fact in at most `room` units: what must be there first, then as much of the sources as fits."""
        head = bold(shorten(wording.questions[0], _QUESTION)) + "\n" if headed else ""
        period = "\n" + italic(self._period(fact.period)) if fact.period else ""
        cited = list(islice(self._cited(fact), _SOURCES_SHOWN))
        links = [self._link(source, number) for source, number, _ in cited]
        fixed = visible_size(head + period) + sum(visible_size(a) + len("\n") for a in links)
        answer = escape(shorten(wording.answer, room - fixed - 2))
        left = room - fixed - visible_size(answer) - 2
        parts = []
        for (source, number, quotes), a in zip(cited, links, strict=True):
            share = min(left - 2, _EXCERPT)
            if source.verbatim and share >= _LEAST_EXCERPT:
                shown = excerpt(source.paragraph(number).text, quotes, share)
                left -= visible_size(shown) + 2
                parts.append(quote(shown))
            parts.append(a)
        return f"{head}{answer}\n\n" + "\n".join(parts) + period

    def _cited(self, fact: Fact) -> Iterable[tuple[Source, int, list[str]]]:
        """Return each cited paragraph once, with every quote from it."""
        quotes: dict[tuple[str, int], list[str]] = {}
        for citation in fact.citations:
            quotes.setdefault((citation.source, citation.paragraph), []).append(citation.quote)
        return ((self._facts.sources[source], number, found) for (source, number), found in quotes.items())

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
