"""What the bot says about itself: its command menus and profile texts, by scope and language."""

import re
from typing import Any

from bot.loopback.refusals import Refused

COMMANDS = 100
_SCOPES = frozenset(
    {
        "default",
        "all_private_chats",
        "all_group_chats",
        "all_chat_administrators",
        "chat",
        "chat_administrators",
        "chat_member",
    }
)
_TEXTS = {
    "name": (64, "BOT_TITLE_INVALID"),
    "description": (512, "BOT_DESCRIPTION_TOO_LONG"),
    "short_description": (120, "BOT_ABOUT_TOO_LONG"),
}
_LANGUAGE = re.compile(r"([a-z]{2})?")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")

Scope = tuple[str, str, str]
"""The kind of chats, the chat's id and the person's id; an id is empty where the kind needs none."""


class Profile:
    """The menus and texts that the bot has set."""

    def __init__(self) -> None:
        self._menus: dict[tuple[Scope, str], list[dict[str, str]]] = {}
        self._texts: dict[tuple[str, str], str] = {}

    def set_commands(self, commands: Any, scope: Scope, language: str) -> None:
        """Set the menu of a scope in a language, empty for all others; raises Refused where Telegram would not."""
        if not isinstance(commands, list):
            raise Refused("expected an Array of BotCommand")
        menu = [_command(command) for command in commands]
        if len(menu) > COMMANDS:
            raise Refused("BOT_COMMANDS_TOO_MUCH")
        if not all(_COMMAND.fullmatch(command["command"]) for command in menu):
            raise Refused("BOT_COMMAND_INVALID")
        self._menus[scope, _language(language)] = menu

    def commands(self, scope: Scope, language: str) -> list[dict[str, str]]:
        """Return the menu set for exactly this scope and language."""
        return self._menus.get((scope, _language(language)), [])

    def delete_commands(self, scope: Scope, language: str) -> None:
        """Forget the menu of a scope in a language."""
        self._menus.pop((scope, _language(language)), None)

    def menu(self, chat_id: int, language: str) -> list[dict[str, str]]:
        """Return the menu that a person sees in their private chat: the narrowest scope that has one, then language."""
        for scope in (("chat", str(chat_id), ""), ("all_private_chats", "", ""), ("default", "", "")):
            for code in (language, ""):
                if menu := self._menus.get((scope, code)):
                    return menu
        return []

    def set_text(self, kind: str, text: str, language: str) -> None:
        """Set the name, description or short_description; raises Refused where it is too long."""
        limit, refusal = _TEXTS[kind]
        if len(text) > limit:
            raise Refused(refusal)
        self._texts[kind, _language(language)] = text

    def text(self, kind: str, language: str) -> str:
        """Return a profile text in the language, or else the one for all languages, or else nothing."""
        return self._texts.get((kind, _language(language))) or self._texts.get((kind, ""), "")


def parse_scope(scope: Any) -> Scope:
    """Return the scope of a menu; raises Refused where Telegram knows none like it."""
    match scope:
        case None:
            return "default", "", ""
        case {"type": str(kind)} if kind in _SCOPES:
            if kind.startswith("chat") and not scope.get("chat_id"):
                raise Refused("can't parse BotCommandScope: Can't find field \"chat_id\"")
            return kind, str(scope.get("chat_id", "")), str(scope.get("user_id", ""))
        case {"type": _}:
            raise Refused("can't parse BotCommandScope: Unsupported type specified")
    raise Refused("can't parse BotCommandScope: Can't find field \"type\"")


def _command(command: Any) -> dict[str, str]:
    match command:
        case {"command": str(name), "description": str(description)}:
            name, description = name.strip().removeprefix("/"), description.strip()
        case _:
            raise Refused("can't parse BotCommand: Can't find field \"command\"")
    if not name:
        raise Refused("command must be non-empty")
    if len(name) > 32:
        raise Refused("command length must not exceed 32")
    if not description:
        raise Refused("command description must be non-empty")
    if len(description) > 256:
        raise Refused("command description length must not exceed 256")
    return {"command": name, "description": description}


def _language(code: str) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise Refused("invalid language code specified")
    return code
