"""The people, chats and messages on the other side of the bot, kept in memory."""

from itertools import count

from bot.loopback.asking import InlineQuestion, Tap
from bot.loopback.chats import Chat, File, Json, Message, Person, Version
from bot.loopback.entities import store
from bot.loopback.refusals import Refused

TEXT_LIMIT = 4096


class World:
    """Everything outside the bot: who and what exists, and what people do, as updates."""

    def __init__(self, *, username: str, name: str) -> None:
        self.bot = Person(7_000_000_000, name, username=username, is_bot=True)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.inline_questions: dict[str, InlineQuestion] = {}
        self.files: dict[str, File] = {}
        self._ids = count(1)

    def add_person(
        self, first_name: str, *, language: str | None = None, username: str | None = None, id: int | None = None
    ) -> Person:
        """Add someone who has not written to the bot yet; ids exceed 32 bits, as Telegram's do."""
        person = Person(id or 6_000_000_000 + next(self._ids), first_name, username, language)
        self.people[person.id] = person
        return person

    def add_group(self, title: str) -> Chat:
        """Add a group that the bot is in; it sees all messages there, as a bot without privacy mode does."""
        chat = Chat(-1_002_000_000_000 - next(self._ids), "supergroup", title)
        self.chats[chat.id] = chat
        return chat

    def private_chat(self, person: Person) -> Chat:
        """Return the person's chat with the bot; it exists from the first thing that they do in it."""
        return self.chats.setdefault(person.id, Chat(person.id, "private", person=person))

    def known_chat(self, chat_id: int) -> Chat:
        """Return the chat with this id; raises Refused where the bot knows none."""
        try:
            return self.chats[chat_id]
        except KeyError:
            raise Refused("chat not found") from None

    def write(
        self, person: Person, text: str, *, chat: Chat | None = None, reply_to: Message | None = None
    ) -> tuple[Message, Json]:
        """Have a person send a message, by default to where `reply_to` stands, or to the bot alone.

        Raises ValueError for a text that no app would send as one message.
        """
        person.has_blocked_bot = False
        chat = chat or (reply_to.chat if reply_to else self.private_chat(person))
        message = chat.add(person, _typed(text), reply_to=reply_to)
        return message, self._update("message", message.as_json())

    def rewrite(self, message: Message, text: str) -> Json:
        """Have a person edit a message of theirs."""
        message.versions.append(_typed(text))
        return self._update("edited_message", message.as_json())

    def tap(self, person: Person, message: Message, payload: str) -> tuple[Tap, Json]:
        """Have a person tap a button; on a deleted message, which their app may still show, it is inaccessible."""
        tap = Tap(str(next(self._ids)), person, message)
        self.taps[tap.id] = tap
        shown = message.as_json()
        if message.deleted:
            shown = {"message_id": message.id, "chat": message.chat.as_json(), "date": 0}
        query = {"id": tap.id, "from": person.as_json(), "message": shown, "chat_instance": "1", "data": payload}
        return tap, self._update("callback_query", query)

    def ask_inline(self, person: Person, query: str) -> tuple[InlineQuestion, Json]:
        """Have a person type a query behind the bot's name; raises ValueError over 256 characters."""
        if len(query) > 256:
            raise ValueError("an inline query has at most 256 characters")
        question = InlineQuestion(str(next(self._ids)), person, query)
        self.inline_questions[question.id] = question
        asked = {"id": question.id, "from": person.as_json(), "query": query, "offset": "", "chat_type": "sender"}
        return question, self._update("inline_query", asked)

    def keep_file(self, name: str, content: bytes, mime_type: str) -> File:
        """Keep a file that the bot uploads."""
        file = File(f"file-{next(self._ids)}", name, content, mime_type)
        self.files[file.id] = file
        return file

    def _update(self, kind: str, content: Json) -> Json:
        return {"update_id": next(self._ids), kind: content}


def _typed(text: str) -> Version:
    stored, entities = store(text, [])
    if not stored:
        raise ValueError("a message has at least one visible character")
    if len(stored) > TEXT_LIMIT:
        raise ValueError(f"a message has at most {TEXT_LIMIT} characters")
    return Version(stored, tuple(entities))
