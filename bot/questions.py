"""Questions in people's own words: asked, asked in a group, and edited after they were answered."""

from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.people import People
from bot.recall import Asked, Recall
from bot.rendering import Reply
from bot.sending import Place, answer, edit
from bot.serving import Serving
from bot.tally import Tally
from bot.updates import Said, command_of, question_after_command, question_for, said
from knowledge import Answer, Id

_REMEMBERED = 10_000
"""Answered messages remembered by their ids, so that an edited question finds its answer."""

ASK = "ask"


@dataclass(frozen=True, slots=True)
class _Replied:
    """What to say to a message, and the question that it answers, if the message asked one."""

    reply: Reply
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class _Answered:
    """Where a question was answered, with what, as a hash, and after which fact."""

    place: Place
    reply: int
    after: Id | None


class Questions:
    """Answers questions from the snapshot served."""

    def __init__(self, serving: Serving, people: People, recall: Recall, tally: Tally) -> None:
        self._serving = serving
        self._people = people
        self._recall = recall
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
            replied = await self._reply_to_command(message, context.bot)
        else:
            question = question_for(message, context.bot)
            replied = None if question is None else await self._reply(message, question)
        if replied is None:
            return
        before = self._answers.get(message.key)
        if before is not None and (
            before.reply == hash(replied.reply) or await edit(context.bot, before.place, replied.reply)
        ):
            self._remember(message, before.place, replied)
        else:
            await self._answer(message, replied)

    def _context(self, message: Said) -> Id | None:
        """Return the fact that a message goes on from: for an edited one, the same as when it was first answered."""
        before = self._answers.get(message.key)
        return before.after if before else self._recall.fact(message)

    async def _reply_to_command(self, message: Said, bot: Bot) -> _Replied | None:
        """Return what to say to /ask, or None for another command."""
        command = command_of(message, bot)
        if command is None or command[0] != ASK:
            return None
        question = question_after_command(message, command[1])
        if question:
            return await self._reply(message, question)
        person = await self._people.of(message)
        return _Replied(self._serving.now.renderer.pages(person.tag).ask_how())

    async def _reply(self, message: Said, question: str) -> _Replied:
        person = await self._people.of(message)
        now = self._serving.now
        asked = Asked(question, person.language_of(question), self._context(message))
        outcome = now.answerer.answer(question, language=asked.language, after=asked.after)
        self._tally.add(question, outcome)
        if isinstance(outcome, Answer):
            self._recall.answered(message, outcome.facts[-1].id)
        reply = now.renderer.outcome(outcome, person.tag_for(question, outcome.language), buttons=True)
        return _Replied(reply, asked)

    async def _answer(self, message: Said, replied: _Replied | None) -> None:
        if replied is None:
            return
        self._remember(message, await answer(message, replied.reply), replied)

    def _remember(self, message: Said, place: Place, replied: _Replied) -> None:
        after = None
        if replied.asked is not None:
            after = replied.asked.after
            self._recall.asked(place, replied.asked)
        self._answers[message.key] = _Answered(place, hash(replied.reply), after)
        while len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
