"""What the bot remembers of conversations, for ten minutes and in memory only."""

from dataclasses import dataclass, field

from bot.fleeting import Fleeting
from bot.sending import Place
from bot.updates import Said, Tapped
from knowledge import Id, Language

_SECONDS = 600.0
_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put to the answerer, from which its answer can be explained."""

    question: str = field(repr=False)
    language: Language
    after: Id | None


class Recall:
    """The fact that each person was last answered with in each chat, and the question that each answer answers."""

    def __init__(self, *, seconds: float = _SECONDS, limit: int = _LIMIT) -> None:
        """Remember each for some seconds, and of more than `limit` the newest."""
        self._facts: Fleeting[tuple[int, int], Id] = Fleeting(seconds=seconds, limit=limit)
        self._questions: Fleeting[Place, Asked] = Fleeting(seconds=seconds, limit=limit)

    def fact(self, person: Said | Tapped) -> Id | None:
        """Return the fact that a person was last answered with where they speak now."""
        key = _key(person)
        return self._facts.get(key) if key else None

    def answered(self, person: Said | Tapped, fact: Id) -> None:
        """Remember a fact that a person was answered with; people without a name of their own have no memory."""
        if key := _key(person):
            self._facts.put(key, fact)

    def question(self, answer: Place) -> Asked | None:
        """Return the question that a message of ours answers."""
        return self._questions.get(answer)

    def asked(self, answer: Place, asked: Asked) -> None:
        """Remember the question that a message of ours answers."""
        self._questions.put(answer, asked)


def _key(person: Said | Tapped) -> tuple[int, int] | None:
    """Return the chat and the person, by id, or None where either is unknown."""
    chat = person.message.chat_id if isinstance(person, Said) else person.place[0] if person.place else None
    return None if chat is None or person.user_id is None else (chat, person.user_id)
