"""The button under an answer that asks why."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.people import People
from bot.recall import Recall
from bot.sending import acknowledge, send
from bot.serving import Serving
from bot.taps import WHY, WhyTap, read_tap, written_in
from bot.updates import tapped


class Explaining:
    """Tells why a question got its answer, as long as the question is remembered."""

    def __init__(self, serving: Serving, people: People, recall: Recall) -> None:
        self._serving = serving
        self._people = people
        self._recall = recall

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler, to be tried before those of other taps."""
        return [CallbackQueryHandler(self.explain, pattern=f"^{WHY}(@|$)")]

    async def explain(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Explain the answer tapped in a message that replies to it, or say that its question is forgotten."""
        tap = tapped(update)
        if tap is None:
            return
        person = await self._people.of(tap)
        now = self._serving.now
        tag = person.tag_under(written_in(tap.text))
        asked = await self._recall.question(tap.place) if tap.place else None
        if tap.place is None or asked is None or not isinstance(read_tap(tap.text), WhyTap):
            await acknowledge(tap, now.renderer.say("why-forgotten", tag))
            return
        await acknowledge(tap)
        explanation = now.answerer.explain(asked.question, language=asked.language, after=asked.after)
        chat, message = tap.place
        await send(context.bot, chat, now.renderer.explanation(explanation, tag), reply_to=message, thread=tap.thread)
