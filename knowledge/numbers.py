"""Evidence from numbers: whether the numbers, years and symbols asked about are those that a fact holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from knowledge.factbase import FactBase
from knowledge.model import Fact, Id
from knowledge.text import figures, normalise, tokens

_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class NumberDiffers:
    """A number that was asked about, and the one the fact holds in its place, if it holds one of its kind."""

    asked: str
    known: str
    is_named: bool
    """Whether the number names something, as a symbol, a year and "resolution 1144" do, and is no mere quantity."""


class Numbers:
    """What numbers each fact holds, and which words name a number in the record, as "resolution" does."""

    def __init__(self, factbase: FactBase) -> None:
        """Read every quote, answer and period."""
        facts = factbase.facts.values()
        recorded = frozenset(figure for fact in facts for text in _texts(fact) for figure in figures(text))
        self._held: Mapping[Id, frozenset[str]] = {fact.id: frozenset(_held(fact, recorded)) for fact in facts}
        manners = factbase.manners.values()
        self._function_words = {normalise(phrase) for spoken in manners for phrase in spoken.function_words}
        self._openers = {normalise(phrase) for spoken in manners for phrase in spoken.polar}
        self._tags = {normalise(phrase) for spoken in manners for phrase in spoken.tags}
        self._named = self._named_numbers(factbase)

    def differs(self, words: list[str], fact: Fact) -> NumberDiffers | None:
        """Return the first number asked about that the fact does not hold, or None where all are met.

        A yes-or-no question may hold a number that the fact corrects ("Does it have 1,000 staff?"), unless that number
        is the name of something else: a symbol, "resolution 1144", or the year of a dated fact.
        """
        held = self._held[fact.id]
        for position, word in enumerate(words):
            for figure in _figures_of(word):
                if _met(figure, held):
                    continue
                namesakes = self._named.get(words[position - 1], frozenset()) if position else frozenset()
                is_named = bool(namesakes) or _kind(figure) != "number"
                if not self._is_polar(words) or namesakes or self._is_fixed(figure, fact):
                    return NumberDiffers(figure, _counterpart(figure, held, namesakes), is_named)
        return None

    def _is_polar(self, words: list[str]) -> bool:
        return any(
            " ".join(words[:length]) in self._openers or " ".join(words[-length:]) in self._tags for length in (1, 2, 3)
        )

    def _is_fixed(self, figure: str, fact: Fact) -> bool:
        """Whether a fact cannot correct the figure even in a yes-or-no question: it would speak of something else."""
        if _is_year(figure):
            return fact.period is not None or not any(map(_is_year, self._held[fact.id]))
        return "/" in figure

    def _named_numbers(self, factbase: FactBase) -> Mapping[str, frozenset[str]]:
        named: dict[str, set[str]] = {}
        for fact in factbase.facts.values():
            for text in _texts(fact):
                for before, word in pairwise(tokens(text)):
                    is_name = before.isalpha() and before not in self._function_words
                    if is_name and word.isdigit() and not _is_year(word):
                        named.setdefault(before, set()).add(word)
        return {before: frozenset(numbers) for before, numbers in named.items()}


def _texts(fact: Fact) -> Iterable[str]:
    for citation in fact.citations:
        yield citation.quote
    for wording in fact.wordings.values():
        yield wording.answer


def _held(fact: Fact, recorded: frozenset[str]) -> Iterable[str]:
    """Yield what a fact holds: the figures of its texts and period, and recorded ones that its questions name."""
    for text in _texts(fact):
        yield from figures(text)
    for wording in fact.wordings.values():
        for question in wording.questions:
            yield from figures(question) & recorded
    if fact.period is not None:
        for day in (fact.period.start, fact.period.end):
            if day is not None:
                yield str(day.year)


def _figures_of(word: str) -> frozenset[str]:
    return figures(word) if any(map(str.isdigit, word)) else frozenset()


def _counterpart(figure: str, held: frozenset[str], namesakes: frozenset[str]) -> str:
    """Return the held figure that stands where another was asked about, or an empty string."""
    kin = namesakes & held or {known for known in held if _kind(known) == _kind(figure) != "number"}
    return max(sorted(kin), key=lambda known: SequenceMatcher(None, figure, known).ratio(), default="")


def _kind(figure: str) -> str:
    return "symbol" if "/" in figure else "year" if _is_year(figure) else "number"


def _met(figure: str, held: frozenset[str]) -> bool:
    """Whether a fact holds a figure; a year may be cut to two digits, and a day may start with 0."""
    return figure in held or (
        figure.isdigit()
        and len(figure) == 2
        and any(figure == known[-2:] or figure.lstrip("0") == known for known in held if known.isdigit())
    )


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.isdigit() and int(figure) in _YEARS
