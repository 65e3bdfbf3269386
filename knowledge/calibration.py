"""Deriving from a fact base itself how sure a match must be to be answered with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf, nextafter

from knowledge.matching import Evidence, Match, Proposal, Trial, Word
from knowledge.model import Id

_MISSED = 0.1
"""What a match loses that meets nothing of what was asked; from 0.05 to 0.2 the question sets are answered alike."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the base answers questions that are foreign to it."""

    asked: int
    mistaken: tuple[float, ...]
    """The confidences of what would have been answered falsely, the highest first."""

    def bar(self, caution: float) -> float:
        """Return the lowest confidence at which at most a share of foreign questions, 0 to 1, is answered falsely."""
        allowed = int(self.asked * caution)
        return nextafter(self.mistaken[allowed], inf) if allowed < len(self.mistaken) else 0.0


def calibrate(trials: Iterable[Trial], *, is_harmless: Callable[[Id, Id], bool]) -> Calibration:
    """Ask the base by its own questions.

    Each is asked with its fact removed, so that it is foreign to what is left, and an answer to it would be false.
    `is_harmless` tells of the removed fact and the nearest other one whether to propose that does no harm.
    """
    asked, mistaken = 0, []
    for trial in trials:
        asked += 1
        proposal = trial.without_target
        if proposal.matches and not is_harmless(trial.known.target, proposal.matches[0].target):
            mistaken.append(confidence(proposal, proposal.matches[0]))
    return Calibration(asked, tuple(sorted(mistaken, reverse=True)))


def confidence(proposal: Proposal, match: Match) -> float:
    """Return how far a match can be trusted, 0 to 100: its score, less a little for what it does not meet.

    Nothing that was measured beside the score tells more in general; how much is left unmet helps a little.
    """
    return match.score * (1 - _MISSED * (1 - _coverage(proposal.evidence(match))))


def _coverage(evidence: Evidence) -> float:
    """Return the share of a question's subject matter that a match meets, 0 to 1, by weight.

    Function words carry none, and numbers are evidence of their own.
    """
    met, missed = (sum(word.weight for word in words if _tells(word)) for words in (evidence.met, evidence.missed))
    return met / (met + missed) if met or missed else evidence.query_met


def _tells(word: Word) -> bool:
    return word.content and not any(map(str.isdigit, word.asked))
