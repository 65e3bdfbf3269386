"""Methods that send, edit and delete messages."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.loopback.calls import Call, Method, read_formatted
from bot.loopback.chats import Chat, File, Json, Message, Version
from bot.loopback.entities import Entity
from bot.loopback.keyboards import parse_keyboard
from bot.loopback.refusals import Refused
from bot.loopback.world import TEXT_LIMIT, World

CAPTION_LIMIT = 1024
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current"
    " content and reply markup of the message"
)
_ACTIONS = frozenset({"typing", "upload_document", "upload_photo"})


class Messaging:
    """The bot's messages in the chats of the world."""

    def __init__(self, world: World, *, touched: Callable[[Message], None]) -> None:
        """Take the world to act on, and what to tell of every message that the bot sends or edits."""
        self._world = world
        self._touched = touched

    def methods(self) -> Mapping[str, Method]:
        """Return the methods by their names."""
        return {
            "sendMessage": self._send_message,
            "sendDocument": self._send_document,
            "sendPhoto": self._send_photo,
            "sendChatAction": self._send_chat_action,
            "editMessageText": self._edit_message_text,
            "editMessageReplyMarkup": self._edit_message_reply_markup,
            "deleteMessage": self._delete_message,
            "getChat": self._get_chat,
            "getFile": self._get_file,
        }

    def _send_message(self, call: Call) -> Json:
        version = Version(*_text(call, "text"), parse_keyboard(call.json("reply_markup")))
        if len(version.text) > TEXT_LIMIT:
            raise Refused("message is too long")
        return self._send(call, version, link_preview=_previews(call))

    def _send_document(self, call: Call) -> Json:
        return self._send(call, _caption(call), document=_upload(call, "document"))

    def _send_photo(self, call: Call) -> Json:
        return self._send(call, _caption(call), photo=_upload(call, "photo"))

    def _send(self, call: Call, version: Version, **shown: Any) -> Json:
        chat = self._chat(call)
        reply_to = _reply_target(call, chat)
        _require_open(chat)
        message = chat.add(self._world.bot, version, reply_to=reply_to, **shown)
        self._touched(message)
        return message.as_json()

    def _edit_message_text(self, call: Call) -> Json:
        text, entities = _text(call, "text")
        keyboard = parse_keyboard(call.json("reply_markup"))
        message = self._editable(call)
        if message.document or message.photo:
            raise Refused("there is no text in the message to edit")
        if len(text) > TEXT_LIMIT:
            raise Refused("MESSAGE_TOO_LONG")
        message.link_preview = _previews(call)
        return self._edit(message, Version(text, entities, keyboard))

    def _edit_message_reply_markup(self, call: Call) -> Json:
        keyboard = parse_keyboard(call.json("reply_markup"))
        message = self._editable(call)
        return self._edit(message, Version(message.text, message.entities, keyboard))

    def _edit(self, message: Message, version: Version) -> Json:
        if version == message.versions[-1]:
            raise Refused(_NOT_MODIFIED)
        _require_open(message.chat)
        message.versions.append(version)
        self._touched(message)
        return message.as_json()

    def _editable(self, call: Call) -> Message:
        if call.text("inline_message_id"):
            raise Refused("MESSAGE_ID_INVALID")
        message = self._message(call, "message to edit")
        if message.sender is not self._world.bot:
            raise Refused("message can't be edited")
        return message

    def _delete_message(self, call: Call) -> bool:
        self._message(call, "message to delete").deleted = True
        return True

    def _send_chat_action(self, call: Call) -> bool:
        _require_open(self._chat(call))
        if call.text("action") not in _ACTIONS:
            raise Refused("wrong parameter action in request")
        return True

    def _chat(self, call: Call) -> Chat:
        if not call.text("chat_id"):
            raise Refused("chat_id is empty")
        return self._world.known_chat(call.number("chat_id"))

    def _message(self, call: Call, wanted: str) -> Message:
        message = self._chat(call).find(call.number("message_id"))
        if message is None:
            raise Refused(f"{wanted} not found")
        return message

    def _get_chat(self, call: Call) -> Json:
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        about = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
        return self._chat(call).as_json() | about

    def _get_file(self, call: Call) -> Json:
        file = self._world.files.get(call.text("file_id"))
        if file is None:
            raise Refused("invalid file_id")
        return {"file_id": file.id, "file_unique_id": file.id, "file_size": len(file.content), "file_path": file.id}


def _text(call: Call, name: str) -> tuple[str, tuple[Entity, ...]]:
    """Return the text of a message and its entities; raises Refused where it is empty or cannot be read."""
    if not call.text(name):
        raise Refused("message text is empty")
    text, entities = read_formatted(call.text(name), call.text("parse_mode"), call.json("entities"))
    if not text:
        raise Refused("text must be non-empty")
    return text, entities


def _caption(call: Call) -> Version:
    text, entities = read_formatted(call.text("caption"), call.text("parse_mode"), call.json("caption_entities"))
    if len(text) > CAPTION_LIMIT:
        raise Refused("message caption is too long")
    return Version(text, entities, parse_keyboard(call.json("reply_markup")))


def _previews(call: Call) -> bool:
    options = call.json("link_preview_options") or {}
    return not options.get("is_disabled")


def _upload(call: Call, name: str) -> File:
    file = call.files.get(name)
    if file is None:
        raise Refused(f"there is no {name} in the request")
    if not file.content:
        raise Refused("file must be non-empty")
    return file


def _reply_target(call: Call, chat: Chat) -> Message | None:
    wanted = call.json("reply_parameters")
    if not wanted:
        return None
    message = chat.find(int(wanted.get("message_id", 0)))
    if message is None and not wanted.get("allow_sending_without_reply"):
        raise Refused("message to be replied not found")
    return message


def _require_open(chat: Chat) -> None:
    if chat.person and chat.person.has_blocked_bot:
        raise Refused("bot was blocked by the user", code=403)
