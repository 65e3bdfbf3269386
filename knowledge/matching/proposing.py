"""Proposing known questions for a question that was read: rough scores of many, then close ones of a few."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from knowledge.matching.features import STEM_SHARE, damped
from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Ints
from knowledge.matching.reading import Reading

CLOSE = 64
"""How many known questions are compared closely."""
RIDGE = 0.1


@dataclass(frozen=True, slots=True)
class Close:
    """Known questions compared closely with a question."""

    questions: Ints
    similarities: Floats
    """Kernel values from 0 to 1."""
    shares: Floats
    """What each question speaks for its target: the solution of a kernel ridge regression among them."""


class _Scratch:
    """Arrays that would cost too much to make for each question; all zeros between uses."""

    def __init__(self, index: Index) -> None:
        features = len(index.weights)
        self.values = np.zeros(features, np.float32)
        self.marks = np.zeros(features, np.bool_)
        self.places = np.zeros(features, np.intp)


class Proposer:
    """Compares questions with the known ones; may be used by several threads at a time."""

    def __init__(self, index: Index) -> None:
        """Take the index of the known questions."""
        self._index = index
        self._idle: deque[_Scratch] = deque()
        scales = np.ones(len(index.weights), np.float32)
        scales[: len(index.stems)] = index.stem_scale
        scales[index.singles :] = 0
        self._rough_weights = index.weights * scales

    def close(self, reading: Reading, *, without: Ints | None = None) -> Close:
        """Compare the nearest known questions with a question, as if those in `without` were not known."""
        with self._scratch() as scratch:
            for features, values in reading.vector:
                scratch.values[features] += values
            rough = self._rough(scratch)
            if without is not None:
                rough[without] = -1
            questions = self._best(rough)
            similar, among = self._compare(questions, scratch)
            for features, _ in reading.vector:
                scratch.values[features] = 0
        similar *= np.abs(similar)
        among *= among
        among.flat[:: len(questions) + 1] = 1 + RIDGE
        return Close(questions, similar, np.linalg.solve(among, similar))

    @contextmanager
    def _scratch(self) -> Iterator[_Scratch]:
        try:
            scratch = self._idle.pop()
        except IndexError:
            scratch = _Scratch(self._index)
        yield scratch
        self._idle.append(scratch)

    def _rough(self, scratch: _Scratch) -> Floats:
        index = self._index
        values = (scratch.values * self._rough_weights)[index.features.values]
        by_word = np.add.reduceat(values, index.features.bounds[:-1])
        rough = np.add.reduceat(by_word[index.questions.values], index.questions.bounds[:-1])
        return np.divide(rough, index.lengths, dtype=np.float32)

    def _best(self, rough: Floats) -> Ints:
        if len(rough) > CLOSE:
            best = np.argpartition(rough, len(rough) - CLOSE)[-CLOSE:]
            best.sort()
        else:
            best = np.arange(len(rough))
        return best[rough[best] > 0].astype(np.int32)

    def _compare(self, questions: Ints, scratch: _Scratch) -> tuple[Floats, Floats]:
        """Return the similarities of the questions with the one read, and with each other."""
        index = self._index
        words, word_counts = index.questions.rows(questions)
        features, feature_counts = index.features.rows(words)
        rows = np.repeat(np.repeat(np.arange(len(questions)), word_counts), feature_counts)
        scratch.marks[features] = True
        columns = np.flatnonzero(scratch.marks)
        scratch.marks[columns] = False
        scratch.places[columns] = np.arange(len(columns))
        counts = np.bincount(rows * len(columns) + scratch.places[features], minlength=len(questions) * len(columns))
        vectors = damped(counts).reshape(len(questions), len(columns))
        vectors *= index.weights[columns]
        stems = int(np.searchsorted(columns, len(index.stems)))
        values = scratch.values[columns]
        similar = np.zeros(len(questions), np.float32)
        among = np.zeros((len(questions), len(questions)), np.float32)
        for part, share in ((slice(0, stems), STEM_SHARE), (slice(stems, None), 1.0)):
            block = vectors[:, part]
            block /= np.sqrt(np.einsum("ij,ij->i", block, block))[:, None]
            similar += block @ values[part]
            among += (share / (1 + STEM_SHARE)) * (block @ block.T)
        return similar, among
