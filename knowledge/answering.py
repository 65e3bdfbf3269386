"""Deciding: whether what was proposed answers the question, and what to say where it does not."""

from dataclasses import dataclass

from knowledge.calibration import calibrate, confidence
from knowledge.factbase import FactBase
from knowledge.matching import Match, Proposal, RidgeMatcher
from knowledge.model import Fact, Gap, Language
from knowledge.numbers import Numbers
from knowledge.other_subjects import OtherSubjects
from knowledge.outcomes import Answer, DidYouMean, NoAnswer, Outcome, Reason, Suggestion
from knowledge.parts import Parts
from knowledge.small_talk import SmallTalk
from knowledge.text import tokens

LONGEST_QUESTION = 1000
"""The most characters of a message that are read as a question."""

_SUGGESTED = 3
_ANSWERED = 3
_PROPOSED = 5
_CAUTION = 0.08
_CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question got its outcome."""

    outcome: Outcome
    decision: str
    """What was decided, in one sentence."""
    query: str = ""
    """The question in normal form, without courtesies and with spelling corrected."""
    met: tuple[str, ...] = ()
    """Words of the question that the nearest fact is known by."""
    missed: tuple[str, ...] = ()
    """Words of the question that it is not known by."""
    matches: tuple[Match, ...] = ()
    """What was proposed, the nearest first."""


@dataclass(frozen=True, slots=True)
class _Decided:
    outcome: Outcome
    decision: str
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


class Answerer:
    """Answers questions from one fact base; immutable, so that any number of tasks and threads may share it."""

    def __init__(self, factbase: FactBase, *, caution: float = _CAUTION) -> None:
        """Index the fact base and derive from it what is near enough.

        `caution` is the share of foreign questions, 0..1, that may be answered.
        """
        self._factbase = factbase
        self._matcher = RidgeMatcher(
            factbase.known_questions(), synonyms=factbase.synonyms, manners=dict(factbase.manners)
        )
        self._bars = calibrate(self._matcher.trials(), akin=factbase.akin, caution=caution)
        self._small_talk = SmallTalk(factbase.manners.values())
        self._other_subjects = OtherSubjects(factbase.other_subjects)
        self._numbers = Numbers(factbase)
        self._parts = Parts(factbase.manners.values())

    def answer(self, question: str, *, language: Language | None = None) -> Outcome:
        """Return the outcome for a question; `language` is the asker's, used where the question does not tell it."""
        return self._decide(question, language).outcome

    def explain(self, question: str, *, language: Language | None = None) -> Explanation:
        """Return the outcome for a question and why it is so."""
        decided = self._decide(question, language)
        proposal = decided.proposal
        if proposal is None:
            return Explanation(decided.outcome, decided.decision)
        evidence = proposal.evidence(proposal.matches[0]) if proposal.matches else None
        return Explanation(
            decided.outcome,
            decided.decision,
            query=" ".join(word.known or word.asked for word in proposal.query.words),
            met=tuple(word.asked for word in evidence.met) if evidence else (),
            missed=tuple(word.asked for word in evidence.missed) if evidence else (),
            matches=proposal.matches,
        )

    def _decide(self, question: str, language: Language | None) -> _Decided:
        spoken = language or self._factbase.languages[0]
        if len(question) > LONGEST_QUESTION:
            decision = f"The message is longer than {LONGEST_QUESTION} characters."
            return _Decided(NoAnswer(spoken, Reason.TOO_LONG), decision)
        words = tokens(question)
        if not words:
            reason = Reason.NO_WORDS if question.strip() else Reason.EMPTY
            return _Decided(NoAnswer(spoken, reason), "The message holds no word.")
        if small_talk := self._small_talk.recognise(words):
            reason, spoken = small_talk
            return _Decided(NoAnswer(spoken, reason), "The message is small talk.")
        if other := self._other_subjects.named_in(words):
            refusal = NoAnswer(spoken, Reason.OTHER_SUBJECT, asked=other)
            return _Decided(refusal, f"It asks about {other}, which the record does not cover.")
        whole = self._weigh(question, language)
        if whole.confidence == _CERTAIN:
            return whole
        return self._in_sentences(question, language) or self._in_halves(question, whole, language) or whole

    def _in_sentences(self, question: str, language: Language | None) -> _Decided | None:
        """Decide by the sentences that ask something, where there are several."""
        sentences = self._parts.sentences(question)
        if sentences == [question]:
            return None
        settled = [decided for sentence in sentences if (decided := self._weigh(sentence, language)).is_settled]
        if not settled:
            return None
        surest = max(settled, key=lambda decided: decided.confidence)
        return self._together(settled) or surest

    def _in_halves(self, question: str, whole: _Decided, language: Language | None) -> _Decided | None:
        """Decide by the two questions that a conjunction joins, if both are answered, and surer than the whole is."""
        best: list[_Decided] = []
        for halves in self._parts.halves(question):
            decided = [self._weigh(half, language) for half in halves]
            surest = min((half.confidence for half in best), default=whole.confidence)
            if all(half.is_settled and half.confidence > surest for half in decided):
                best = decided
        return self._together(best)

    def _together(self, decided: list[_Decided]) -> _Decided | None:
        """Join the answers to several questions into one, or return None where they are not several answers."""
        answers = [part.outcome for part in decided if isinstance(part.outcome, Answer)]
        facts = tuple({fact.id: fact for answer in answers for fact in answer.facts}.values())
        if len(answers) < len(decided) or len(facts) < 2:
            return None
        joined = Answer(answers[0].language, facts[:_ANSWERED])
        return _Decided(joined, "Several questions in one: " + " ".join(part.decision for part in decided))

    def _weigh(self, question: str, language: Language | None) -> _Decided:
        """Decide one question on the evidence for what is proposed."""
        proposal = self._matcher.propose(question, language=language, limit=_PROPOSED)
        if not proposal.matches:
            refusal = NoAnswer(language or self._factbase.languages[0], Reason.UNKNOWN)
            return _Decided(refusal, "No known question shares a word with it.", proposal)
        best = proposal.matches[0]
        if proposal.exact:
            return _Decided(self._accept(best), "A known question, word for word.", proposal, _CERTAIN)
        sure = confidence(proposal, best)
        told = f"Confidence {sure:.0f}, to answer takes {self._bars.answer:.0f}"
        if best.target in self._factbase.facts:
            differs = self._numbers.differs(tokens(question), self._factbase.facts[best.target])
            if differs is not None and (differs.is_named or sure >= self._bars.answer):
                refusal = NoAnswer(
                    best.language, Reason.NUMBER_DIFFERS, differs.asked, differs.known, suggestions=self._near(proposal)
                )
                return _Decided(refusal, f"The nearest fact does not hold {differs.asked}.", proposal)
        if sure >= self._bars.answer:
            return _Decided(self._accept(best), f"{told}: near enough.", proposal, sure)
        near = self._near(proposal)
        if near:
            return _Decided(DidYouMean(best.language, near), f"{told}: near, but not near enough.", proposal, sure)
        return _Decided(NoAnswer(best.language, Reason.UNKNOWN), f"{told}: too far.", proposal, sure)

    def _accept(self, match: Match) -> Answer | NoAnswer:
        gap = self._factbase.gaps.get(match.target)
        if gap is not None:
            return NoAnswer(match.language, Reason.GAP, gap=gap, suggestions=self._related(gap, match.language))
        return Answer(match.language, (self._factbase.facts[match.target],))

    def _related(self, gap: Gap, language: Language) -> tuple[Suggestion, ...]:
        return tuple(_suggestion(fact, language) for fact in self._factbase.related(gap.id))[:_SUGGESTED]

    def _near(self, proposal: Proposal) -> tuple[Suggestion, ...]:
        """Return the facts that may have been meant."""
        return tuple(
            _suggestion(self._factbase.facts[match.target], match.language)
            for match in proposal.matches
            if match.target in self._factbase.facts and confidence(proposal, match) >= self._bars.suggest
        )[:_SUGGESTED]


def _suggestion(fact: Fact, language: Language) -> Suggestion:
    wording = fact.wordings.get(language) or next(iter(fact.wordings.values()))
    return Suggestion(fact, wording.questions[0])
