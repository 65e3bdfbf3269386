"""Finding the known questions that are worth comparing with a question, by rough scores."""

import numpy as np

from knowledge.matching.index import Index
from knowledge.matching.ragged import Floats, Ints, Mask, Numbers, starts_of
from knowledge.matching.scratch import Scratch

_ALL = 6_000
"""In bases of up to so many questions all get a rough score; in larger ones those that share telling stems."""
_ROUGH = 160
"""How many of those."""
_OF_TARGET = 16
"""How many of one target."""
_BUDGET, _MOST = 4_000, 40_000
"""How many questions are looked at for sharing stems, as a rule and at most."""


class Nearest:
    """Finds about so many known questions, all of the nearest targets, since what speaks against one counts as well."""

    def __init__(self, index: Index, *, count: int) -> None:
        """Take the index of the known questions, and about how many to find."""
        self._index = index
        self._count = count
        self._weights = index.weights.copy()
        self._weights[: index.meanings] *= index.meaning_scale
        self._all = (
            (index.rough_features.values.astype(np.intp), index.questions.values.astype(np.intp))
            if len(index.known) <= _ALL
            else None
        )

    def find(self, meanings: Ints, scratch: Scratch, without: Mask | None) -> tuple[Ints, Numbers]:
        """Return the questions with the best rough scores and others of their targets, and where each target's begin.

        The question's features have their values in the scratch memory; `meanings` are those of them that are
        meanings. Questions that `without` marks are passed over.
        """
        index = self._index
        values = scratch.values * self._weights
        if self._all is not None:
            features, words = self._all
            by_word = np.add.reduceat(values.take(features), index.rough_features.bounds[:-1])
            scores = np.add.reduceat(by_word.take(words), index.questions.bounds[:-1])
            scores /= index.lengths
            if without is not None:
                scores[without] = -1
            questions = _best(scores, self._count)
            scores = scores[questions]
        else:
            questions = self._sharing(meanings, values, scratch, without)
            scores = self._rough(questions, values, scratch)
        return self._with_siblings(questions[np.argsort(-scores, kind="stable")[: self._count]], without)

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
            if count and count + len(siblings) > self._count + _OF_TARGET // 2:
                break
            chosen.append(siblings)
            count += len(siblings)
            if count >= self._count:
                break
        if not chosen:
            return np.zeros(0, np.int32), np.zeros(0, np.intp)
        return np.concatenate(chosen).astype(np.int32), starts_of(np.array([len(siblings) for siblings in chosen]))

    def _rough(self, questions: Numbers, values: Floats, scratch: Scratch) -> Floats:
        """Return the rough scores of some questions."""
        index = self._index
        if not len(questions):
            return np.zeros(0, np.float32)
        words, counts = index.questions.rows(questions)
        scratch.word_marks[words] = True
        distinct = np.flatnonzero(scratch.word_marks)
        scratch.word_marks[distinct] = False
        features, feature_counts = index.rough_features.rows(distinct)
        scratch.words[distinct] = np.add.reduceat(values.take(features), starts_of(feature_counts))
        scores: Floats = np.add.reduceat(scratch.words.take(words), starts_of(counts))
        scores /= index.lengths[questions]
        return scores

    def _sharing(self, meanings: Ints, values: Floats, scratch: Scratch, without: Mask | None) -> Ints:
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


def _best(scores: Floats, count: int) -> Numbers:
    """Return the numbers of the best scores above zero, up to so many, in ascending order."""
    if len(scores) > count:
        best = np.argpartition(scores, len(scores) - count)[-count:]
        best.sort()
    else:
        best = np.arange(len(scores))
    return best[scores[best] > 0]
