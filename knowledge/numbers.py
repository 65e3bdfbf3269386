"""Evidence from numbers: whether the numbers, years and symbols asked about are those that the record holds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from string import digits

from knowledge.factbase import FactBase
from knowledge.model import Fact, Period
from knowledge.text import figures, normalise, tokens

_YEARS = range(1900, 2100)
_COMPARED = 1000
"""The most figures that are compared one by one."""
_LONGEST = 40
"""Digits and letters of a figure within which a slip is looked for."""


@dataclass(frozen=True, slots=True)
class NumberDiffers:
    """A number that was asked about, and the one the record holds in its place, if it holds one of its kind."""

    asked: str
    known: str


class Numbers:
    """What numbers each fact holds, and which words name a number in the record, as "resolution" does."""

    def __init__(self, factbase: FactBase) -> None:
        """Read every quote, answer and period."""
        facts = factbase.facts.values()
        told = {fact.id: frozenset(figure for text in _texts(fact) for figure in figures(text)) for fact in facts}
        self._recorded = frozenset[str]().union(*told.values())
        self._symbols = frozenset(figure for figure in self._recorded if "/" in figure)
        self._held = {fact.id: told[fact.id].union(self._named_by(fact)) for fact in facts}
        manners = factbase.manners.values()
        self._function_words = {normalise(phrase) for spoken in manners for phrase in spoken.function_words}
        self._openers = {normalise(phrase) for spoken in manners for phrase in spoken.polar}
        self._tags = {normalise(phrase) for spoken in manners for phrase in spoken.tags}
        self._named = self._named_numbers(facts)

    def misnamed(self, words: list[str]) -> NumberDiffers | None:
        """Return the first number of the record's kind of names that it does not hold, or None.

        Names are document symbols, and numbers after a word that stands before numbers in the record, such as
        "resolution".
        """
        for position, figure in _figures_in(words):
            if figure in self._recorded:
                continue
            if "/" in figure:
                return NumberDiffers(figure.upper(), _nearest(figure, self._symbols).upper())
            if namesakes := self._namesakes(words, position):
                return NumberDiffers(figure, _nearest(figure, namesakes))
        return None

    def differs(self, words: list[str], fact: Fact) -> NumberDiffers | None:
        """Return the first number asked about that a fact does not hold, or None where all are met.

        A yes-or-no question may hold a number that the fact corrects, as in "Does it have 1,000 staff?", unless it is
        the year of a dated fact. Names that the record holds, such as "resolution 1244", only say what is spoken of,
        and a single digit may stand for a word.
        """
        held = self._held[fact.id]
        unmet = [
            figure
            for position, figure in _figures_in(words)
            if len(figure) > 1 and not _met(figure, held) and not self._is_name(figure, words, position)
        ]
        if not unmet:
            return None
        is_claim = self._is_polar(words)
        years = frozenset(filter(_is_year, held))
        for figure in unmet:
            if not _is_year(figure):
                if not is_claim:
                    return NumberDiffers(figure, _nearest(figure, _as_long_as(figure, held - years)))
            elif not is_claim or fact.period is not None or not years:
                return NumberDiffers(figure, _years_of(fact.period) if fact.period else _nearest(figure, years))
        return None

    def _namesakes(self, words: list[str], position: int) -> frozenset[str]:
        """Return the numbers that the record puts after the word that stands before a position."""
        return self._named.get(words[position - 1], frozenset()) if position else frozenset()

    def _is_name(self, figure: str, words: list[str], position: int) -> bool:
        """Whether a figure stands for a name that the record holds."""
        return figure in self._recorded and ("/" in figure or figure in self._namesakes(words, position))

    def _named_by(self, fact: Fact) -> Iterator[str]:
        """Yield what a fact holds beside the figures it tells: its years, and recorded ones that its questions name."""
        for wording in fact.wordings.values():
            for question in wording.questions:
                if any(map(str.isnumeric, question)):
                    yield from figures(question) & self._recorded
        if fact.period is not None:
            yield from _years_of(fact.period).split("–")

    def _is_polar(self, words: list[str]) -> bool:
        return any(
            " ".join(words[:length]) in self._openers or " ".join(words[-length:]) in self._tags for length in (1, 2, 3)
        )

    def _named_numbers(self, facts: Iterable[Fact]) -> Mapping[str, frozenset[str]]:
        named: dict[str, set[str]] = {}
        for fact in facts:
            for text in _texts(fact):
                for before, word in pairwise(tokens(text)):
                    is_name = before.isalpha() and before not in self._function_words
                    if is_name and word.isdigit() and not _is_year(word):
                        named.setdefault(before, set()).add(word)
        return {before: frozenset(numbers) for before, numbers in named.items()}


def _texts(fact: Fact) -> Iterator[str]:
    for citation in fact.citations:
        yield citation.quote
    for wording in fact.wordings.values():
        yield wording.answer


def _years_of(period: Period) -> str:
    """Return the first and the last year of a period: "2022–2023"."""
    return "–".join(dict.fromkeys(str(day.year) for day in (period.start, period.end) if day))


def _figures_in(words: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the figures among words, each with its position."""
    for position, word in enumerate(words):
        if not word.isalpha():
            for figure in figures(word):
                yield position, figure


def _met(figure: str, held: frozenset[str]) -> bool:
    """Whether a fact holds a figure; a year may be cut to its last two digits."""
    return figure in held or (len(figure) == 2 and any(_is_year(known) and known.endswith(figure) for known in held))


def _as_long_as(figure: str, known: Iterable[str]) -> frozenset[str]:
    """Return the known numbers that a slip of a digit or two could have turned into this one."""
    return frozenset(other for other in known if other.isdigit() and len(other) == len(figure) > 2)


def _nearest(figure: str, known: frozenset[str]) -> str:
    """Return the known figure that is spelt most alike, or an empty string if there is none.

    Of very many figures only those count that one slip turns into this one.
    """
    near = known if len(known) <= _COMPARED else known.intersection(_slips(figure[:_LONGEST]))
    return max(sorted(near), key=lambda other: SequenceMatcher(None, figure, other).ratio(), default="")


def _slips(figure: str) -> Iterator[str]:
    """Yield what a figure becomes when a digit is changed, added or left out, or two neighbours change places."""
    for place in range(len(figure) + 1):
        before, after = figure[:place], figure[place:]
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]
        for digit in digits:
            yield before + digit + after[1:]
            yield before + digit + after


def _is_year(figure: str) -> bool:
    return len(figure) == 4 and figure.isdigit() and int(figure) in _YEARS
