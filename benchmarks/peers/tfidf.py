"""TF-IDF vectors of words, word pairs and character 3- to 5-grams: the nearest phrasing, or a linear classifier."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rapidfuzz.utils import default_process
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

from benchmarks.peers import Guess, Peer, Phrasings


def _vectorizer() -> Any:
    return make_union(
        TfidfVectorizer(
            preprocessor=default_process, tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), sublinear_tf=True
        ),
        TfidfVectorizer(preprocessor=default_process, analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )


class TfidfCosine(Peer):
    """The phrasing whose vector has the smallest angle to the question's."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._facts = phrasings.facts
        self._vectors = _vectorizer()
        self._known = self._vectors.fit_transform(phrasings.texts).T.tocsr()

    def ask(self, question: str) -> Guess | None:
        scores = (self._vectors.transform([question]) @ self._known).toarray()[0]
        best = int(scores.argmax())
        return Guess(self._facts[best], float(scores[best]))


class TfidfLinear(Peer):
    """Multinomial logistic regression, with the probability of the best fact as the score."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._vectors = _vectorizer()
        self._classifier = LogisticRegression(C=10, max_iter=1000)
        self._classifier.fit(self._vectors.fit_transform(phrasings.texts), phrasings.facts)

    def ask(self, question: str) -> Guess | None:
        return self.ask_all([question])[0]

    def ask_all(self, questions: Sequence[str]) -> list[Guess | None]:
        chances = self._classifier.predict_proba(self._vectors.transform(questions))
        return [Guess(int(self._classifier.classes_[row.argmax()]), float(row.max())) for row in np.asarray(chances)]
