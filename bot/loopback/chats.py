"""Who talks where, and what they wrote."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.loopback.entities import Entity, as_html
from bot.loopback.keyboards import Button, Keyboard

Json = dict[str, Any]


@dataclass(eq=False, slots=True)
class Person:
    """Someone with a Telegram account, or the bot itself."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    has_blocked_bot: bool = False

    def as_json(self) -> Json:
        """Return the person as the Bot API writes a User."""
        named = {"username": self.username, "language_code": self.language_code}
        user = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return user | {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class File:
    """A file that the bot sent."""

    id: str
    name: str
    content: bytes
    mime_type: str

    @property
    def text(self) -> str:
        """The content as UTF-8 text."""
        return self.content.decode()


@dataclass(frozen=True, slots=True)
class Version:
    """What a message shows at one time."""

    text: str
    entities: tuple[Entity, ...] = ()
    keyboard: Keyboard = ()


@dataclass(eq=False, slots=True)
class Message:
    """A message in a chat; it is live, so that edits show, and earlier versions stay in `versions`."""

    id: int
    chat: "Chat"
    sender: Person
    versions: list[Version]
    reply_to: "Message | None" = None
    document: File | None = None
    photo: File | None = None
    link_preview: bool = True
    """Whether Telegram may show a preview of the first link."""
    deleted: bool = False
    date: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def text(self) -> str:
        """The text or caption, without markup."""
        return self.versions[-1].text

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The spans of the text that are marked up, outermost first."""
        return self.versions[-1].entities

    @property
    def keyboard(self) -> Keyboard:
        """The rows of buttons under the message."""
        return self.versions[-1].keyboard

    @property
    def html(self) -> str:
        """The text with its markup as Telegram HTML."""
        return as_html(self.text, self.entities)

    @property
    def buttons(self) -> list[str]:
        """The labels of all buttons, row by row."""
        return [button.label for button in self.all_buttons()]

    @property
    def links(self) -> dict[str, str]:
        """The linked texts and where they lead."""
        return {self.text[e.start : e.end]: e.url for e in self.entities if e.url}

    @property
    def edited(self) -> bool:
        """Whether the message was changed after it was sent."""
        return len(self.versions) > 1

    @property
    def says_the_same(self) -> bool:
        """Whether the last change left the text as it was, and put other buttons under it."""
        return self.edited and (self.versions[-2].text, self.versions[-2].entities) == (self.text, self.entities)

    def marked(self, kind: str) -> list[str]:
        """Return the texts of the entities of a kind, such as bold or expandable_blockquote."""
        return [self.text[e.start : e.end] for e in self.entities if e.kind == kind]

    def all_buttons(self) -> Iterator[Button]:
        """Yield the buttons, row by row."""
        for row in self.keyboard:
            yield from row

    def as_json(self) -> Json:
        """Return the message as the Bot API writes it."""
        message = self._as_json()
        if self.reply_to and not self.reply_to.deleted:
            message["reply_to_message"] = self.reply_to._as_json()
        return message

    def _as_json(self) -> Json:
        message: Json = {
            "message_id": self.id,
            "from": self.sender.as_json(),
            "chat": self.chat.as_json(),
            "date": int(self.date.timestamp()),
        }
        if self.edited:
            message["edit_date"] = int(datetime.now(UTC).timestamp())
        text, entities = ("caption", "caption_entities") if self.document or self.photo else ("text", "entities")
        if self.text:
            message[text] = self.text
        if self.entities:
            message[entities] = [entity.as_json(self.text) for entity in self.entities]
        if self.document:
            message["document"] = _file_json(self.document) | {"mime_type": self.document.mime_type}
        if self.photo:
            message["photo"] = [_file_json(self.photo) | {"width": 1, "height": 1}]
        if not self.link_preview:
            message["link_preview_options"] = {"is_disabled": True}
        if self.keyboard:
            message["reply_markup"] = {"inline_keyboard": [[b.as_json() for b in row] for row in self.keyboard]}
        return message


@dataclass(eq=False, slots=True)
class Chat:
    """A private chat with the bot, which has its person's id, or a group."""

    id: int
    kind: str
    title: str | None = None
    person: Person | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    def as_json(self) -> Json:
        """Return the chat as the Bot API writes it."""
        if self.person:
            return {"id": self.id, "type": self.kind, "first_name": self.person.first_name}
        return {"id": self.id, "type": self.kind, "title": self.title}

    def add(self, sender: Person, version: Version, *, reply_to: Message | None = None, **shown: Any) -> Message:
        """Add a message and return it; ids count from one in every chat, so that those of two chats collide."""
        message = Message(len(self.messages) + 1, self, sender, [version], reply_to, **shown)
        self.messages[message.id] = message
        return message

    def find(self, message_id: int) -> Message | None:
        """Return the message with this id unless it was deleted."""
        message = self.messages.get(message_id)
        return None if message is None or message.deleted else message


def _file_json(file: File) -> Json:
    return {"file_id": file.id, "file_unique_id": file.id, "file_name": file.name, "file_size": len(file.content)}
