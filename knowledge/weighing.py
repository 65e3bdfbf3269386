"""Weighing one question: whether the nearest fact answers it, on evidence and not on the score alone."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self

from knowledge.calibration import Calibration, calibrate, confidence
from knowledge.explaining import Ground
from knowledge.factbase import FactBase
from knowledge.matching import Match, Matcher, Proposal
from knowledge.model import Fact, Id, Language
from knowledge.numbers import NumberDiffers, Numbers
from knowledge.outcomes import Answer, DidYouMean, NoAnswer, Outcome, Reason, Suggestion

CERTAIN = 100.0
"""The confidence in a question that is known word for word."""

_PROPOSED = 5
_SUGGESTED = 3
_OFFERED = 0.6
"""The share of the confidence for an answer that will do to ask back with a suggestion."""
_TRIALS = 500
"""Known questions that the base is asked by: enough for a share of some percent, and few enough to start at once."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of a question, and why."""

    outcome: Outcome
    ground: Ground
    proposal: Proposal | None = None
    match: Match | None = None
    """The match that was decided on."""
    confidence: float = 0.0
    parts: tuple["Weighed", ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether the record answers, or is known not to."""
        match self.outcome:
            case Answer():
                return True
            case NoAnswer(reason=reason):
                return reason is Reason.GAP
        return False

    @property
    def is_refused_for_a_number(self) -> bool:
        """Whether a number asked about is not the one the record holds."""
        return isinstance(self.outcome, NoAnswer) and self.outcome.reason is Reason.NUMBER_DIFFERS


class Weigher:
    """Weighs questions against one fact base."""

    calibration: Calibration
    """How the fact base answers questions that are foreign to it."""

    def __init__(
        self, factbase: FactBase, matcher: Matcher, *, caution: float, calibration: Calibration | None = None
    ) -> None:
        """Derive from the fact base how sure an answer must be, unless its calibration is known.

        `caution` is explained at `Calibration.bar`.
        """
        self._factbase = factbase
        self._matcher = matcher
        self._numbers = Numbers(factbase)
        self.calibration = calibration or calibrate(matcher.trials(limit=_TRIALS), is_harmless=self._is_harmless)
        self._bar = self.calibration.bar(caution)

    def with_caution(self, caution: float) -> Self:
        """Return a weigher that differs in its caution only, without asking the fact base again."""
        other = copy(self)
        other._bar = self.calibration.bar(caution)
        return other

    @property
    def bar(self) -> float:
        """The confidence, 0 to 100, from which a match is answered with."""
        return self._bar

    def weigh(self, question: str, language: Language | None) -> Weighed:
        """Decide one question on the evidence for what is proposed."""
        proposal = self._matcher.propose(question, language=language, limit=_PROPOSED)
        if not proposal.matches:
            refusal = NoAnswer(language or self._factbase.languages[0], Reason.UNKNOWN)
            return Weighed(refusal, Ground.STRANGE, proposal)
        best = proposal.matches[0]
        if proposal.exact:
            return Weighed(self.outcome_of(best), Ground.KNOWN, proposal, best, CERTAIN)
        sure = confidence(proposal, best)
        if sure >= self._bar:
            accepted = Weighed(self.outcome_of(best), Ground.NEAR, proposal, best, sure)
            fact = self._factbase.facts.get(best.target)
            differs = self._numbers.differs(proposal.query.text.split(), fact) if fact else None
            return self._refuse_number(differs, accepted) if differs else accepted
        near = self._near(proposal)
        if near:
            return Weighed(DidYouMean(best.language, near), Ground.DOUBTFUL, proposal, best, sure)
        return Weighed(NoAnswer(best.language, Reason.UNKNOWN), Ground.FAR, proposal, best, sure)

    def misnamed(self, words: list[str], weighed: Weighed) -> Weighed | None:
        """Refuse a question with a name like "resolution 1144" that the record does not hold, or return None."""
        differs = self._numbers.misnamed(words)
        return self._refuse_number(differs, weighed) if differs else None

    def outcome_of(self, match: Match) -> Answer | NoAnswer:
        """Return the outcome where a match is what was asked: its fact, or its gap."""
        gap = self._factbase.gaps.get(match.target)
        if gap is None:
            return Answer(match.language, (self._factbase.facts[match.target],))
        related = tuple(suggestion(fact, match.language) for fact in self._factbase.related(gap.id))
        return NoAnswer(match.language, Reason.GAP, gap=gap, suggestions=related[:_SUGGESTED])

    def is_plausible(self, proposal: Proposal, match: Match) -> bool:
        """Whether a match may have been meant."""
        least = self._bar * _OFFERED
        # The score is the most that the confidence can be, and known without looking at the evidence.
        return match.score >= least and confidence(proposal, match) >= least

    def _near(self, proposal: Proposal) -> tuple[Suggestion, ...]:
        """Return the facts that may have been meant."""
        return tuple(islice(self._plausible(proposal), _SUGGESTED))

    def _plausible(self, proposal: Proposal) -> Iterator[Suggestion]:
        for match in proposal.matches:
            fact = self._factbase.facts.get(match.target)
            if fact is not None and self.is_plausible(proposal, match):
                yield suggestion(fact, match.language)

    def _refuse_number(self, differs: NumberDiffers, weighed: Weighed) -> Weighed:
        language = weighed.outcome.language
        held = self._near(self._matcher.propose(differs.known, language=language, limit=1))
        near = self._near(weighed.proposal) if weighed.proposal else ()
        offered = {offer.fact.id: offer for offer in (*held, *near)}
        refusal = NoAnswer(
            language,
            Reason.NUMBER_DIFFERS,
            asked=differs.asked,
            known=differs.known,
            suggestions=tuple(offered.values())[:_SUGGESTED],
        )
        return replace(weighed, outcome=refusal, ground=Ground.NUMBER)

    def _is_harmless(self, asked: Id, proposed: Id) -> bool:
        """Whether a refusal, or an answer close in subject, would come of what is proposed."""
        return proposed in self._factbase.gaps or self._factbase.akin(asked, proposed)


def suggestion(fact: Fact, language: Language) -> Suggestion:
    """Return the suggestion of a fact by its canonical question, in a language if the fact has it."""
    wording = fact.wordings.get(language) or next(iter(fact.wordings.values()))
    return Suggestion(fact, wording.questions[0])
