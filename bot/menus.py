"""What Telegram shows of the bot before anyone writes to it: the menus of commands, and its profile texts."""

import logging
from collections.abc import Collection, Coroutine, Iterator, Mapping

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeChat, BotCommandScopeDefault
from telegram.constants import BotCommandLimit
from telegram.error import TelegramError

from bot.commands import listed_commands
from bot.languages import Languages, Tag, language_of
from bot.locale import Locale
from bot.serving import Serving

log = logging.getLogger(__name__)

ADMIN_COMMANDS = ("reload", "status", "stats", "revisions", "rollback")


class Menus:
    """Keeps Telegram's copy of the menus and the profile equal to ours."""

    def __init__(
        self,
        serving: Serving,
        locales: Mapping[Tag, Locale],
        languages: Languages,
        *,
        admin_ids: Collection[int],
    ) -> None:
        self._serving = serving
        self._locales = locales
        self._languages = languages
        self._admin_ids = admin_ids
        self._met: set[int] = set()

    async def publish(self, bot: Bot) -> None:
        """Bring menus and profile up to date, writing only what differs.

        A failure is logged and no more: the bot answers without a menu too.
        """
        for locale, code in self._coded():
            await self._attempt(self._set_commands(bot, self._public(locale), BotCommandScopeDefault(), code))
            await self._attempt(self._set_profile(bot, locale, code))
        for admin_id in self._met:
            await self._publish_to(admin_id, bot)

    async def meet(self, user_id: int, bot: Bot) -> None:
        """Show an admin who writes for the first time since the start their menu.

        Telegram takes a menu for a chat that exists only, so that it cannot be shown before.
        """
        if user_id in self._admin_ids and user_id not in self._met:
            self._met.add(user_id)
            await self._publish_to(user_id, bot)

    async def _publish_to(self, admin_id: int, bot: Bot) -> None:
        for locale, code in self._coded():
            admin = [BotCommand(name, locale.say(f"command-{name}")) for name in ADMIN_COMMANDS]
            menu = [*self._public(locale)[: BotCommandLimit.MAX_COMMAND_NUMBER - len(admin)], *admin]
            await self._attempt(self._set_commands(bot, menu, BotCommandScopeChat(admin_id), code))

    def _coded(self) -> Iterator[tuple[Locale, str | None]]:
        """Yield each locale with its code for Telegram, which is None for what everyone else sees.

        Telegram knows languages and no scripts: the first script of each is shown.
        """
        for tag, locale in self._locales.items():
            if tag == language_of(tag):
                yield locale, None if tag == self._languages.default else tag

    def _public(self, locale: Locale) -> list[BotCommand]:
        listed = listed_commands(self._serving.now.facts, locale)
        return [
            BotCommand(name, description[: BotCommandLimit.MAX_DESCRIPTION]) for name, description in listed.items()
        ][: BotCommandLimit.MAX_COMMAND_NUMBER]

    async def _set_commands(self, bot: Bot, menu: list[BotCommand], scope: BotCommandScope, code: str | None) -> None:
        if list(await bot.get_my_commands(scope, code)) != menu:
            await bot.set_my_commands(menu, scope, code)

    async def _set_profile(self, bot: Bot, locale: Locale, code: str | None) -> None:
        short, long = locale.say("profile-short"), locale.say("profile")
        if (await bot.get_my_short_description(code)).short_description != short:
            await bot.set_my_short_description(short, code)
        if (await bot.get_my_description(code)).description != long:
            await bot.set_my_description(long, code)

    async def _attempt(self, call: Coroutine[object, object, None]) -> None:
        try:
            await call
        except TelegramError as error:
            log.warning("a menu or profile text could not be set: %s", error.message)
