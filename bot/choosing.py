"""Choosing a language: /language and its buttons."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, CommandHandler, ContextTypes, filters

from bot.commands import LANGUAGE
from bot.people import People, Person
from bot.rendering import Reply
from bot.sending import acknowledge, answer, edit, send
from bot.serving import Serving
from bot.taps import LanguageTap, read_tap
from bot.updates import said, tapped


class Choosing:
    """Lets people choose the language they are spoken to in; what they ask in words is answered in its own."""

    def __init__(self, serving: Serving, people: People) -> None:
        self._serving = serving
        self._people = people

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, to be tried before those of other taps."""
        return [
            CommandHandler(LANGUAGE, self.offer, filters=filters.UpdateType.MESSAGE),
            CallbackQueryHandler(self.choose, pattern="^v:"),
        ]

    async def offer(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the languages."""
        if message := said(update):
            await answer(message, self._languages(await self._people.of(message)))

    async def choose(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep the language tapped and show the languages in it."""
        tap = tapped(update)
        if tap is None:
            return
        wish = read_tap(tap.text)
        is_spoken = isinstance(wish, LanguageTap) and wish.tag in (None, *self._people.languages.spoken)
        if not isinstance(wish, LanguageTap) or not is_spoken or tap.place is None:
            person = await self._people.of(tap)
            await acknowledge(tap, self._serving.now.renderer.say("stale-button", person.tag))
            return
        person = await self._people.choose(tap, wish.tag)
        await acknowledge(tap)
        reply = self._languages(person)
        if not await edit(context.bot, tap.place, reply):
            await send(context.bot, tap.place[0], reply, thread=tap.thread)

    def _languages(self, person: Person) -> Reply:
        return self._serving.now.renderer.languages(person.tag, chosen=person.chosen)
