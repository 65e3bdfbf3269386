"""Our own matcher, with the manners shipped for the language of the phrasings and nothing of the shipped fact base."""

from benchmarks.manners import shipped_manners
from benchmarks.peers import Guess, Peer, Phrasings
from knowledge.calibration import confidence
from knowledge.matching import KnownQuestion, Proposal, RidgeMatcher


class Ours(Peer):
    """What the matcher proposes first, with the confidence that the answerer decides on."""

    def __init__(self, phrasings: Phrasings) -> None:
        language = phrasings.language
        # One string a fact, as in a fact base, so that no memory is counted that it would not take.
        targets = {fact: str(fact) for fact in phrasings.facts}
        self._matcher = RidgeMatcher(
            (
                KnownQuestion(targets[fact], text, language)
                for text, fact in zip(phrasings.texts, phrasings.facts, strict=True)
            ),
            manners=shipped_manners(language),
        )

    def ask(self, question: str) -> Guess | None:
        proposal = self._matcher.propose(question)
        if not proposal.matches:
            return None
        return Guess(int(proposal.matches[0].target), self.surety(proposal))

    def surety(self, proposal: Proposal) -> float:
        """Return how sure the first match of a proposal is, which has one."""
        return confidence(proposal, proposal.matches[0])


class OursByScore(Ours):
    """The same, with the matcher's score alone."""

    def surety(self, proposal: Proposal) -> float:
        return proposal.matches[0].score
