"""rapidfuzz, the usual first pick: compare the question with every phrasing and take the nearest."""

from collections.abc import Callable
from typing import Any, ClassVar

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benchmarks.peers import Guess, Peer, Phrasings


class _BruteForce(Peer):
    """`process.extractOne` over phrasings in rapidfuzz's own default form, made once beforehand."""

    scorer: ClassVar[Callable[..., Any]]

    def __init__(self, phrasings: Phrasings) -> None:
        self._texts = [default_process(text) for text in phrasings.texts]
        self._facts = phrasings.facts

    def ask(self, question: str) -> Guess | None:
        nearest = process.extractOne(default_process(question), self._texts, scorer=type(self).scorer)
        return None if nearest is None else Guess(self._facts[nearest[2]], nearest[1])


class Ratio(_BruteForce):
    """Similarity of the two strings as wholes."""

    scorer = fuzz.ratio


class TokenSetRatio(_BruteForce):
    """Similarity of the sets of words."""

    scorer = fuzz.token_set_ratio


class WRatio(_BruteForce):
    """The weighted mixture that `process.extractOne` uses unless told otherwise."""

    scorer = fuzz.WRatio
