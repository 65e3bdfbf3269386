"""Proposing known questions for a question that was read: rough scores of many, then close ones of a few."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt

import numpy as np

from knowledge.matching.asking import Asker
from knowledge.matching.everyday import Everyday
from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE
from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Ints, Mask, Numbers
from knowledge.matching.reading import Reading
from knowledge.matching.vectors import Vectors

_ALL = 6_000
"""In bases of up to so many questions all get a rough score; in larger ones those that share telling stems."""
_ROUGH = 160
"""How many of those."""
_CLOSE, _CLOSE_OF_MANY = 64, 40
"""About how many known questions are compared closely, in small bases and in those whose vectors are not kept: all of
the nearest targets, since what speaks against a target counts as well as what speaks for it."""
_OF_TARGET = 16
"""How many of one target."""
_RIDGE = 0.1
_SHARPNESS = 1.75
"""The power of similarities, which keeps what is only somewhat similar from adding up."""
_COLUMNS = 48
"""Vectors are multiplied in blocks of so many features, too small for the linear algebra library to start threads:
when the cores are busy, those take a hundred times longer than the work."""
_BUDGET, _MOST = 4_000, 40_000
"""How many questions are looked at for sharing stems, as a rule and at most."""


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


class _Scratch:
    """Arrays that would cost too much to make for each question; all zeros between uses."""

    def __init__(self, index: Index) -> None:
        features = len(index.weights)
        self.values = np.zeros(features, np.float32)
        self.places = np.zeros(features, np.intp)
        self.scores = np.zeros(len(index.known), np.float32)
        self.words = np.zeros(len(index.words), np.float32)
        self.word_marks = np.zeros(len(index.words), np.bool_)


class Proposer:
    """Compares questions with the known ones; may be used by several threads at a time."""

    def __init__(self, index: Index, *, everyday: Iterable[Reading]) -> None:
        """Take the index of the known questions, and questions that people ask anywhere."""
        self._index = index
        self._asker = Asker(index)
        self._vectors = Vectors(index)
        self._close = _CLOSE if self._vectors.are_kept else _CLOSE_OF_MANY
        self._idle: deque[_Scratch] = deque()
        self._rough_weights = index.weights.copy()
        self._rough_weights[: index.meanings] *= index.meaning_scale
        self._roots = np.full(len(index.weights), 1 / sqrt(LETTER_SHARE), np.float32)
        self._roots[: index.meanings] = 1 / sqrt(MEANING_SHARE)
        self._rough_features = index.rough_features.values.astype(np.intp)
        self._words = index.questions.values.astype(np.intp) if len(index.known) <= _ALL else None

        self._everyday = Everyday(
            (self._asker.meanings(reading.parts), self._asker.letters(reading.parts)) for reading in everyday
        )

    def close(self, reading: Reading, *, without: Mask | None = None) -> Close:
        """Compare the nearest known questions with a question, as if those that `without` marks were not known."""
        with self._scratch() as scratch:
            meanings = self._asker.meanings(reading.parts)
            vectors = (meanings, *self._asker.letters(reading.parts))
            for vector in vectors:
                scratch.values[vector.features] += vector.values
            questions, starts = self._nearest(meanings.features, scratch, without)
            # The vectors' parts are as long as the roots of their shares, the question's as the shares: undo one root.
            scratch.values *= self._roots
            similar, among = self._compare(questions, scratch)
            everyday = self._everyday.nearness(scratch.values)
            scratch.values.fill(0)
        similar, among = _sharpened(similar), _sharpened(among)
        among.flat[:: len(questions) + 1] = 1 + _RIDGE
        return Close(questions, starts, similar, np.linalg.solve(among, similar), everyday**_SHARPNESS)

    @contextmanager
    def _scratch(self) -> Iterator[_Scratch]:
        try:
            scratch = self._idle.pop()
        except IndexError:
            scratch = _Scratch(self._index)
        yield scratch
        self._idle.append(scratch)

    def _nearest(self, meanings: Ints, scratch: _Scratch, without: Mask | None) -> tuple[Ints, Numbers]:
        """Return the questions to compare closely, which have the best rough scores or share a target with such.

        They are grouped by target; where each group begins is returned with them.
        """
        index = self._index
        values = scratch.values * self._rough_weights
        if self._words is not None:
            by_word = np.add.reduceat(values.take(self._rough_features), index.rough_features.bounds[:-1])
            scores = np.add.reduceat(by_word.take(self._words), index.questions.bounds[:-1])
            scores /= index.lengths
            if without is not None:
                scores[without] = -1
            questions = _best(scores, self._close)
            scores = scores[questions]
        else:
            questions = self._sharing(meanings, values, scratch, without)
            scores = self._rough(questions, values, scratch)
        return self._with_siblings(questions[np.argsort(-scores, kind="stable")[: self._close]], without)

    def _with_siblings(self, ordered: Numbers, without: Mask | None) -> tuple[Ints, Numbers]:
        """Return all questions of the first targets in order, or those in order of targets that have many."""
        index = self._index
        targets = index.target_of[ordered]
        chosen = []
        count = 0
        for target in dict.fromkeys(targets.tolist()):
            siblings = index.questions_of.row(target)
            if len(siblings) > _OF_TARGET:
                siblings = ordered[targets == target][:_OF_TARGET]
            elif without is not None:
                siblings = siblings[~without[siblings]]
            if count and count + len(siblings) > self._close + _OF_TARGET // 2:
                break
            chosen.append(siblings)
            count += len(siblings)
            if count >= self._close:
                break
        if not chosen:
            return np.zeros(0, np.int32), np.zeros(0, np.intp)
        return np.concatenate(chosen).astype(np.int32), _starts(np.array([len(siblings) for siblings in chosen]))

    def _rough(self, questions: Numbers, values: Floats, scratch: _Scratch) -> Floats:
        """Return the rough scores of some questions."""
        index = self._index
        if not len(questions):
            return np.zeros(0, np.float32)
        words, counts = index.questions.rows(questions)
        scratch.word_marks[words] = True
        distinct = np.flatnonzero(scratch.word_marks)
        scratch.word_marks[distinct] = False
        features, feature_counts = index.rough_features.rows(distinct)
        scratch.words[distinct] = np.add.reduceat(values[features], _starts(feature_counts))
        scores: Floats = np.add.reduceat(scratch.words[words], _starts(counts))
        scores /= index.lengths[questions]
        return scores

    def _sharing(self, meanings: Ints, values: Floats, scratch: _Scratch, without: Mask | None) -> Ints:
        """Return up to `_ROUGH` questions that share meanings with the one read, the most telling ones first."""
        holders, scores = self._index.holders, scratch.scores
        stems, told = self._stems_of(meanings, values)
        order = np.argsort(-told, kind="stable")
        left = float(told.sum())
        looked_at, best = 0, 0.0
        found: list[Ints] = []
        for stem, tells in zip(stems[order].tolist(), told[order].tolist(), strict=True):
            holding = holders.row(stem)[:_MOST]
            # Beyond the budget only while a question that was not looked at could still be the best.
            if looked_at and looked_at + len(holding) > (_BUDGET if best > left else _MOST):
                continue
            left -= tells
            before = scores[holding]
            found.append(holding[before == 0])
            before += tells
            scores[holding] = before
            looked_at += len(holding)
            best = max(best, float(before.max()))
        if not found:
            return np.zeros(0, np.int32)
        questions = np.concatenate(found)
        gathered = scores[questions]
        scores[questions] = 0
        gathered /= self._index.lengths[questions]
        if without is not None:
            gathered[without[questions]] = -1
        return questions[_best(gathered, _ROUGH)]

    def _stems_of(self, meanings: Ints, values: Floats) -> tuple[Ints, Floats]:
        """Return the stems that are meant, or belong to concepts that are, and how much each tells."""
        first = len(self._index.stems)
        concepts = meanings[meanings >= first]
        stems = meanings[meanings < first]
        if not len(concepts):
            return stems, values[stems]
        others, counts = self._index.stems_in.rows(concepts - first)
        all_stems, places = np.unique(np.concatenate([stems, others]), return_inverse=True)
        told = np.concatenate([values[stems], np.repeat(values[concepts], counts)])
        return all_stems, np.bincount(places, told).astype(np.float32)

    def _compare(self, questions: Ints, scratch: _Scratch) -> tuple[Floats, Floats]:
        """Return the similarities of the questions with the one read, and with each other."""
        if not len(questions):
            return np.zeros(0, np.float32), np.zeros((0, 0), np.float32)
        rows = self._vectors.of(questions)
        similar = np.add.reduceat(rows.values * scratch.values.take(rows.features), _starts(rows.counts))
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


def _best(scores: Floats, count: int, *, least: float = 0) -> Numbers:
    """Return the numbers of the best scores above the least, up to so many, in ascending order."""
    if len(scores) > count:
        best = np.argpartition(scores, len(scores) - count)[-count:]
        best.sort()
    else:
        best = np.arange(len(scores))
    return best[scores[best] > least]


def _starts(counts: Numbers) -> Numbers:
    starts = np.zeros(len(counts), np.intp)
    np.cumsum(counts[:-1], out=starts[1:])
    return starts
