"""A question that was read as a vector of features."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np

from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE, damped, runs
from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Ints
from knowledge.matching.reading import Part
from knowledge.matching.remembering import remembered

_CACHED = 20_000
_TYPED, _CORRECTED = 0.45 * LETTER_SHARE, 0.55 * LETTER_SHARE


class Vector(NamedTuple):
    """Some features and their values."""

    features: Ints
    values: Floats


class Asker:
    """Turns the parts of a question into vectors.

    Their sum times the unit vectors of a known question's meanings and of its letters is the similarity, from 0 to 1.
    """

    def __init__(self, index: Index) -> None:
        """Take the index that numbers the features."""
        self._index = index
        self._runs_of = remembered(self._numbered_runs, _CACHED)

    def meanings(self, parts: Sequence[Part]) -> Vector:
        """Return what is meant; words that the base does not know make the others tell less."""
        index = self._index
        meanings: dict[int, float] = {}
        square = 0.0
        for part in parts:
            square += (1 - max(part.stems.values(), default=0.0)) * index.unseen_stem**2
            for meant in (part.stems, part.concepts):
                for feature, sure in meant.items():
                    meanings[feature] = max(meanings.get(feature, 0.0), sure)
        features = np.fromiter(meanings, np.int32, len(meanings))
        values = np.fromiter(meanings.values(), np.float32, len(meanings)) * index.weights[features]
        length = sqrt(float(values @ values) + square) or 1.0
        return Vector(features, values * (MEANING_SHARE / length))

    def letters(self, parts: Sequence[Part]) -> tuple[Vector, ...]:
        """Return the runs of letters as typed, and as corrected, where unknown ones make the others tell less."""
        typed, unseen = self._counted(word for part in parts for word in part.typed)
        square = float(typed.values @ typed.values)
        if not square:
            return ()
        if all(part.typed == part.spelled for part in parts):
            share = _TYPED / sqrt(square) + _CORRECTED / sqrt(square + unseen * self._index.unseen_run**2)
            return (Vector(typed.features, typed.values * share),)
        spelled, unseen = self._counted(word for part in parts for word in part.spelled)
        length = sqrt(float(spelled.values @ spelled.values) + unseen * self._index.unseen_run**2)
        return (
            Vector(typed.features, typed.values * (_TYPED / sqrt(square))),
            Vector(spelled.features, spelled.values * (_CORRECTED / length)),
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
