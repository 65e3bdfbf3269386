"""How near a question is to what people ask anywhere, which speaks against its being meant for the fact base."""

from collections.abc import Iterable, Sequence
from math import sqrt

import numpy as np

from knowledge.matching.asking import Vector
from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE
from knowledge.matching.ragged import Floats


class Everyday:
    """Questions that people ask anywhere, as vectors."""

    def __init__(self, questions: Iterable[tuple[Vector, Sequence[Vector]]]) -> None:
        """Take the meanings of each question and its letters; what shares nothing with the base is left out."""
        rows = []
        for meanings, letters in questions:
            parts = [(meanings, 1 / sqrt(MEANING_SHARE)), *((vector, 1 / sqrt(LETTER_SHARE)) for vector in letters)]
            features = np.concatenate([vector.features for vector, _ in parts]).astype(np.intp)
            if len(features):
                rows.append((features, np.concatenate([vector.values * scale for vector, scale in parts])))
        self._starts = np.cumsum([0, *(len(features) for features, _ in rows)])[:-1]
        self._features = np.concatenate([features for features, _ in rows]) if rows else np.zeros(0, np.intp)
        self._values: Floats = np.concatenate([values for _, values in rows]) if rows else np.zeros(0, np.float32)

    def nearness(self, values: Floats) -> float:
        """Return the similarity, 0 to 1, of the nearest of them to the question that has these values of features."""
        if not len(self._starts):
            return 0.0
        return float(np.add.reduceat(self._values * values.take(self._features), self._starts).max())
