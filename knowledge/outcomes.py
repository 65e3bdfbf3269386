"""What the domain returns for a question: an answer, a choice of suggestions, or none with its reason."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.model import Fact, Gap, Language, Wording


class Reason(StrEnum):
    """Why there is no answer."""

    EMPTY = "empty"
    """The message holds nothing."""
    NO_WORDS = "no_words"
    """The message holds symbols only."""
    TOO_LONG = "too_long"
    """The message is longer than the answerer reads."""
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    CHIT_CHAT = "chit_chat"
    OTHER_SUBJECT = "other_subject"
    """It asks about something else that the record does not cover."""
    NUMBER_DIFFERS = "number_differs"
    """It asks about a number, year or symbol that the nearest fact does not hold."""
    GAP = "gap"
    """The record is known not to answer it."""
    UNKNOWN = "unknown"
    """Nothing in the record is near enough."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A fact that may have been meant, and the question that asks for it."""

    fact: Fact
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The facts that answer a question: one, or one for each part of a question in parts."""

    language: Language
    facts: tuple[Fact, ...]

    def wording(self, fact: Fact) -> Wording:
        """Return a fact's wording in the answer's language, or in its first language if it lacks that one."""
        return fact.wordings.get(self.language) or next(iter(fact.wordings.values()))


@dataclass(frozen=True, slots=True)
class DidYouMean:
    """One to three facts, none of them near enough to answer with."""

    language: Language
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """A refusal with its reason, and what helps the asker on."""

    language: Language
    reason: Reason
    asked: str = ""
    """What was asked about and differs: a number, a symbol, another subject's name."""
    known: str = ""
    """What the record holds in its place, if anything."""
    gap: Gap | None = None
    suggestions: tuple[Suggestion, ...] = ()


Outcome = Answer | DidYouMean | NoAnswer
