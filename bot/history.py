"""Fact bases as they once were: admins list them, and have one of them served again."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.factbases import FactBases
from bot.locale import Locale
from bot.menus import Menus
from bot.people import People
from bot.rendering import notice
from bot.sending import answer
from bot.serving import Serving
from bot.storage import NoSuchRevisionError, Revision, RevisionUnreadableError, StorageError
from bot.updates import Said, said
from knowledge import FactBaseError


class History:
    """Answers /revisions and /rollback."""

    def __init__(self, serving: Serving, fact_bases: FactBases, menus: Menus, people: People) -> None:
        self._serving = serving
        self._fact_bases = fact_bases
        self._menus = menus
        self._people = people

    def handlers(self, admins: filters.BaseFilter) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, which take commands of these people only."""
        return [
            CommandHandler("revisions", self.list, filters=admins),
            CommandHandler("rollback", self.roll_back, filters=admins),
        ]

    async def list(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """List the newest revisions."""
        if message := said(update):
            locale = await self._locale(message)
            try:
                revisions = await self._fact_bases.newest()
            except StorageError:
                await _say(message, locale, "storage-away")
                return
            lines = [locale.say("revisions"), *(_line(revision, locale) for revision in revisions)]
            await answer(message, notice("\n".join(lines) if revisions else locale.say("revisions-none"), locale.tag))

    async def roll_back(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Serve the revision whose number stands after the command."""
        message = said(update)
        if message is None:
            return
        locale = await self._locale(message)
        given = message.text.split()[1:]
        if len(given) != 1 or not given[0].isdecimal() or len(given[0]) > 9:
            await _say(message, locale, "rollback-how")
            return
        number = int(given[0])
        try:
            await self._fact_bases.roll_back(number)
        except NoSuchRevisionError:
            await answer(message, notice(locale.say("rollback-unknown", number=str(number)), locale.tag))
        except (FactBaseError, RevisionUnreadableError):
            await _say(message, locale, "reload-broken")
        except StorageError:
            await _say(message, locale, "storage-away")
        else:
            await answer(message, notice(locale.say("rolled-back", number=str(number)), locale.tag))
            await self._menus.publish(context.bot)

    async def _locale(self, message: Said) -> Locale:
        return self._serving.now.renderer.locale((await self._people.of(message)).tag)


def _line(revision: Revision, locale: Locale) -> str:
    return locale.say(
        "revision-current" if revision.is_current else "revision",
        number=str(revision.number),
        created=f"{revision.created_at:%Y-%m-%d %H:%M}",
        note=revision.note,
    )


async def _say(message: Said, locale: Locale, text: str) -> None:
    await answer(message, notice(locale.say(text), locale.tag))
