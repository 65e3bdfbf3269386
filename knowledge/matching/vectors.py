"""Known questions as vectors of features."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE, damped
from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Numbers, bounds_of, places_of

_KEPT = 20_000
"""Bases with more questions than this work vectors out when they need them, which takes less time than memory."""
_CHUNK = 256
"""So many at a time, so that a question and a feature fit into 32 bits, which sort in half the time of 64."""


class Rows(NamedTuple):
    """Vectors one after the other: features ascending in each, their values, and how many features each has."""

    features: Numbers
    values: Floats
    counts: Numbers


class Vectors:
    """Gives the vectors of known questions: meanings and runs of letters have fixed shares of a length of 1."""

    def __init__(self, index: Index) -> None:
        """Take the index of the questions."""
        self._index = index
        self._shift = max(1, len(index.weights) - 1).bit_length()
        self._kept: tuple[NDArray[np.int64], NDArray[np.unsignedinteger], Floats] | None = None
        if 0 < len(index.known) <= _KEPT:
            self._kept = self._all()

    @property
    def are_kept(self) -> bool:
        """Whether the vectors were worked out beforehand."""
        return self._kept is not None

    def of(self, questions: Numbers) -> Rows:
        """Return the vectors of the questions."""
        if self._kept is None:
            return self._work_out(questions)
        bounds, features, values = self._kept
        places, counts = places_of(bounds, questions)
        return Rows(features.take(places).astype(np.intp), values.take(places), counts)

    def _all(self) -> tuple[NDArray[np.int64], NDArray[np.unsignedinteger], Floats]:
        """Return all vectors, in as few bytes as features can be numbered with, and where each begins."""
        total = len(self._index.known)
        narrow = np.min_scalar_type(len(self._index.weights) - 1)
        parts = []
        for start in range(0, total, _CHUNK):
            rows = self._work_out(np.arange(start, min(start + _CHUNK, total)))
            parts.append((rows.features.astype(narrow), rows.values, rows.counts))
        features, values, counts = (np.concatenate(part) for part in zip(*parts, strict=True))
        return bounds_of(counts), features, values

    def _work_out(self, questions: Numbers) -> Rows:
        index = self._index
        words, word_counts = index.questions.rows(questions)
        occurring, counts = index.features.rows(words)
        shifted = np.arange(0, len(questions) << self._shift, 1 << self._shift, dtype=np.int32)
        keys = np.repeat(np.repeat(shifted, word_counts), counts)
        keys |= occurring
        keys.sort()
        last = np.flatnonzero(np.append(keys[1:] != keys[:-1], True))
        times = np.diff(last, prepend=-1)
        keys = keys.take(last).astype(np.intp)
        rows = keys >> self._shift
        features = keys & ((1 << self._shift) - 1)
        values = damped(times) * index.weights[features]
        # Each question has two parts, meanings and letters, and each part gets its share of the length.
        parts = 2 * rows + (features >= index.meanings)
        shares = np.tile(np.array([MEANING_SHARE, LETTER_SHARE], np.float32), len(questions))
        squares = np.bincount(parts, values * values, 2 * len(questions))
        values *= np.sqrt(shares / squares).astype(np.float32)[parts]
        return Rows(features, values, np.bincount(rows, minlength=len(questions)))
