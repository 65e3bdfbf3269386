"""Comparing a question that was read with the known questions that are nearest to it, and those with each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from knowledge.matching.asking import Asker
from knowledge.matching.everyday import Everyday
from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE
from knowledge.matching.index import Index
from knowledge.matching.nearest import Nearest
from knowledge.matching.ragged import Floats, Ints, Mask, Numbers, starts_of
from knowledge.matching.reading import Reading
from knowledge.matching.scratch import Scratch, Scratches
from knowledge.matching.vectors import Vectors

_CLOSE, _CLOSE_OF_MANY = 64, 40
"""About how many known questions are compared closely, in small bases and in those whose vectors are not kept."""
_RIDGE = 0.1
_SHARPNESS = 1.75
"""The power of similarities, which keeps what is only somewhat similar from adding up."""
_COLUMNS = 48
"""Vectors are multiplied in blocks of so many features, too small for the linear algebra library to start threads:
when the cores are busy, those take a hundred times longer than the work."""


@dataclass(frozen=True, slots=True)
class Close:
    """Known questions compared closely with a question, those of a target together."""

    questions: Ints
    starts: Numbers
    """Where the questions of each target begin."""
    similarities: Floats
    """Kernel values from 0 to 1."""
    shares: Floats
    """What each question speaks for its target: the solution of a kernel ridge regression among them."""
    everyday: float
    """Kernel value of the nearest question that people ask anywhere."""


class Proposer:
    """Compares questions with the known ones; may be used by several threads at a time."""

    def __init__(self, index: Index, *, everyday: Iterable[Reading]) -> None:
        """Take the index of the known questions, and questions that people ask anywhere."""
        self._index = index
        self._asker = Asker(index)
        self._vectors = Vectors(index)
        self._nearest = Nearest(index, count=_CLOSE if self._vectors.are_kept else _CLOSE_OF_MANY)
        self._scratches = Scratches(index)
        self._roots = np.full(len(index.weights), 1 / sqrt(LETTER_SHARE), np.float32)
        self._roots[: index.meanings] = 1 / sqrt(MEANING_SHARE)
        self._everyday = Everyday(
            (self._asker.meanings(reading.parts), self._asker.letters(reading.parts)) for reading in everyday
        )

    def close(self, reading: Reading, *, without: Mask | None = None) -> Close:
        """Compare the nearest known questions with a question, as if those that `without` marks were not known."""
        with self._scratches.lend() as scratch:
            meanings = self._asker.meanings(reading.parts)
            vectors = (meanings, *self._asker.letters(reading.parts))
            for vector in vectors:
                scratch.values[vector.features] += vector.values
            questions, starts = self._nearest.find(meanings.features, scratch, without)
            # The vectors' parts are as long as the roots of their shares, the question's as the shares: undo one root.
            scratch.values *= self._roots
            similar, among = self._compare(questions, scratch)
            everyday = self._everyday.nearness(scratch.values)
            scratch.values.fill(0)
        similar, among = _sharpened(similar), _sharpened(among)
        among.flat[:: len(questions) + 1] = 1 + _RIDGE
        return Close(questions, starts, similar, np.linalg.solve(among, similar), everyday**_SHARPNESS)

    def _compare(self, questions: Ints, scratch: Scratch) -> tuple[Floats, Floats]:
        """Return the similarities of the questions with the one read, and with each other."""
        if not len(questions):
            return np.zeros(0, np.float32), np.zeros((0, 0), np.float32)
        rows = self._vectors.of(questions)
        similar = np.add.reduceat(rows.values * scratch.values.take(rows.features), starts_of(rows.counts))
        # What one question alone has adds nothing to its products with the others: such features go to column 0.
        shared = np.flatnonzero(np.bincount(rows.features) > 1)
        columns = np.arange(1, len(shared) + 1)
        size = len(questions) * _COLUMNS
        scratch.places[shared] = columns // _COLUMNS * size + columns % _COLUMNS
        places = scratch.places.take(rows.features)
        scratch.places[shared] = 0
        places += np.repeat(np.arange(0, size, _COLUMNS), rows.counts)
        blocks = np.zeros((len(shared) // _COLUMNS + 1, len(questions), _COLUMNS), np.float32)
        blocks.ravel()[places] = rows.values
        blocks[0, :, 0] = 0
        return similar, np.matmul(blocks, blocks.transpose(0, 2, 1)).sum(axis=0)


def _sharpened(similarities: Floats) -> Floats:
    """Return similarities to the power of `_SHARPNESS`, by roots, which is faster."""
    roots = np.sqrt(np.maximum(similarities, 0))
    powers: Floats = similarities * np.sqrt(roots) * roots
    return powers
