"""Deciding: whether what was proposed answers the question, and what to say where it does not."""

from dataclasses import dataclass, replace

from knowledge.calibration import calibrate, confidence, plausibility
from knowledge.factbase import FactBase
from knowledge.matching import Match, Proposal, RidgeMatcher
from knowledge.model import Fact, Gap, Id, Language
from knowledge.numbers import NumberDiffers, Numbers
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
        self._bar = calibrate(self._matcher.trials(), is_harmless=self._is_harmless, caution=caution)
        self._small_talk = SmallTalk(factbase.manners.values())
        self._other_subjects = OtherSubjects(factbase.other_subjects)
        self._numbers = Numbers(factbase)
        self._parts = Parts(factbase.manners.values())

    def _is_harmless(self, asked: Id, proposed: Id) -> bool:
        """Whether a refusal, or an answer close in subject, would come of what is proposed."""
        return proposed in self._factbase.gaps or self._factbase.akin(asked, proposed)

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
        words = tokens(question) if len(question) <= LONGEST_QUESTION else []
        return self._refuse_unread(question, words, language) or self._search(question, words, language)

    def _refuse_unread(self, question: str, words: list[str], language: Language | None) -> _Decided | None:
        """Refuse what asks nothing that could be looked up, or return None."""
        spoken = language or self._factbase.languages[0]
        if len(question) > LONGEST_QUESTION:
            decision = f"The message is longer than {LONGEST_QUESTION} characters."
            return _Decided(NoAnswer(spoken, Reason.TOO_LONG), decision)
        if not words:
            reason = Reason.NO_WORDS if question.strip() else Reason.EMPTY
            return _Decided(NoAnswer(spoken, reason), "The message holds no word.")
        if small_talk := self._small_talk.recognise(words):
            reason, spoken = small_talk
            return _Decided(NoAnswer(spoken, reason), "The message is small talk.")
        return None

    def _search(self, question: str, words: list[str], language: Language | None) -> _Decided:
        """Decide on the whole question, then on its parts."""
        whole = self._weigh(question, language)
        if whole.confidence == _CERTAIN:
            return whole
        if other := self._other_subjects.named_in(words):
            refusal = NoAnswer(whole.outcome.language, Reason.OTHER_SUBJECT, asked=other)
            return _Decided(refusal, f"It asks about {other}, which the record does not cover.", whole.proposal)
        if misnamed := self._numbers.misnamed(words):
            return self._refuse_number(misnamed, whole)
        return self._in_sentences(question, language) or self._in_halves(question, whole, language) or whole

    def _in_sentences(self, question: str, language: Language | None) -> _Decided | None:
        """Decide by the sentences that ask something, where there are several."""
        sentences = self._parts.sentences(question)
        if len(sentences) < 2:
            return None
        decided = [self._weigh(sentence, language) for sentence in sentences]
        for sentence in decided:
            if isinstance(sentence.outcome, NoAnswer) and sentence.outcome.reason is Reason.NUMBER_DIFFERS:
                return sentence
        settled = [sentence for sentence in decided if sentence.is_settled]
        surest = max(settled, key=lambda sentence: sentence.confidence, default=None)
        return self._together(settled) or surest

    def _in_halves(self, question: str, whole: _Decided, language: Language | None) -> _Decided | None:
        """Decide by the two questions that a conjunction joins, if both are settled and surer than the whole is."""
        best, surest = [], whole.confidence
        for halves in self._parts.halves(question):
            decided = [self._weigh(half, language) for half in halves]
            sure = sum(half.confidence for half in decided) / len(decided)
            if sure > surest and all(half.is_settled for half in decided):
                best, surest = decided, sure
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
        sure = confidence(proposal)
        told = f"Confidence {sure:.0f}, to answer takes {self._bar:.0f}"
        if sure >= self._bar:
            accepted = _Decided(self._accept(best), f"{told}: near enough.", proposal, sure)
            fact = self._factbase.facts.get(best.target)
            differs = self._numbers.differs(tokens(question), fact) if fact else None
            return self._refuse_number(differs, accepted) if differs else accepted
        near = self._near(proposal)
        if near:
            return _Decided(DidYouMean(best.language, near), f"{told}: near, but not near enough.", proposal, sure)
        return _Decided(NoAnswer(best.language, Reason.UNKNOWN), f"{told}: too far.", proposal, sure)

    def _refuse_number(self, differs: NumberDiffers, weighed: _Decided) -> _Decided:
        language = weighed.outcome.language
        near = self._near(weighed.proposal) if weighed.proposal else ()
        holding = (self._factbase.facts[fact] for fact in self._numbers.holders(differs.known)[:1])
        refusal = NoAnswer(
            language,
            Reason.NUMBER_DIFFERS,
            asked=differs.asked,
            known=differs.known,
            suggestions=near or tuple(_suggestion(fact, language) for fact in holding),
        )
        return replace(weighed, outcome=refusal, decision=f"The record does not hold {differs.asked} there.")

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
            if match.target in self._factbase.facts and plausibility(proposal, match) >= self._bar
        )[:_SUGGESTED]


def _suggestion(fact: Fact, language: Language) -> Suggestion:
    wording = fact.wordings.get(language) or next(iter(fact.wordings.values()))
    return Suggestion(fact, wording.questions[0])
