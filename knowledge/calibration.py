"""Deriving from a fact base itself how sure a match must be to be answered with."""

from collections.abc import Callable, Iterable
from math import ceil

from knowledge.matching import Evidence, Match, Proposal, Trial, Word
from knowledge.model import Id


def confidence(proposal: Proposal) -> float:
    """Return how far the best match can be trusted, 0 to 100, where there is one.

    It is the mean of its score and its lead over the next, by the share of what was asked that it meets.
    """
    best, *others = proposal.matches
    lead = best.score - (others[0].score if others else 0.0)
    return (best.score + lead) / 2 * _coverage(proposal.evidence(best))


def plausibility(proposal: Proposal, match: Match) -> float:
    """Return how likely it is, 0 to 100, that a match was meant: its score, by the share of what was asked it meets."""
    return match.score * _coverage(proposal.evidence(match))


def calibrate(trials: Iterable[Trial], *, is_harmless: Callable[[Id, Id], bool], caution: float) -> float:
    """Return the confidence at which the base, asked by itself, keeps to a share of false answers.

    Each known question is asked with its fact removed, so that it is foreign to what is left, and an answer to it would
    be false. `is_harmless` tells of the removed fact and the nearest other one whether to propose that does no harm.
    `caution`, 0 to 1, is the share of all questions asked that may be answered falsely.
    """
    asked, mistaken = 0, []
    for trial in trials:
        asked += 1
        proposal = trial.without_target
        if proposal.matches and not is_harmless(trial.known.target, proposal.matches[0].target):
            mistaken.append(confidence(proposal))
    mistaken.sort(reverse=True)
    allowed = ceil(asked * caution)
    return mistaken[allowed] if allowed < len(mistaken) else 0.0


def _coverage(evidence: Evidence) -> float:
    """Return the share of a question's subject matter that a match meets, 0 to 1, by weight.

    Function words carry none, and numbers are evidence of their own.
    """
    met, missed = (sum(word.weight for word in words if _tells(word)) for words in (evidence.met, evidence.missed))
    return met / (met + missed) if met or missed else evidence.query_met


def _tells(word: Word) -> bool:
    return word.content and not any(map(str.isdigit, word.asked))
