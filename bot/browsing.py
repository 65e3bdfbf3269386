"""Buttons: facts, topics and sources on a tap."""

from typing import Any

from telegram import Update
from telegram.error import BadRequest
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.rendering import Reply
from bot.sending import edit, send
from bot.serving import Serving, Snapshot
from bot.taps import FactTap, ParagraphTap, SourcesTap, Tap, TopicsTap, TopicTap, read_tap
from bot.updates import Tapped, tapped


class Browsing:
    """Answers taps: a fact comes as a new message, so that its buttons stay in reach; lists turn in their place."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler of every tap, forged ones included."""
        return [CallbackQueryHandler(self.tap)]

    async def tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a tap: first the tap itself, as the app shows a progress bar until then."""
        tap = tapped(update)
        if tap is None:
            return
        now = self._serving.now
        wish = read_tap(tap.text)
        reply = _reply(now, wish, tap.app_language) if wish else None
        if reply is None or tap.place is None:
            notice = "gone" if wish and reply is None else "stale-button"
            await _acknowledge(tap, now.renderer.say(notice, app_language=tap.app_language))
            return
        await _acknowledge(tap)
        chat, message = tap.place
        if isinstance(wish, FactTap) or not await edit(context.bot, tap.place, reply):
            await send(context.bot, chat, reply, reply_to=None if tap.in_private else message, thread=tap.thread)


def _reply(now: Snapshot, tap: Tap, app_language: str | None) -> Reply | None:
    """Return what a tap asks for, or None if the fact base no longer has it."""
    pages = now.renderer.pages(app_language)
    match tap:
        case FactTap():
            fact = now.facts.facts.get(tap.fact)
            return now.renderer.fact(fact, app_language=app_language) if fact else None
        case TopicsTap():
            return pages.topics(tap.page)
        case TopicTap():
            return pages.topic(tap.topic, tap.page)
        case SourcesTap():
            return pages.sources(tap.page)
        case ParagraphTap():
            return pages.paragraph(tap.source, tap.number)


async def _acknowledge(tap: Tapped, notice: str | None = None) -> None:
    """Answer a tap; one that is too old to be answered is answered by what follows."""
    try:
        await tap.query.answer(notice)
    except BadRequest as error:
        reason = error.message.lower()
        if "query is too old" not in reason and "query id is invalid" not in reason:
            raise
