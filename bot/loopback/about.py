"""Methods about the bot itself: who it is, its menus and texts, and where its updates go."""

from collections.abc import Mapping

from bot.loopback.calls import Call, Method
from bot.loopback.chats import Json
from bot.loopback.profile import Profile, Scope, parse_scope
from bot.loopback.world import World

_TEXT_KINDS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


class About:
    """What the bot is and says about itself."""

    def __init__(self, world: World, profile: Profile) -> None:
        self._world = world
        self._profile = profile
        self._webhook = ""

    def methods(self) -> Mapping[str, Method]:
        """Return the methods by their names."""
        return {
            "getMe": self._get_me,
            "setMyCommands": self._set_my_commands,
            "getMyCommands": self._get_my_commands,
            "deleteMyCommands": self._delete_my_commands,
            **{f"setMy{kind}": self._set_my_text for kind in _TEXT_KINDS},
            **{f"getMy{kind}": self._get_my_text for kind in _TEXT_KINDS},
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._set_webhook,
            "getWebhookInfo": self._get_webhook_info,
        }

    def _get_me(self, _: Call) -> Json:
        return self._world.bot.as_json() | {
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": True,
        }

    def _scope(self, call: Call) -> Scope:
        scope = parse_scope(call.json("scope"))
        if scope[1]:
            self._world.known_chat(int(scope[1]))
        return scope

    def _set_my_commands(self, call: Call) -> bool:
        self._profile.set_commands(call.json("commands"), self._scope(call), call.text("language_code"))
        return True

    def _get_my_commands(self, call: Call) -> list[dict[str, str]]:
        return self._profile.commands(self._scope(call), call.text("language_code"))

    def _delete_my_commands(self, call: Call) -> bool:
        self._profile.delete_commands(self._scope(call), call.text("language_code"))
        return True

    def _set_my_text(self, call: Call) -> bool:
        kind = _TEXT_KINDS[call.method.removeprefix("setMy")]
        self._profile.set_text(kind, call.text(kind), call.text("language_code"))
        return True

    def _get_my_text(self, call: Call) -> Json:
        kind = _TEXT_KINDS[call.method.removeprefix("getMy")]
        text = self._profile.text(kind, call.text("language_code"))
        return {kind: text or (self._world.bot.first_name if kind == "name" else "")}

    def _set_webhook(self, call: Call) -> bool:
        self._webhook = call.text("url")
        return True

    def _get_webhook_info(self, _: Call) -> Json:
        return {"url": self._webhook, "has_custom_certificate": False, "pending_update_count": 0}
