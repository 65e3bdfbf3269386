"""Deciding: from a message to an answer, suggestions, or a refusal with its reason."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

from knowledge.calibration import Calibration
from knowledge.explaining import Explanation, Ground
from knowledge.factbase import FactBase
from knowledge.follow_ups import FollowUps
from knowledge.matching import RidgeMatcher, Word
from knowledge.model import Id, Language, Manners, SynonymGroup
from knowledge.other_subjects import OtherSubjects
from knowledge.outcomes import Answer, NoAnswer, Outcome, Reason
from knowledge.parts import Parts
from knowledge.small_talk import SmallTalk
from knowledge.spoken import SpokenLanguage
from knowledge.text import tokens
from knowledge.weighing import CERTAIN, Weighed, Weigher

LONGEST_QUESTION = 1000
"""The most characters of a message that are read as a question."""

CAUTION = 0.1
"""The share of foreign questions that may be answered, unless told otherwise."""

_ANSWERED = 3
"""The most facts in one answer."""


@dataclass(frozen=True, slots=True)
class Considered:
    """A question as it is understood by itself, before it is known which answer it goes on from."""

    may_go_on: bool
    """Whether an answer before it can make a difference; where none can, nobody need look it up."""
    decide: Callable[[Id | None], Weighed] = field(repr=False)

    def outcome(self, after: Id | None = None) -> Outcome:
        """Return the outcome after a fact, or by itself; `after` is explained at `Answerer.answer`."""
        return self.decide(after).outcome


class Answerer:
    """Answers questions from one fact base; immutable, so that any number of tasks and threads may share it."""

    def __init__(self, factbase: FactBase, *, caution: float = CAUTION, calibration: Calibration | None = None) -> None:
        """Index the fact base and derive from it what is near enough.

        `caution` is the share of foreign questions, 0 to 1, that may be answered: of the base's own questions, each
        asked as if its fact were not there. To ask them takes as long as all else; `calibration` is what came of it
        when this version of the `engine` indexed the same fact base before.
        """
        self._factbase = factbase
        manners = factbase.manners.values()
        self._matcher = RidgeMatcher(
            factbase.known_questions(),
            synonyms=(*factbase.synonyms, *_number_words(manners)),
            manners=dict(factbase.manners),
        )
        self._weigher = Weigher(factbase, self._matcher, caution=caution, calibration=calibration)
        self._follow_ups = FollowUps(factbase, self._matcher, self._weigher)
        self._small_talk = SmallTalk(manners)
        self._spoken = SpokenLanguage(factbase, self._matcher.asked)
        self._other_subjects = OtherSubjects(factbase.other_subjects)
        self._parts = Parts(manners)

    @property
    def calibration(self) -> Calibration:
        """How the fact base answers questions that are foreign to it."""
        return self._weigher.calibration

    def with_caution(self, caution: float) -> Self:
        """Return an answerer of the same fact base that differs in its caution only, without indexing it again."""
        other = copy(self)
        other._weigher = self._weigher.with_caution(caution)
        other._follow_ups = FollowUps(self._factbase, self._matcher, other._weigher)
        return other

    def answer(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Outcome:
        """Return the outcome for a question.

        `language` is the asker's, used where the question does not tell its own; `after` is the fact that answered the
        question before it, if there was one, from which a question such as "and international?" is understood; a fact
        that the base does not hold counts as none.
        """
        return self.consider(question, language=language).outcome(after)

    def consider(self, question: str, *, language: Language | None = None) -> Considered:
        """Understand a question by itself, where looking up the answer before it costs something."""
        words = tokens(question) if len(question) <= LONGEST_QUESTION else []
        if unread := self._refuse_unread(question, words, language):
            return Considered(may_go_on=False, decide=lambda _after: unread)
        whole = self._weigher.weigh(question, language)
        return Considered(
            may_go_on=self._may_go_on(words, whole),
            decide=partial(self._decide, question, words, language, whole),
        )

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation:
        """Return the outcome for a question and why it is so."""
        return self._explained(self.consider(question, language=language).decide(after))

    def _explained(self, weighed: Weighed) -> Explanation:
        parts = tuple(map(self._explained, weighed.parts))
        proposal, best = weighed.proposal, weighed.match
        if proposal is None:
            return Explanation(weighed.outcome, weighed.ground, parts=parts)
        evidence = proposal.evidence(best) if best else None
        telling = any(word.content for word in proposal.query.words)

        def told(words: Iterable[Word]) -> tuple[str, ...]:
            return tuple(word.asked for word in words if word.content or not telling)

        return Explanation(
            weighed.outcome,
            weighed.ground,
            query=" ".join(word.known or word.asked for word in proposal.query.words),
            met=told(evidence.met if evidence else ()),
            missed=told(evidence.missed if evidence else proposal.query.words),
            matches=tuple(sorted(proposal.matches, key=lambda match: match != best)),
            confidence=weighed.confidence,
            needed=self._weigher.bar,
            parts=parts,
        )

    def _decide(
        self, question: str, words: list[str], language: Language | None, whole: Weighed, after: Id | None
    ) -> Weighed:
        if after not in self._factbase.facts:
            after = None
        found = self._search(question, words, language, whole, after)
        if found.confidence == CERTAIN:
            return found
        spoken = self._spoken.tell(words, matched=found.outcome.language, wished=language)
        return replace(found, outcome=replace(found.outcome, language=spoken))

    def _refuse_unread(self, question: str, words: list[str], language: Language | None) -> Weighed | None:
        """Refuse what asks nothing that could be looked up, or return None."""
        spoken = language or self._factbase.languages[0]
        if len(question) > LONGEST_QUESTION:
            return Weighed(NoAnswer(spoken, Reason.TOO_LONG), Ground.UNREAD)
        if not words:
            reason = Reason.NO_WORDS if question.strip() else Reason.EMPTY
            return Weighed(NoAnswer(spoken, reason), Ground.UNREAD)
        if small_talk := self._small_talk.recognise(words, language=language):
            reason, spoken = small_talk
            return Weighed(NoAnswer(spoken, reason), Ground.UNREAD)
        return None

    def _may_go_on(self, words: list[str], whole: Weighed) -> bool:
        return not whole.is_settled or self._follow_ups.leans(words)

    def _search(
        self, question: str, words: list[str], language: Language | None, whole: Weighed, after: Id | None
    ) -> Weighed:
        """Decide on the whole question, or on its parts."""
        leans = after is not None and self._may_go_on(words, whole)
        if whole.confidence == CERTAIN and not leans:
            return whole
        if other := self._other_subjects.named_in(words):
            refusal = NoAnswer(whole.outcome.language, Reason.OTHER_SUBJECT, asked=other)
            return replace(whole, outcome=refusal, ground=Ground.OTHER_SUBJECT)
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
        for before, after in self._parts.halves(question):
            first = self._weigher.weigh(before, language)
            if not first.is_settled or (first.confidence + CERTAIN) / 2 <= surest:
                continue
            second = self._weigher.weigh(after, language)
            sure = (first.confidence + second.confidence) / 2
            if second.is_settled and sure > surest:
                best, surest = [first, second], sure
        return _together(best)


def _together(weighed: list[Weighed]) -> Weighed | None:
    """Join the answers to several questions into one, or return None where they are not several answers."""
    answers = [part.outcome for part in weighed if isinstance(part.outcome, Answer)]
    facts = tuple({fact.id: fact for answer in answers for fact in answer.facts}.values())
    if len(answers) < len(weighed) or len(facts) < 2:
        return None
    joined = Answer(answers[0].language, facts[:_ANSWERED])
    return Weighed(joined, Ground.SEVERAL, parts=tuple(weighed))


def _number_words(manners: Iterable[Manners]) -> Iterator[SynonymGroup]:
    """Yield what makes "eight" the same as "8"."""
    for spoken in manners:
        for word, value in spoken.numbers.items():
            yield SynonymGroup(words=(str(value), word), language=spoken.language)
