"""Reading a question: courtesies dropped, words corrected and replaced by preferred synonyms, and weighed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from knowledge.matching.courtesies import Courtesies
from knowledge.matching.features import STEM_SHARE, damped, runs
from knowledge.matching.index import Index
from knowledge.matching.proposals import Query, Word
from knowledge.matching.ragged import Floats, Ints
from knowledge.matching.spelling import Speller
from knowledge.matching.synonyms import Synonyms
from knowledge.model import Language, Manners, SynonymGroup
from knowledge.text import tokens

_LONGEST = 64
"""Words beyond these tell no more, and would cost time."""
_BELIEVED = 0.5
"""A correction more probable than this is not doubted in favour of two words that were run together."""
_PLAUSIBLE = 0.3
"""Corrections that are less probable than this, all together, leave the letters as they were typed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word of the query as it was read, with the stems it may mean and how surely (0 to 1)."""

    word: Word
    typed: tuple[str, ...]
    spelled: tuple[str, ...]
    stems: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Vector:
    """Some features and their values."""

    features: Ints
    values: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as it was read, and its features as a vector."""

    query: Query
    asked: list[str]
    bare: list[str]
    parts: tuple[Part, ...]
    stems: Vector
    letters: tuple[Vector, ...]
    """To be added up: the similarity of a known question is the product of its vectors with these and the stems."""


class Reader:
    """Reads questions in the light of an index."""

    def __init__(self, index: Index, *, synonyms: Sequence[SynonymGroup], manners: Mapping[Language, Manners]) -> None:
        """Take what the words of questions are held against."""
        self._index = index
        self._synonyms = Synonyms(synonyms)
        self._courtesies = Courtesies(phrase for polite in manners.values() for phrase in polite.courtesies)
        self._function_words = frozenset(
            token for polite in manners.values() for word in polite.function_words for token in tokens(word)
        )
        others = sorted(self._synonyms.words() - index.word_numbers.keys())
        self._spellings = [*index.words, *others]
        self._speller = Speller(self._spellings, [*index.uses.tolist(), *[1] * len(others)])
        self._others = frozenset(others)
        self._runs_of = lru_cache(maxsize=20_000)(self._numbered_runs)

    def read(self, question: str, *, hidden: Set[int] = frozenset()) -> Reading:
        """Read a question as if the hidden words were not known."""
        asked = tokens(question)
        start, end = self._courtesies.strip(asked)
        bare = asked[start:end]
        parts = tuple(self._parts(bare[:_LONGEST], hidden))
        query = Query(text=" ".join(asked), words=tuple(part.word for part in parts))
        return Reading(
            query=query, asked=asked, bare=bare, parts=parts, stems=self._stems(parts), letters=self._letters(parts)
        )

    def _parts(self, words: Sequence[str], hidden: Set[int]) -> Iterable[Part]:
        spelled = list(self._spelled(words, hidden))
        for start, end, preferred in self._synonyms.parts([spelling for _, spelling, _ in spelled]):
            asked = [word for word, _, _ in spelled[start:end]]
            if end - start == 1 and preferred == (spelled[start][1],):
                _, spelling, meant = spelled[start]
                yield self._part(asked[0], tuple(asked), tuple(spelling.split(" ")), meant)
            else:
                yield self._part(
                    " ".join(asked), preferred, preferred, dict.fromkeys(self._known_stems(preferred), 1.0)
                )

    def _spelled(self, words: Sequence[str], hidden: Set[int]) -> Iterable[tuple[str, str, Mapping[int, float]]]:
        """Yield each word, or two that belong together, with its best spelling and the stems it may mean."""
        place = 0
        while place < len(words):
            word = words[place]
            place += 1
            if meant := self._meant(word, hidden):
                yield word, word, meant
                continue
            if word in self._others:
                yield word, word, {}
                continue
            if place < len(words):
                joined = word + words[place]
                if joined in self._others or (meant := self._meant(joined, hidden)):
                    yield f"{word} {words[place]}", joined, meant or {}
                    place += 1
                    continue
            yield word, *self._corrected(word, hidden)

    def _meant(self, word: str, hidden: Set[int]) -> Mapping[int, float]:
        """Return the stem of a word that is known, as it is or by its stem."""
        number = self._index.word_numbers.get(word)
        if number is not None:
            return {} if number in hidden else {int(self._index.stem_of[number]): 1.0}
        for stem_of in self._index.stemmers.values():
            stem = self._index.stems.get(stem_of(word))
            if stem is not None and not hidden:
                return {stem: 1.0}
        return {}

    def _corrected(self, word: str, hidden: Set[int]) -> tuple[str, Mapping[int, float]]:
        """Return the best spelling of an unknown word, and the stems it may mean."""
        near = [(number, chance) for number, chance in self._speller.near(word) if number not in hidden]
        if not near or near[0][1] < _BELIEVED:
            halves = self._halves(word, hidden)
            if halves:
                return " ".join(halves), dict.fromkeys(self._known_stems(halves), 1.0)
        chances: dict[int, float] = {}
        for number, chance in near:
            if number < len(self._index.words):
                stem = int(self._index.stem_of[number])
                chances[stem] = chances.get(stem, 0.0) + chance
        spelled = self._spellings[near[0][0]] if sum(chance for _, chance in near) > _PLAUSIBLE else word
        return spelled, {stem: sqrt(chance) for stem, chance in chances.items()}

    def _halves(self, word: str, hidden: Set[int]) -> tuple[str, ...]:
        """Return two known words that were run together, the most used ones."""
        numbers = self._index.word_numbers
        best: tuple[str, ...] = ()
        most = 0
        for place in range(2, len(word) - 1):
            one, other = word[:place], word[place:]
            if one in numbers and other in numbers and max(place, len(word) - place) > 3:
                uses = min(int(self._index.uses[numbers[half]]) for half in (one, other))
                if uses > most and not {numbers[one], numbers[other]} & hidden:
                    best, most = (one, other), uses
        return best

    def _known_stems(self, words: Iterable[str]) -> list[int]:
        numbers = self._index.word_numbers
        return [int(self._index.stem_of[numbers[word]]) for word in words if word in numbers]

    def _part(self, asked: str, typed: tuple[str, ...], spelled: tuple[str, ...], stems: Mapping[int, float]) -> Part:
        best = max(stems, key=lambda stem: (stems[stem], -stem), default=None)
        weight = self._index.unseen_stem
        if best is not None:
            weight = sum(float(self._index.weights[stem]) for stem in stems if stems[stem] == stems[best])
        word = Word(
            asked=asked,
            known=" ".join(spelled) if stems else None,
            weight=weight,
            content=asked not in self._function_words and " ".join(spelled) not in self._function_words,
        )
        return Part(word=word, typed=typed, spelled=spelled, stems=stems)

    def _stems(self, parts: Sequence[Part]) -> Vector:
        stems: dict[int, float] = {}
        square = 0.0
        for part in parts:
            square += (1 - max(part.stems.values(), default=0.0)) * self._index.unseen_stem**2
            for stem, sure in part.stems.items():
                stems[stem] = max(stems.get(stem, 0.0), sure)
        features = np.fromiter(stems, np.int32, len(stems))
        values = np.fromiter(stems.values(), np.float32, len(stems)) * self._index.weights[features]
        length = sqrt(float(values @ values) + square) or 1.0
        return Vector(features, values * (STEM_SHARE / (1 + STEM_SHARE) / length))

    def _letters(self, parts: Sequence[Part]) -> tuple[Vector, ...]:
        """Return the runs of letters as typed and as corrected, half each; unknown ones count when corrected."""
        typed, unseen = self._counted(word for part in parts for word in part.typed)
        square = float(typed.values @ typed.values)
        if not square:
            return ()
        half = 0.5 / (1 + STEM_SHARE)
        if all(part.typed == part.spelled for part in parts):
            share = half / sqrt(square) + half / sqrt(square + unseen * self._index.unseen_run**2)
            return (Vector(typed.features, typed.values * share),)
        spelled, unseen = self._counted(word for part in parts for word in part.spelled)
        length = sqrt(float(spelled.values @ spelled.values) + unseen * self._index.unseen_run**2)
        return (
            Vector(typed.features, typed.values * (half / sqrt(square))),
            Vector(spelled.features, spelled.values * (half / length)),
        )

    def _counted(self, words: Iterable[str]) -> tuple[Vector, int]:
        """Return the runs of letters of words, weighed, and how many of them the base does not know."""
        counts: Counter[int] = Counter()
        unseen = 0
        for word in words:
            known, missing = self._runs_of(word)
            counts.update(known)
            unseen += missing
        features = np.fromiter(counts, np.int32, len(counts))
        values = damped(np.fromiter(counts.values(), np.int32, len(counts))) * self._index.weights[features]
        return Vector(features, values), unseen

    def _numbered_runs(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the numbers of a word's runs of letters, and how many of them the base does not know."""
        numbers = [self._index.runs.get(run) for run in runs(word)]
        known = tuple(number for number in numbers if number is not None)
        return known, len(numbers) - len(known)
