"""Our whole path from a question to an outcome: proposing and deciding."""

from dataclasses import dataclass, field

from benchmarks.factbases import factbase_of, number_of
from benchmarks.peers import Guess, Peer, Phrasings
from knowledge import Answer, Answerer, FactBase


@dataclass(frozen=True, slots=True)
class _Curated(Phrasings):
    """Phrasings with the fact base made of them."""

    factbase: FactBase = field(kw_only=True)


class OursAnswering(Peer):
    """The fact that the answerer answers with; where it asks back or refuses, none."""

    def __init__(self, phrasings: Phrasings) -> None:
        factbase = phrasings.factbase if isinstance(phrasings, _Curated) else factbase_of(phrasings)
        self._answerer = Answerer(factbase)

    @classmethod
    def prepared(cls, phrasings: Phrasings) -> Phrasings:
        return _Curated(phrasings.texts, phrasings.facts, phrasings.language, factbase=factbase_of(phrasings))

    def ask(self, question: str) -> Guess | None:
        outcome = self._answerer.answer(question)
        return Guess(number_of(outcome.facts[0]), 100) if isinstance(outcome, Answer) else None
