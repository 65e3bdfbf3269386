"""Weighing one question: whether the nearest fact answers it, on evidence and not on the score alone."""

from dataclasses import dataclass, replace

from knowledge.calibration import calibrate, confidence, plausibility
from knowledge.factbase import FactBase
from knowledge.matching import Match, Matcher, Proposal
from knowledge.model import Fact, Id, Language
from knowledge.numbers import NumberDiffers, Numbers
from knowledge.outcomes import Answer, DidYouMean, NoAnswer, Outcome, Reason, Suggestion
from knowledge.text import tokens

CERTAIN = 100.0
"""The confidence in a question that is known word for word."""

_PROPOSED = 5
_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of a question, and why."""

    outcome: Outcome
    decision: str
    """What was decided, in one sentence."""
    proposal: Proposal | None = None
    confidence: float = 0.0

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

    def __init__(self, factbase: FactBase, matcher: Matcher, *, caution: float) -> None:
        """Derive from the fact base how sure an answer must be; `caution` is explained at `calibrate`."""
        self._factbase = factbase
        self._matcher = matcher
        self._numbers = Numbers(factbase)
        self._bar = calibrate(matcher.trials(), is_harmless=self._is_harmless, caution=caution)

    def weigh(self, question: str, language: Language | None) -> Weighed:
        """Decide one question on the evidence for what is proposed."""
        proposal = self._matcher.propose(question, language=language, limit=_PROPOSED)
        if not proposal.matches:
            refusal = NoAnswer(language or self._factbase.languages[0], Reason.UNKNOWN)
            return Weighed(refusal, "No known question shares a word with it.", proposal)
        best = proposal.matches[0]
        if proposal.exact:
            return Weighed(self.outcome_of(best), "A known question, word for word.", proposal, CERTAIN)
        sure = confidence(proposal)
        told = f"Confidence {sure:.0f}, to answer takes {self._bar:.0f}"
        if sure >= self._bar:
            accepted = Weighed(self.outcome_of(best), f"{told}: near enough.", proposal, sure)
            fact = self._factbase.facts.get(best.target)
            differs = self._numbers.differs(tokens(question), fact) if fact else None
            return self._refuse_number(differs, accepted) if differs else accepted
        near = self._near(proposal)
        if near:
            return Weighed(DidYouMean(best.language, near), f"{told}: near, but not near enough.", proposal, sure)
        return Weighed(NoAnswer(best.language, Reason.UNKNOWN), f"{told}: too far.", proposal, sure)

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
        return plausibility(proposal, match) >= self._bar

    def _near(self, proposal: Proposal) -> tuple[Suggestion, ...]:
        """Return the facts that may have been meant."""
        return tuple(
            suggestion(self._factbase.facts[match.target], match.language)
            for match in proposal.matches
            if match.target in self._factbase.facts and self.is_plausible(proposal, match)
        )[:_SUGGESTED]

    def _refuse_number(self, differs: NumberDiffers, weighed: Weighed) -> Weighed:
        language = weighed.outcome.language
        near = self._near(weighed.proposal) if weighed.proposal else ()
        holding = (self._factbase.facts[fact] for fact in self._numbers.holders(differs.known)[:1])
        refusal = NoAnswer(
            language,
            Reason.NUMBER_DIFFERS,
            asked=differs.asked,
            known=differs.known,
            suggestions=near or tuple(suggestion(fact, language) for fact in holding),
        )
        return replace(weighed, outcome=refusal, decision=f"The record does not hold {differs.asked} there.")

    def _is_harmless(self, asked: Id, proposed: Id) -> bool:
        """Whether a refusal, or an answer close in subject, would come of what is proposed."""
        return proposed in self._factbase.gaps or self._factbase.akin(asked, proposed)


def suggestion(fact: Fact, language: Language) -> Suggestion:
    """Return the suggestion of a fact by its canonical question, in a language if the fact has it."""
    wording = fact.wordings.get(language) or next(iter(fact.wordings.values()))
    return Suggestion(fact, wording.questions[0])
