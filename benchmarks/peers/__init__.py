"""What stands side by side: each peer proposes, for a question, the fact it takes to be meant and how sure it is."""

import math
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.model import Language


@dataclass(frozen=True, slots=True)
class Phrasings:
    """Every known question of a fact base, each with the number of its fact; facts count from 0."""

    texts: list[str]
    facts: list[int]
    language: Language = "en"


@dataclass(frozen=True, slots=True)
class Guess:
    """A fact, and a score that is higher the surer the peer is; scores of different peers do not compare."""

    fact: int
    score: float


NO_GUESS: Final = Guess(-1, -math.inf)
"""What counts where a peer proposes nothing: no fact, below every score."""


class Peer(ABC):
    """A way to find the fact that a question means."""

    @abstractmethod
    def __init__(self, phrasings: Phrasings) -> None:
        """Build what is asked, from what `prepared` returns."""

    @classmethod
    def prepared(cls, phrasings: Phrasings) -> Phrasings:
        """Return the phrasings as the peer is given them; neither its time nor its memory is the peer's."""
        return phrasings

    @abstractmethod
    def ask(self, question: str) -> Guess | None:
        """Return the best guess, or None where nothing is near at all."""

    def ask_all(self, questions: Sequence[str]) -> list[Guess | None]:
        """Return the best guess for each question; a peer that is faster with many at once overrides this."""
        return [self.ask(question) for question in questions]
