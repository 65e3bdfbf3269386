"""Buttons: facts, topics and sources on a tap."""

from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CallbackQueryHandler, ContextTypes

from bot.languages import Tag
from bot.people import People
from bot.recall import Recall
from bot.rendering import Reply
from bot.sending import acknowledge, edit, send
from bot.serving import Serving, Snapshot
from bot.taps import (
    FactTap,
    FeedbackTap,
    LanguageTap,
    ParagraphTap,
    SourcesTap,
    Tap,
    TopicsTap,
    TopicTap,
    WhyTap,
    read_tap,
    written_in,
)
from bot.updates import tapped


class Browsing:
    """Answers taps: a fact comes as a new message, so that its buttons stay in reach; lists turn in their place.

    A fact comes in the language of the button that asks for it. Lists go on in the language of the message that they
    are reached from, unless the person has chosen another.
    """

    def __init__(self, serving: Serving, people: People, recall: Recall) -> None:
        self._serving = serving
        self._people = people
        self._recall = recall

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler of every tap, forged ones included."""
        return [CallbackQueryHandler(self.tap)]

    async def tap(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a tap: first the tap itself, as the app shows a progress bar until then."""
        tap = tapped(update)
        if tap is None:
            return
        person = await self._people.of(tap)
        now = self._serving.now
        wish, shown = read_tap(tap.text), written_in(tap.text)
        tag = person.tag_under(shown) if isinstance(wish, FactTap) else person.tag_after(shown)
        reply = _reply(now, wish, tag) if wish else None
        if reply is None or tap.place is None:
            notice = "gone" if wish and reply is None else "stale-button"
            await acknowledge(tap, now.renderer.say(notice, tag))
            return
        await acknowledge(tap)
        if isinstance(wish, FactTap):
            self._recall.answered(tap, wish.fact)
        chat, message = tap.place
        if isinstance(wish, FactTap) or not await edit(context.bot, tap.place, reply):
            await send(context.bot, chat, reply, reply_to=None if tap.in_private else message, thread=tap.thread)


def _reply(now: Snapshot, tap: Tap, tag: Tag) -> Reply | None:
    """Return what a tap asks for, or None if the fact base no longer has it."""
    pages = now.renderer.pages(tag)
    match tap:
        case FactTap():
            fact = now.facts.facts.get(tap.fact)
            return now.renderer.fact(fact, tag) if fact else None
        case TopicsTap():
            return pages.topics(tap.page)
        case TopicTap():
            return pages.topic(tap.topic, tap.page)
        case SourcesTap():
            return pages.sources(tap.page)
        case ParagraphTap():
            return pages.paragraph(tap.source, tap.number)
        case LanguageTap() | WhyTap() | FeedbackTap():
            return None  # Taken before it comes here.
