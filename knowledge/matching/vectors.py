"""Known questions as vectors of features."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE, damped
from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Numbers, bounds_of, places_of

_KEPT = 20_000
"""Bases with more questions than this count features when they need them, which takes less time than memory."""
_CHUNK = 256
"""So many at a time, so that a question and a feature fit into 32 bits, which sort in half the time of 64."""


class Rows(NamedTuple):
    """Vectors one after the other: features ascending in each, their values, and how many features each has."""

    features: Numbers
    values: Floats
    counts: Numbers


class _Counted(NamedTuple):
    """Vectors as they are counted, in half the bytes that their values would take."""

    bounds: NDArray[np.int64]
    """Where each begins."""
    features: NDArray[np.unsignedinteger]
    times: NDArray[np.uint8]
    """How often each feature occurs; beyond 255 times, more make no difference."""
    scales: Floats
    """For each vector, what makes its meanings as long as they are to be, and its runs of letters."""
    lengths: NDArray[np.int16]
    """How many features are meanings, and how many runs of letters."""


class Vectors:
    """Gives the vectors of known questions: meanings and runs of letters have fixed shares of a length of 1."""

    def __init__(self, index: Index) -> None:
        """Take the index of the questions."""
        self._index = index
        self._shift = max(1, len(index.weights) - 1).bit_length()
        self._kept = self._all() if 0 < len(index.known) <= _KEPT else None

    @property
    def are_kept(self) -> bool:
        """Whether the vectors were counted beforehand."""
        return self._kept is not None

    def of(self, questions: Numbers) -> Rows:
        """Return the vectors of the questions."""
        kept = self._kept
        if kept is None:
            features, times, counts = self._count(questions)
            values = self._weighed(features, times)
            parts = self._parts(features, counts)
            return Rows(features, values * self._scales(values, parts, len(questions)).take(parts), counts)
        places, counts = places_of(kept.bounds, questions)
        features = kept.features.take(places).astype(np.intp)
        values = self._weighed(features, kept.times.take(places))
        values *= np.repeat(kept.scales.take(questions, axis=0), kept.lengths.take(questions, axis=0).ravel())
        return Rows(features, values, counts)

    def _all(self) -> _Counted:
        total = len(self._index.known)
        narrow = np.min_scalar_type(len(self._index.weights) - 1)
        chunks: list[tuple[NDArray[Any], ...]] = []
        for start in range(0, total, _CHUNK):
            features, times, counts = self._count(np.arange(start, min(start + _CHUNK, total)))
            parts = self._parts(features, counts)
            scales = self._scales(self._weighed(features, times), parts, len(counts))
            lengths = np.bincount(parts, minlength=2 * len(counts)).astype(np.int16)
            chunks.append((counts, features.astype(narrow), np.minimum(times, 255).astype(np.uint8), scales, lengths))
        counted, numbers, occurring, *of_parts = (np.concatenate(chunk) for chunk in zip(*chunks, strict=True))
        return _Counted(bounds_of(counted), numbers, occurring, *(part.reshape(total, 2) for part in of_parts))

    def _count(self, questions: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp], Numbers]:
        """Return the features of each question, how often each occurs, and how many features each question has."""
        index = self._index
        words, word_counts = index.questions.rows(questions)
        occurring, counts = index.features.rows(words)
        shifted = np.arange(0, len(questions) << self._shift, 1 << self._shift, dtype=np.int32)
        keys = np.repeat(np.repeat(shifted, word_counts), counts)
        keys |= occurring
        keys.sort()
        last = np.flatnonzero(np.append(keys[1:] != keys[:-1], True))
        keys = keys.take(last).astype(np.intp)
        times = np.diff(last, prepend=-1)
        return keys & ((1 << self._shift) - 1), times, np.bincount(keys >> self._shift, minlength=len(questions))

    def _weighed(self, features: Numbers, times: NDArray[np.integer]) -> Floats:
        """Return what features count for, before lengths are reckoned with."""
        return damped(times) * self._index.weights.take(features)

    def _parts(self, features: Numbers, counts: Numbers) -> Numbers:
        """Return the part that each feature belongs to; each question has two parts, meanings and letters."""
        parts = np.repeat(np.arange(0, 2 * len(counts), 2), counts)
        parts += features >= self._index.meanings
        return parts

    def _scales(self, values: Floats, parts: Numbers, questions: int) -> Floats:
        """Return what gives each part its share of the length."""
        shares = np.tile(np.array([MEANING_SHARE, LETTER_SHARE], np.float32), questions)
        squares = np.bincount(parts, values * values, 2 * questions)
        scales: Floats = np.sqrt(shares / squares).astype(np.float32)
        return scales
