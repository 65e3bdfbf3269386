"""What handlers take from an update, with nothing in it that may be None."""

from collections.abc import Iterable
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineQuery, Message, MessageEntity, Update
from telegram.constants import ChatType


@dataclass(frozen=True, slots=True)
class Said:
    """A message from a person."""

    message: Message
    text: str
    """Its text or caption; empty if it has neither."""
    user_id: int | None
    """None for a message in the name of a group or a channel."""
    app_language: str | None
    in_private: bool

    @property
    def key(self) -> tuple[int, int]:
        """What tells the message from all others: the ids of its chat and its own."""
        return self.message.chat_id, self.message.message_id


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on one of our buttons."""

    query: CallbackQuery
    text: str
    """What the button holds; forged taps may hold anything."""
    user_id: int
    app_language: str | None
    place: tuple[int, int] | None
    """The chat and the message that the button is under; None for a message sent by way of inline mode."""
    thread: int | None
    """The forum topic that the message is in, if any."""
    in_private: bool
    rows: tuple[tuple[InlineKeyboardButton, ...], ...]
    """The buttons under the message as they stood when it was tapped; none where Telegram no longer shows it."""


@dataclass(frozen=True, slots=True)
class Searched:
    """An inline query."""

    query: InlineQuery
    text: str
    user_id: int
    app_language: str | None


def said(update: object) -> Said | None:
    """Return the message of an update, new or edited, or None if it is not one that a person wrote to be read here."""
    if not isinstance(update, Update):
        return None
    message = update.message or update.edited_message
    if message is None or message.via_bot is not None:
        return None
    person = message.from_user
    # Answering other bots invites endless conversations; anonymous admins write through a bot of Telegram's own.
    if person is not None and person.is_bot and message.sender_chat is None:
        return None
    return Said(
        message=message,
        text=message.text or message.caption or "",
        user_id=person.id if person and message.sender_chat is None else None,
        app_language=person.language_code if person else None,
        in_private=message.chat.type == ChatType.PRIVATE,
    )


def tapped(update: object) -> Tapped | None:
    """Return the tap of an update, or None if it is none."""
    if not isinstance(update, Update) or update.callback_query is None:
        return None
    query = update.callback_query
    message = query.message
    return Tapped(
        query=query,
        text=query.data or "",
        user_id=query.from_user.id,
        app_language=query.from_user.language_code,
        place=(message.chat.id, message.message_id) if message else None,
        thread=message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None,
        in_private=message is not None and message.chat.type == ChatType.PRIVATE,
        rows=message.reply_markup.inline_keyboard if isinstance(message, Message) and message.reply_markup else (),
    )


def searched(update: object) -> Searched | None:
    """Return the inline query of an update, or None if it is none."""
    if not isinstance(update, Update) or update.inline_query is None:
        return None
    query = update.inline_query
    return Searched(query, query.query, query.from_user.id, query.from_user.language_code)


def command_of(message: Said, bot: Bot) -> tuple[str, str] | None:
    """Return the command that a message begins with, in lower case, and the text after it.

    None if it begins with none, or with one for another bot.
    """
    first = next((e for e in _entities(message.message) if e.type == MessageEntity.BOT_COMMAND and e.offset == 0), None)
    if first is None:
        return None
    name, _, addressee = message.text[1 : first.length].partition("@")
    if addressee and addressee.lower() != bot.username.lower():
        return None
    return name.lower(), message.text[first.length :].strip()


def is_addressed(message: Said, bot: Bot) -> bool:
    """Tell whether a command in a message names this bot, as in /help@our_bot."""
    return f"@{bot.username}".lower() in message.text.partition(" ")[0].lower()


def question_for(message: Said, bot: Bot) -> str | None:
    """Return what a message asks of the bot, or None if it does not speak to it.

    In a private chat every message does; in a group a reply to the bot and a message that mentions it, of which the
    mention is taken out. Where nothing but a mention is said in reply to somebody, that message is the question.
    """
    if message.in_private:
        return message.text
    replied = message.message.reply_to_message
    mentions = [e for e in _entities(message.message) if _mentions(message, e, bot)]
    if mentions:
        asked = _without(message.text, mentions)
        return asked or (_words_of(replied) if replied else "")
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id and message.text:
        return message.text
    return None


def speaks_to(message: Said, bot: Bot) -> bool:
    """Tell whether a message asks or commands this bot, and not only others in its chat."""
    return question_for(message, bot) is not None or command_of(message, bot) is not None


def question_after_command(message: Said, rest: str) -> str:
    """Return the question after a command, or the one in the message that the command replies to, or nothing."""
    replied = message.message.reply_to_message
    return rest or (_words_of(replied) if replied else "")


def _entities(message: Message) -> Iterable[MessageEntity]:
    return message.entities or message.caption_entities


def _words_of(message: Message) -> str:
    return message.text or message.caption or ""


def _mentions(message: Said, entity: MessageEntity, bot: Bot) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    name = _slice(message.text, entity)
    return entity.type == MessageEntity.MENTION and name.lower() == f"@{bot.username}".lower()


def _slice(text: str, entity: MessageEntity) -> str:
    """Return what an entity covers; Telegram counts its offsets in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")


def _without(text: str, entities: Iterable[MessageEntity]) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda e: -e.offset):
        units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return " ".join(units.decode("utf-16-le", "replace").split()).strip(" ,:;")
