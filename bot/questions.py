"""Questions in people's own words: asked, asked in a group, and edited after they were answered."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.people import People
from bot.rendering import Reply
from bot.sending import Place, answer, edit
from bot.serving import Serving
from bot.tally import Tally
from bot.updates import Said, command_of, question_after_command, question_for, said

_REMEMBERED = 10_000
"""Answered messages remembered by their ids, so that an edited question finds its answer."""

ASK = "ask"


@dataclass(frozen=True, slots=True)
class _Answered:
    """Where a question was answered, and with what, as a hash."""

    place: Place
    reply: int


class Questions:
    """Answers questions from the snapshot served."""

    def __init__(self, serving: Serving, people: People, tally: Tally) -> None:
        self._serving = serving
        self._people = people
        self._tally = tally
        self._answers: OrderedDict[Place, _Answered] = OrderedDict()

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, to be tried after those of all commands."""
        new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        return [
            CommandHandler(ASK, self.ask, filters=new),
            MessageHandler(new & ~filters.COMMAND & ~filters.StatusUpdate.ALL, self.hear),
            MessageHandler(edited & (filters.TEXT | filters.CAPTION), self.hear_again),
        ]

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the question after /ask."""
        if message := said(update):
            await self._answer(message, await self._reply_to_command(message, context.bot))

    async def hear(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message that speaks to the bot."""
        message = said(update)
        if message is None or (message.message.media_group_id and not message.text):
            return
        question = question_for(message, context.bot)
        if question is not None:
            await self._answer(message, await self._reply(message, question))

    async def hear_again(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer an edited question in the message that answered it before, if there is one."""
        message = said(update)
        if message is None:
            return
        if message.text.startswith("/"):
            reply = await self._reply_to_command(message, context.bot)
        else:
            question = question_for(message, context.bot)
            reply = None if question is None else await self._reply(message, question)
        if reply is None:
            return
        before = self._answers.get(message.key)
        if before is not None and before.reply == hash(reply):
            return
        if before is not None and await edit(context.bot, before.place, reply):
            self._remember(message, before.place, reply)
        else:
            await self._answer(message, reply)

    async def _reply_to_command(self, message: Said, bot: Bot) -> Reply | None:
        """Return what to say to /ask, or None for another command."""
        command = command_of(message, bot)
        if command is None or command[0] != ASK:
            return None
        question = question_after_command(message, command[1])
        if question:
            return await self._reply(message, question)
        person = await self._people.of(message)
        return self._serving.now.renderer.pages(person.tag).ask_how()

    async def _reply(self, message: Said, question: str) -> Reply:
        person = await self._people.of(message)
        now = self._serving.now
        outcome = now.answerer.answer(question, language=person.language_of(question))
        self._tally.add(question, outcome)
        return now.renderer.outcome(outcome, person.tag_for(question, outcome.language))

    async def _answer(self, message: Said, reply: Reply | None) -> None:
        if reply is None:
            return
        self._remember(message, await answer(message, reply), reply)

    def _remember(self, message: Said, place: Place, reply: Reply) -> None:
        self._answers[message.key] = _Answered(place, hash(reply))
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
