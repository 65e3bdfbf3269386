"""Commands: the bot's own pages, and one for each quick fact of the fact base."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.locale import Locale
from bot.people import People, Person
from bot.questions import ASK
from bot.recall import Recall
from bot.rendering import Reply, question_of
from bot.rendering.pages import Pages
from bot.sending import answer
from bot.serving import Serving
from bot.updates import command_of, is_addressed, said
from knowledge import FactBase

Page = Callable[[Pages], Reply]

PAGES: Mapping[str, Page] = {
    "start": Pages.start,
    "topics": Pages.topics,
    "sources": Pages.sources,
    "about": Pages.about,
    "privacy": Pages.privacy,
}
"""The pages that need nothing but themselves; /help lists commands too."""

HELP, LANGUAGE = "help", "language"


def listed_commands(facts: FactBase, locale: Locale) -> dict[str, str]:
    """Return every public command with what it does, in the order of the menu: questions, facts, the bot itself."""
    own = {name: locale.say(f"command-{name}") for name in (ASK, "topics")}
    quick = {name: question_of(fact, locale) for name, fact in facts.commands.items()}
    about = {name: locale.say(f"command-{name}") for name in ("sources", LANGUAGE, HELP, "about", "privacy")}
    return {**own, **quick, **about}


class Commands:
    """Answers commands; those of facts are looked up in the snapshot served, so that a reload adds and drops them."""

    def __init__(self, serving: Serving, people: People, recall: Recall) -> None:
        self._serving = serving
        self._people = people
        self._recall = recall

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, the last of which takes every command that no other has taken."""
        new = filters.UpdateType.MESSAGE
        return [
            CommandHandler([*PAGES], self.page, filters=new),
            CommandHandler(HELP, self.help, filters=new),
            MessageHandler(new & filters.COMMAND, self.other),
        ]

    async def page(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show one of the bot's own pages."""
        if (message := said(update)) and (command := command_of(message, context.bot)):
            person = await self._people.of(message)
            await answer(message, PAGES[command[0]](self._serving.now.renderer.pages(person.tag)))

    async def help(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Tell how to ask, with all commands."""
        if message := said(update):
            person = await self._people.of(message)
            pages = self._serving.now.renderer.pages(person.tag)
            await answer(message, pages.help(self._listed(person), name=f"@{context.bot.username}"))

    async def other(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the fact of a command, or say that there is no such command.

        In a group an unknown command is meant for us only if it names us.
        """
        message = said(update)
        command = command_of(message, context.bot) if message else None
        if message is None or command is None:
            return
        person = await self._people.of(message)
        now = self._serving.now
        fact = now.facts.commands.get(command[0])
        if fact is not None:
            self._recall.answered(message, fact.id)
            await answer(message, now.renderer.fact(fact, person.tag))
        elif message.in_private or is_addressed(message, context.bot):
            near = get_close_matches(command[0], self._listed(person), n=1)
            await answer(message, now.renderer.pages(person.tag).unknown_command(near[0] if near else None))

    def _listed(self, person: Person) -> dict[str, str]:
        now = self._serving.now
        return listed_commands(now.facts, now.renderer.locale(person.tag))
