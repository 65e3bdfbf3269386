"""Questions in people's own words: asked, asked in a group, and edited after they were answered."""

from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, MessageHandler, filters

from bot.people import People
from bot.recall import Answered, Asked, Recall, mark
from bot.rendering import Reply
from bot.sending import Place, answer, edit
from bot.serving import Serving
from bot.tally import Tally
from bot.taps import WhyTap
from bot.updates import Said, command_of, question_after_command, question_for, said
from knowledge import Answer, Id

ASK = "ask"


@dataclass(frozen=True, slots=True)
class _Replied:
    """What to say to a message, and what it answers, if the message asked something."""

    reply: Reply
    asked: Asked | None = None
    fact: Id | None = None
    """The last fact of the answer, if it is one."""


class Questions:
    """Answers questions from the snapshot served."""

    def __init__(self, serving: Serving, people: People, recall: Recall, tally: Tally) -> None:
        self._serving = serving
        self._people = people
        self._recall = recall
        self._tally = tally

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handlers, to be tried after those of all commands."""
        new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        return [
            CommandHandler(ASK, self.ask, filters=new),
            # Words first, as it takes long to tell that a message is none of all the kinds of news about a chat.
            MessageHandler(new & ~filters.COMMAND & (filters.TEXT | ~filters.StatusUpdate.ALL), self.hear),
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
        before = await self._recall.answer(message)
        if message.text.startswith("/"):
            replied = await self._reply_to_command(message, context.bot, before)
        else:
            question = question_for(message, context.bot)
            replied = None if question is None else await self._reply(message, question, before)
        if replied is None:
            return
        if before is not None and (
            before.reply == mark(replied.reply) or await edit(context.bot, before.place, replied.reply)
        ):
            self._remember(message, before.place, replied)
        else:
            await self._answer(message, replied)

    async def _reply_to_command(self, message: Said, bot: Bot, before: Answered | None = None) -> _Replied | None:
        """Return what to say to /ask, or None for another command."""
        command = command_of(message, bot)
        if command is None or command[0] != ASK:
            return None
        question = question_after_command(message, command[1])
        if question:
            return await self._reply(message, question, before)
        person = await self._people.of(message)
        return _Replied(self._serving.now.renderer.pages(person.tag).ask_how())

    async def _reply(self, message: Said, question: str, before: Answered | None = None) -> _Replied:
        """Return what to say to a question, which may have been answered before it was edited."""
        person = await self._people.of(message)
        now = self._serving.now
        language = person.language_of(question)
        considered = now.answerer.consider(question, language=language)
        # An edited question goes on from what it went on from at first.
        after = before.after if before else None
        if before is None and considered.may_go_on:
            after = await self._recall.fact(message)
        outcome = considered.outcome(after)
        self._tally.add(question, outcome)
        reply = now.renderer.outcome(outcome, person.tag_for(question, outcome.language), buttons=True)
        fact = outcome.facts[-1].id if isinstance(outcome, Answer) else None
        return _Replied(reply, Asked(question, language, after), fact)

    async def _answer(self, message: Said, replied: _Replied | None) -> None:
        if replied is None:
            return
        self._remember(message, await answer(message, replied.reply), replied)

    def _remember(self, message: Said, place: Place, replied: _Replied) -> None:
        """Remember what was said, in one go."""
        if replied.fact is not None:
            self._recall.answered(message, replied.fact)
        if replied.asked is not None and any(
            isinstance(button.tap, WhyTap) for row in replied.reply.rows for button in row
        ):
            self._recall.asked(place, replied.asked)
        after = replied.asked.after if replied.asked else None
        self._recall.replied(message, Answered(place, mark(replied.reply), after))
