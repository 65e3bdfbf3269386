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
        self._sizes = index.questions_of.lengths.tolist()
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
        by_target: dict[int, list[int]] = {}
        for target, question in zip(index.target_of.take(ordered).tolist(), ordered.tolist(), strict=True):
            by_target.setdefault(target, []).append(question)
        chosen: list[int] = []
        starts: list[int] = []
        for target, best in by_target.items():
            if self._sizes[target] > _OF_TARGET:
                siblings = best[:_OF_TARGET]
            else:
                row = index.questions_of.row(target)
                siblings = (row if without is None else row[~without[row]]).tolist()
            if chosen and len(chosen) + len(siblings) > self._count + _OF_TARGET // 2:
                break
            starts.append(len(chosen))
            chosen.extend(siblings)
            if len(chosen) >= self._count:
                break
        return np.array(chosen, np.int32), np.array(starts, np.intp)

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
        looked_at = 0
        found: list[Ints] = []
        for stem, tells in zip(stems[order].tolist(), told[order].tolist(), strict=True):
            holding = holders.row(stem)[:_MOST]
            after = looked_at + len(holding)
            # Beyond the budget only while a question that was not looked at could still be the best.
            if looked_at and after > _BUDGET and (after > _MOST or scores.max() > left):
                continue
            left -= tells
            before = scores.take(holding)
            found.append(holding[before == 0])
            scores.put(holding, before + tells)
            looked_at = after
        if not found:
            return np.zeros(0, np.int32)
        questions = np.concatenate(found)
        gathered = scores.take(questions)
        scores.put(questions, 0)
        gathered /= self._index.lengths.take(questions)
        if without is not None:
            gathered[without.take(questions)] = -1
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
