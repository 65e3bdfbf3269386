"""Putting replies into Telegram's hands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.calling import calling
from bot.languages import Tag
from bot.rendering import Button, Reply, Row, plain
from bot.taps import text_of
from bot.updates import Said, Tapped

_KEPT = 256
"""Keyboards kept as they were made: most answers have one of a few."""

Place = tuple[int, int]
"""The chat and the message, by id."""


NO_PREVIEW = {"is_disabled": True}
"""Keeps Telegram from showing what our links lead to."""


def inline_button(button: Button, tag: Tag) -> InlineKeyboardButton:
    """Return a button as the library takes it, under a message that is written in some way."""
    return InlineKeyboardButton(button.text, callback_data=text_of(button.tap, tag))


def _keyboard(reply: Reply) -> dict[str, Any] | None:
    """Return a reply's buttons as Telegram takes them, or None if it has none."""
    return _keys(reply.rows, reply.tag) if reply.rows else None


@lru_cache(_KEPT)
def _keys(rows: tuple[Row, ...], tag: Tag) -> dict[str, Any]:
    keys = [[{"text": button.text, "callback_data": text_of(button.tap, tag)} for button in row] for row in rows]
    return {"inline_keyboard": keys}


async def answer(message: Said, reply: Reply) -> Place:
    """Send a reply to a message, quoting it in a group, and return where the reply stands."""
    return await send(
        message.message.get_bot(),
        message.message.chat_id,
        reply,
        reply_to=None if message.in_private else message.message.message_id,
        thread=message.message.message_thread_id if message.message.is_topic_message else None,
    )


async def send(bot: Bot, chat: int, reply: Reply, *, reply_to: int | None = None, thread: int | None = None) -> Place:
    """Send a reply to a chat and return where it stands.

    `reply_to` is a message to reply to, should it still be there; `thread` the forum topic to write in. Should Telegram
    not read the markup, the reply is sent without any: an answer that looks poor is better than none.
    """

    async def attempt(text: str, parse_mode: str | None) -> Any:
        return await calling(bot).call(
            "sendMessage",
            chat_id=chat,
            text=text,
            parse_mode=parse_mode,
            link_preview_options=NO_PREVIEW,
            reply_markup=_keyboard(reply),
            message_thread_id=thread,
            reply_parameters={"message_id": reply_to, "allow_sending_without_reply": True} if reply_to else None,
        )

    try:
        sent = await attempt(reply.html, ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        sent = await attempt(plain(replace(reply, rows=())), None)
    return sent["chat"]["id"], sent["message_id"]


async def edit(bot: Bot, place: Place, reply: Reply) -> bool:
    """Put a reply in the place of a message of ours; return False if that message can no longer be edited."""
    chat, message = place
    try:
        await calling(bot).call(
            "editMessageText",
            chat_id=chat,
            message_id=message,
            text=reply.html,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=_keyboard(reply),
        )
    except BadRequest as error:
        return _stands(error)
    return True


async def change_buttons(bot: Bot, place: Place, rows: Sequence[Sequence[InlineKeyboardButton]]) -> bool:
    """Put other buttons under a message of ours; return False if that message can no longer be edited."""
    chat, message = place
    try:
        await bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=InlineKeyboardMarkup(rows))
    except BadRequest as error:
        return _stands(error)
    return True


def _stands(error: BadRequest) -> bool:
    """Tell whether a message stands as it was to be edited, or cannot be; raises an error that says neither."""
    reason = error.message.lower()
    if "not modified" in reason:
        return True
    if "not found" in reason or "can't be edited" in reason or "message_id_invalid" in reason:
        return False
    raise error


async def acknowledge(tap: Tapped, notice: str | None = None) -> None:
    """Answer a tap; one that is too old to be answered is answered by what follows."""
    try:
        await tap.query.answer(notice)
    except BadRequest as error:
        reason = error.message.lower()
        if "query is too old" not in reason and "query id is invalid" not in reason:
            raise
