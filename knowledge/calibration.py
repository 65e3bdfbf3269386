"""Deriving from a fact base itself how sure a match must be to be answered with, or offered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from knowledge.matching import Evidence, Match, Proposal, Trial, Word
from knowledge.model import Id

_OFFERED = 2
"""A suggestion asks back instead of claiming, so this many times as many foreign questions may get one."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The least confidence that it takes to answer and to suggest, 0 to 100."""

    answer: float
    suggest: float


def confidence(proposal: Proposal, match: Match) -> float:
    """Return how far a match can be trusted, 0 to 100: its score, by the share of what was asked that it meets."""
    return match.score * coverage(proposal.evidence(match))


def coverage(evidence: Evidence) -> float:
    """Return the share of a question's subject matter that a match meets, 0 to 1, by weight.

    Function words carry none, and numbers are evidence of their own.
    """
    met, missed = (sum(word.weight for word in words if _tells(word)) for words in (evidence.met, evidence.missed))
    return met / (met + missed) if met or missed else evidence.query_met


def _tells(word: Word) -> bool:
    return word.content and not any(map(str.isdigit, word.asked))


def calibrate(trials: Iterable[Trial], *, akin: Callable[[Id, Id], bool], caution: float) -> Bars:
    """Return the bars at which the base, asked by itself, keeps to a share of false answers.

    Each known question is asked with its fact removed, so that it is foreign to what is left. An answer with a fact
    that is akin to the removed one is no harm; one with any other would be false. `caution`, 0 to 1, is the share of
    all questions asked that may be answered so.
    """
    asked, mistaken = 0, []
    for trial in trials:
        asked += 1
        proposal = trial.without_target
        if proposal.matches and not akin(trial.known.target, proposal.matches[0].target):
            mistaken.append(confidence(proposal, proposal.matches[0]))
    mistaken.sort(reverse=True)
    return Bars(answer=_bar(mistaken, asked * caution), suggest=_bar(mistaken, asked * caution * _OFFERED))


def _bar(mistaken: list[float], allowed: float) -> float:
    """Return the confidence that no more than the allowed number of mistaken matches reach."""
    return mistaken[position] if (position := ceil(allowed)) < len(mistaken) else 0.0
