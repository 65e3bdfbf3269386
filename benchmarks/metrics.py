"""How well guesses with a score find the right fact, and tell questions with an answer from those without one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.peers import NO_GUESS, Guess


@dataclass(frozen=True, slots=True)
class Answered:
    """What is answered at some threshold, as shares of the questions that have an answer, 0..1."""

    right: float
    wrong: float


class Judged:
    """Guesses beside the facts that were expected; None is expected where no fact answers."""

    def __init__(self, guesses: Sequence[Guess | None], expected: Sequence[int | None]) -> None:
        """Take a guess for each question, in the order of what is expected."""
        pairs = list(zip((guess or NO_GUESS for guess in guesses), expected, strict=True))
        self._right = np.array([guess.score for guess, fact in pairs if fact is not None and guess.fact == fact])
        self._wrong = np.array([guess.score for guess, fact in pairs if fact is not None and guess.fact != fact])
        self._foreign = np.array([guess.score for guess, fact in pairs if fact is None])

    @property
    def accuracy(self) -> float | None:
        """Return the share of answerable questions whose best guess is right, 0..1; None where there are none."""
        answerable = len(self._right) + len(self._wrong)
        return len(self._right) / answerable if answerable else None

    @property
    def auroc(self) -> float | None:
        """Return how probably a right guess scores above a guess for a foreign question, a tie counting one half.

        The area under the ROC curve as the Mann-Whitney statistic, 0..1; None where either kind is missing.
        """
        if not len(self._right) or not len(self._foreign):
            return None
        foreign = np.sort(self._foreign)
        below = np.searchsorted(foreign, self._right, side="left")
        not_above = np.searchsorted(foreign, self._right, side="right")
        return float((below + not_above).sum() / 2 / (len(self._right) * len(foreign)))

    def answered(self, *, false_answers: float) -> Answered | None:
        """Return what is answered at the lowest threshold that answers at most this share of foreign questions, 0..1.

        The threshold is read off the foreign questions themselves, for every method alike; questions that share a
        score are answered all or none. None where there are no answerable or no foreign questions.
        """
        answerable = len(self._right) + len(self._wrong)
        if not answerable or not len(self._foreign):
            return None
        threshold = self._threshold(false_answers)
        return Answered(
            right=float((self._right > threshold).sum() / answerable),
            wrong=float((self._wrong > threshold).sum() / answerable),
        )

    def _threshold(self, false_answers: float) -> float:
        """Return the score that an answer must exceed."""
        # The small term keeps a share such as 0.29 of 100 from falling to 28 by rounding.
        allowed = math.floor(false_answers * len(self._foreign) + 1e-9)
        if allowed >= len(self._foreign):
            return NO_GUESS.score
        return float(np.sort(self._foreign)[::-1][allowed])
