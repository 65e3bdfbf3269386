"""Deciding: from a message to an answer, suggestions, or a refusal with its reason."""

from dataclasses import dataclass

from knowledge.factbase import FactBase
from knowledge.follow_ups import FollowUps
from knowledge.matching import Match, RidgeMatcher
from knowledge.model import Id, Language
from knowledge.other_subjects import OtherSubjects
from knowledge.outcomes import Answer, NoAnswer, Outcome, Reason
from knowledge.parts import Parts
from knowledge.small_talk import SmallTalk
from knowledge.text import tokens
from knowledge.weighing import CERTAIN, Weighed, Weigher

LONGEST_QUESTION = 1000
"""The most characters of a message that are read as a question."""

CAUTION = 0.1
"""The share of foreign questions that may be answered, unless told otherwise."""

_ANSWERED = 3
"""The most facts in one answer."""


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


class Answerer:
    """Answers questions from one fact base; immutable, so that any number of tasks and threads may share it."""

    def __init__(self, factbase: FactBase, *, caution: float = CAUTION) -> None:
        """Index the fact base and derive from it what is near enough.

        `caution` is the share of foreign questions, 0 to 1, that may be answered: of the base's own questions, each
        asked as if its fact were not there.
        """
        self._languages = factbase.languages
        manners = factbase.manners.values()
        matcher = RidgeMatcher(factbase.known_questions(), synonyms=factbase.synonyms, manners=dict(factbase.manners))
        self._weigher = Weigher(factbase, matcher, caution=caution)
        self._follow_ups = FollowUps(factbase, matcher, self._weigher)
        self._small_talk = SmallTalk(manners)
        self._other_subjects = OtherSubjects(factbase.other_subjects)
        self._parts = Parts(manners)

    def answer(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Outcome:
        """Return the outcome for a question.

        `language` is the asker's, used where the question does not tell its own; `after` is the fact that answered the
        question before it, if there was one, from which a question such as "and international?" is understood.
        """
        return self._decide(question, language, after).outcome

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation:
        """Return the outcome for a question and why it is so."""
        weighed = self._decide(question, language, after)
        proposal = weighed.proposal
        if proposal is None:
            return Explanation(weighed.outcome, weighed.decision)
        evidence = proposal.evidence(proposal.matches[0]) if proposal.matches else None
        return Explanation(
            weighed.outcome,
            weighed.decision,
            query=" ".join(word.known or word.asked for word in proposal.query.words),
            met=tuple(word.asked for word in evidence.met) if evidence else (),
            missed=tuple(word.asked for word in evidence.missed) if evidence else (),
            matches=proposal.matches,
        )

    def _decide(self, question: str, language: Language | None, after: Id | None) -> Weighed:
        words = tokens(question) if len(question) <= LONGEST_QUESTION else []
        return self._refuse_unread(question, words, language) or self._search(question, words, language, after)

    def _refuse_unread(self, question: str, words: list[str], language: Language | None) -> Weighed | None:
        """Refuse what asks nothing that could be looked up, or return None."""
        spoken = language or self._languages[0]
        if len(question) > LONGEST_QUESTION:
            decision = f"The message is longer than {LONGEST_QUESTION} characters."
            return Weighed(NoAnswer(spoken, Reason.TOO_LONG), decision)
        if not words:
            reason = Reason.NO_WORDS if question.strip() else Reason.EMPTY
            return Weighed(NoAnswer(spoken, reason), "The message holds no word.")
        if small_talk := self._small_talk.recognise(words):
            reason, spoken = small_talk
            return Weighed(NoAnswer(spoken, reason), "The message is small talk.")
        return None

    def _search(self, question: str, words: list[str], language: Language | None, after: Id | None) -> Weighed:
        """Decide on the whole question, or on its parts."""
        whole = self._weigher.weigh(question, language)
        leans = after is not None and (not whole.is_settled or self._follow_ups.leans(words))
        if whole.confidence == CERTAIN and not leans:
            return whole
        if other := self._other_subjects.named_in(words):
            refusal = NoAnswer(whole.outcome.language, Reason.OTHER_SUBJECT, asked=other)
            return Weighed(refusal, f"It asks about {other}, which the record does not cover.", whole.proposal)
        if misnamed := self._weigher.misnamed(words, whole):
            return misnamed
        if leans and after is not None and (followed := self._follow_ups.read(words, after, language, whole=whole)):
            return followed
        if whole.confidence == CERTAIN:
            return whole
        return self._in_sentences(question, language) or self._in_halves(question, whole, language) or whole

    def _in_sentences(self, question: str, language: Language | None) -> Weighed | None:
        """Decide by the sentences that ask something, where there are several."""
        sentences = self._parts.sentences(question)
        if len(sentences) < 2:
            return None
        weighed = [self._weigher.weigh(sentence, language) for sentence in sentences]
        for sentence in weighed:
            if sentence.is_refused_for_a_number:
                return sentence
        settled = [sentence for sentence in weighed if sentence.is_settled]
        surest = max(settled, key=lambda sentence: sentence.confidence, default=None)
        return _together(settled) or surest

    def _in_halves(self, question: str, whole: Weighed, language: Language | None) -> Weighed | None:
        """Decide by the two questions that a conjunction joins, if both are settled and surer than the whole is."""
        best: list[Weighed] = []
        surest = whole.confidence
        for halves in self._parts.halves(question):
            weighed = [self._weigher.weigh(half, language) for half in halves]
            sure = sum(half.confidence for half in weighed) / len(weighed)
            if sure > surest and all(half.is_settled for half in weighed):
                best, surest = weighed, sure
        return _together(best)


def _together(weighed: list[Weighed]) -> Weighed | None:
    """Join the answers to several questions into one, or return None where they are not several answers."""
    answers = [part.outcome for part in weighed if isinstance(part.outcome, Answer)]
    facts = tuple({fact.id: fact for answer in answers for fact in answer.facts}.values())
    if len(answers) < len(weighed) or len(facts) < 2:
        return None
    joined = Answer(answers[0].language, facts[:_ANSWERED])
    return Weighed(joined, "Several questions in one: " + " ".join(part.decision for part in weighed))
