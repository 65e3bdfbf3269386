"""The buttons under an answer that tell whether it helped."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.fleeting import Fleeting
from bot.languages import Languages
from bot.rendering import Button
from bot.sending import acknowledge, change_buttons, inline_button
from bot.serving import Serving
from bot.storage import Counts, Event
from bot.taps import FeedbackTap, TopicsTap, read_tap, written_in
from bot.updates import tapped
from knowledge import Id

_SECONDS = 600.0
_LIMIT = 10_000


class Feedback:
    """Counts whether answers helped; about who tapped, nothing is kept.

    A tap counts if the message still has its button, as Telegram sends it along with the tap; the buttons then go, for
    everybody in a group. Those who tapped before they were gone are remembered for ten minutes, and counted once.
    """

    def __init__(self, serving: Serving, languages: Languages, counts: Counts) -> None:
        self._serving = serving
        self._languages = languages
        self._counts = counts
        self._counted: Fleeting[tuple[int, int, int, Id], bool] = Fleeting(seconds=_SECONDS, limit=_LIMIT)

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler, to be tried before those of other taps."""
        return [CallbackQueryHandler(self.take, pattern="^[yn]:")]

    async def take(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Count a tap, thank for it, and take the buttons away; where it did not help, the topics take their place."""
        tap = tapped(update)
        if tap is None:
            return
        wish, renderer = read_tap(tap.text), self._serving.now.renderer
        # The button tells the language, so that nobody waits for the database.
        tag = self._languages.first_of(written_in(tap.text), tap.app_language)
        is_there = any(button.callback_data == tap.text for row in tap.rows for button in row)
        if not isinstance(wish, FeedbackTap) or tap.place is None or not is_there:
            await acknowledge(tap, renderer.say("feedback-stale", tag))
            return
        tapper = (*tap.place, tap.user_id, wish.fact)
        if self._counted.get(tapper) is None:
            self._counted.put(tapper, wish.helpful)
            self._counts.add(Event.HELPFUL if wish.helpful else Event.UNHELPFUL, fact=wish.fact)
        await acknowledge(tap, renderer.say("feedback-helpful" if wish.helpful else "feedback-unhelpful", tag))
        rows = [[b for b in row if not isinstance(read_tap(str(b.callback_data)), FeedbackTap)] for row in tap.rows]
        if not wish.helpful:
            rows[-1].append(inline_button(Button(renderer.say("browse-topics", tag), TopicsTap()), tag))
        await change_buttons(context.bot, tap.place, rows)
