"""Our own matcher, with what the project ships for the language of the phrasings and nothing of its fact base."""

import tomllib
from collections.abc import Mapping

from benchmarks.peers import Guess, Peer, Phrasings
from knowledge import shipped_directory
from knowledge.calibration import confidence
from knowledge.matching import KnownQuestion, RidgeMatcher
from knowledge.model import Language, Manners


def shipped_manners(language: Language) -> Mapping[Language, Manners]:
    """Return the courtesies and function words that the project ships for a language; empty where it ships none."""
    path = shipped_directory() / "manners" / f"{language}.toml"
    if not path.exists():
        return {}
    return {language: Manners.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))}


class Ours(Peer):
    """What the matcher proposes first, with the confidence that the answerer decides on."""

    def __init__(self, phrasings: Phrasings) -> None:
        language = phrasings.language
        self._matcher = RidgeMatcher(
            (
                KnownQuestion(str(fact), text, language)
                for text, fact in zip(phrasings.texts, phrasings.facts, strict=True)
            ),
            manners=shipped_manners(language),
        )

    def ask(self, question: str) -> Guess | None:
        proposal = self._matcher.propose(question)
        if not proposal.matches:
            return None
        best = proposal.matches[0]
        return Guess(int(best.target), confidence(proposal, best))
