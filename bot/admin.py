"""What admins may do: reload the fact base, and see how the bot is doing."""

import logging
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from telegram import InputFile, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.factbases import FactBases
from bot.locale import Locale
from bot.menus import Menus
from bot.people import People
from bot.rendering import notice
from bot.sending import answer
from bot.serving import Serving
from bot.tally import Tally
from bot.updates import Said, said
from knowledge import Difference, FactBaseError

log = logging.getLogger(__name__)

_LONG = 1500
"""A report of more characters than this comes as a file."""


class Admin:
    """Answers admins; everyone else's messages are left to the handlers that follow."""

    def __init__(  # noqa: PLR0913 - what an admin sees of the bot is all of it
        self,
        serving: Serving,
        fact_bases: FactBases,
        tally: Tally,
        menus: Menus,
        people: People,
        *,
        admin_ids: Collection[int],
    ) -> None:
        self._serving = serving
        self._fact_bases = fact_bases
        self._tally = tally
        self._menus = menus
        self._people = people
        self._admin_ids = admin_ids
        self._started_at = datetime.now(UTC)

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, which take commands of admins only."""
        return [
            CommandHandler("reload", self.reload, filters=self.admins),
            CommandHandler("status", self.status, filters=self.admins),
        ]

    def meeting(self) -> BaseHandler[Any, Any, Any]:
        """Return the handler that sees every message of an admin, beside the one that answers it."""
        return MessageHandler(self.admins, self.meet)

    @property
    def admins(self) -> filters.BaseFilter:
        """What lets messages of admins through."""
        return filters.UpdateType.MESSAGE & filters.User(self._admin_ids, allow_empty=False)

    async def meet(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show admins their menu when they first write in private; their message goes on to its own handler."""
        if (message := said(update)) and message.in_private:
            await self._menus.meet(message.message.chat_id, context.bot)

    async def reload(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Reload the fact base and report what changed, or every problem."""
        message = said(update)
        if message is None:
            return
        locale = await self._locale(message)
        try:
            difference = await self._fact_bases.reload(note="reloaded by an admin")
        except FactBaseError as error:
            problems = [str(problem) for problem in error.problems]
            await _report(message, locale, locale.say("reload-kept", count=len(problems)), problems)
            return
        except Exception:
            # Whatever a broken file may lead to, the old fact base goes on serving.
            log.exception("the fact base could not be reloaded")
            await answer(message, notice(locale.say("reload-broken"), locale.tag))
            return
        await _report(message, locale, *_told(difference, locale))
        await self._menus.publish(context.bot)

    async def status(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how long the bot has run, what it serves, and how its questions ended."""
        if message := said(update):
            locale = await self._locale(message)
            await answer(message, notice("\n".join(self._status(locale)), locale.tag))

    def _status(self, locale: Locale) -> list[str]:
        now, facts = self._serving.now, self._serving.now.facts
        running = datetime.now(UTC) - self._started_at
        clock = f"{running.seconds // 3600:02}:{running.seconds // 60 % 60:02}:{running.seconds % 60:02}"
        return [
            locale.say("status-uptime", days=running.days, clock=clock),
            locale.say("status-facts", facts=len(facts.facts), phrasings=facts.phrasings, gaps=len(facts.gaps)),
            locale.say("status-languages", languages=", ".join(facts.languages)),
            locale.say("status-loaded", loaded=f"{now.loaded_at:%Y-%m-%d %H:%M:%S}", directory=str(now.directory)),
            locale.say(
                "status-questions",
                **{event.value: number for event, number in self._tally.since_start.items()},
            ),
        ]

    async def _locale(self, message: Said) -> Locale:
        return self._serving.now.renderer.locale((await self._people.of(message)).tag)


def _told(difference: Difference, locale: Locale) -> tuple[str, list[str]]:
    """Return a heading and a line for each kind of change."""
    kinds = {
        "reload-added": difference.added,
        "reload-changed": difference.changed,
        "reload-removed": difference.removed,
    }
    lines = [locale.say(kind, count=len(ids), ids=", ".join(ids)) for kind, ids in kinds.items() if ids]
    return locale.say("reloaded" if lines else "reload-same"), lines


async def _report(message: Said, locale: Locale, heading: str, lines: list[str]) -> None:
    """Send a heading and its lines, the lines in a file when they are long."""
    text = "\n".join([heading, *lines])
    if len(text) <= _LONG:
        await answer(message, notice(text, locale.tag))
        return
    await message.message.reply_document(
        InputFile("\n".join(lines).encode(), filename="reload.txt"),
        caption=notice(f"{heading} {locale.say('reload-in-file')}", locale.tag).html,
        do_quote=not message.in_private,
    )
