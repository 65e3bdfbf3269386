"""Reading updates from JSON."""

import json
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from telegram import Bot, Chat, Message, Update, User

log = logging.getLogger(__name__)

_UPDATE = {"update_id", "message"}
_PLAIN = {"message_id", "date", "chat", "from", "text"}


class _Quick:
    """Sets an object of the library's as any other object is set.

    The library looks, for each of the hundred things that a message may hold, whether it may still be set, which takes
    four fifths of the time of reading it. Python takes its short way where both methods are its own.
    """

    __slots__ = ()
    __setattr__ = object.__setattr__
    __delattr__ = object.__delattr__


class _Chat(_Quick, Chat):
    __slots__ = ()


class _Message(_Quick, Message):
    __slots__ = ()


class _Update(_Quick, Update):
    __slots__ = ()


class _User(_Quick, User):
    __slots__ = ()


def readable(update: bytes | dict[str, Any], bot: Bot) -> Update | None:
    """Return an update, or None where it cannot be read: it never could, however often Telegram brought it."""
    try:
        return read(json.loads(update) if isinstance(update, bytes) else update, bot)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError, RecursionError) as error:
        log.error("an update cannot be read: %s", type(error).__name__)
        return None


def all_readable(updates: Iterable[dict[str, Any]], bot: Bot) -> list[Update]:
    """Return those of the updates that can be read."""
    return [update for each in updates if (update := readable(each, bot)) is not None]


def read(update: dict[str, Any], bot: Bot) -> Update:
    """Return an update as the library reads it; raises what the library raises where it cannot.

    Most are questions in plain words, in which the library looks for a hundred other kinds of news.
    """
    if update.keys() != _UPDATE or update["message"].keys() != _PLAIN:
        return Update.de_json(update, bot)
    said = update["message"]
    message = _Message(
        said["message_id"],
        datetime.fromtimestamp(said["date"], UTC),
        _Chat.de_json(said["chat"], bot),
        from_user=_User.de_json(said["from"], bot),
        text=said["text"],
    )
    message.set_bot(bot)
    read = _Update(update["update_id"], message=message)
    read.set_bot(bot)
    return read
