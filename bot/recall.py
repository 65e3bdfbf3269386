"""What the bot remembers of conversations for a short time, shared by all replicas.

Chats, people and questions are known by keyed digests of their ids. While the database is away, nothing is remembered:
an answer without what came before it is better than none.
"""

import json
import logging
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from bot.deriving import derived
from bot.rendering import Reply
from bot.sending import Place
from bot.storage import Notes, StorageError
from bot.updates import Said, Tapped
from knowledge import Id, Language

log = logging.getLogger(__name__)

_SECONDS = 600.0
"""How long what was said is remembered."""

_CHANGEABLE_SECONDS = 24 * 60 * 60.0
"""How long it is remembered, by number, where an answer stands: hardly anybody changes a question later."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was put to the answerer, from which its answer can be explained."""

    question: str = field(repr=False)
    language: Language
    after: Id | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Where a message of somebody's was answered, with what, and after which fact."""

    place: Place
    reply: str
    """What tells the reply from others, see `mark`."""
    after: Id | None


class Recall:
    """The fact that each person was last answered with in each chat, what each answer answers, and where it stands."""

    def __init__(self, notes: Notes, *, token: str) -> None:
        """Take where replicas share what they remember, and what they derive the keys from."""
        self._notes = notes
        self._token = token

    async def fact(self, person: Said | Tapped) -> Id | None:
        """Return the fact that a person was last answered with where they speak now."""
        key = self._person(person)
        return await self._read(key) if key else None

    def answered(self, person: Said | Tapped, fact: Id) -> None:
        """Remember a fact that a person was answered with; people without a name of their own have no memory."""
        if key := self._person(person):
            self._keep(key, fact, seconds=_SECONDS)

    async def question(self, answer: Place) -> Asked | None:
        """Return the question that a message of ours answers."""
        found = await self._read(self._key("question", answer))
        return Asked(*found) if found else None

    def asked(self, answer: Place, asked: Asked) -> None:
        """Remember the question that a message of ours answers."""
        kept = [asked.question, asked.language, asked.after]
        self._keep(self._key("question", answer), kept, seconds=_SECONDS)

    async def answer(self, message: Said) -> Answered | None:
        """Return how a message was answered."""
        found = await self._read(self._key("answer", message.key))
        if not found:
            return None
        number, reply, after = found
        return Answered((message.key[0], number), reply, after)

    def replied(self, message: Said, answered: Answered) -> None:
        """Remember how a message was answered."""
        kept = [answered.place[1], answered.reply, answered.after]
        self._keep(self._key("answer", message.key), kept, seconds=_CHANGEABLE_SECONDS)

    async def _read(self, key: str) -> Any:
        try:
            text = await self._notes.read(key)
        except StorageError as error:
            log.warning("what was said before cannot be looked up: %s", error)
            return None
        return json.loads(text) if text else None

    def _keep(self, key: str, kept: Any, *, seconds: float) -> None:
        # As ASCII, since a database may not take everything that people may send.
        self._notes.keep(key, json.dumps(kept), seconds=seconds)

    def _person(self, person: Said | Tapped) -> str | None:
        """Return the key of a person in a chat, or None where either is unknown."""
        chat = person.message.chat_id if isinstance(person, Said) else person.place[0] if person.place else None
        return None if chat is None or person.user_id is None else self._key("fact", (chat, person.user_id))

    def _key(self, kind: str, ids: tuple[int, int]) -> str:
        return f"{kind} {derived(self._token, f'{kind} {ids[0]} {ids[1]}')}"


def mark(reply: Reply) -> str:
    """Return what tells a reply from others, the same in every process, and nothing of its words."""
    rows = ("\n".join(f"{button.text} {button.tap}" for button in row) for row in reply.rows)
    shown = "\n\n".join((reply.tag, reply.html, *rows))
    return blake2b(shown.encode(errors="surrogatepass"), digest_size=12).hexdigest()
