"""Inline mode: facts to insert into any chat."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from bot.languages import best_of
from bot.rendering import label
from bot.serving import Serving, Snapshot
from bot.updates import searched
from knowledge import Answer, DidYouMean, Fact, Language, NoAnswer

_RESULTS = 5
_CACHED = 60
"""Seconds that Telegram may repeat an answer; short, as a reload changes answers."""
_DESCRIPTION = 160


class Inline:
    """Answers inline queries with facts, the best first."""

    def __init__(self, serving: Serving) -> None:
        self._serving = serving

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler of inline queries."""
        return [InlineQueryHandler(self.search)]

    async def search(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer facts for what has been typed so far, or the quick facts where nothing has been."""
        search = searched(update)
        if search is None:
            return
        now = self._serving.now
        language = now.renderer.language(search.app_language)
        facts = _found(now, search.text, language) if search.text.strip() else now.facts.commands.values()
        button = now.renderer.say("inline-ask", app_language=search.app_language)
        await search.query.answer(
            [_article(now, fact, language, search.app_language) for fact in islice(facts, _RESULTS)],
            cache_time=_CACHED,
            is_personal=True,
            button=InlineQueryResultsButton(button, start_parameter="inline"),
        )


def _found(now: Snapshot, text: str, language: Language) -> Iterable[Fact]:
    """Return the facts that answer a text, then those that come next, each once.

    What was refused for a reason gets nothing more: that would be facts about something else.
    """
    explanation = now.answerer.explain(text, language=language)
    match explanation.outcome:
        case Answer(facts=facts):
            best = facts
        case DidYouMean(suggestions=suggestions) | NoAnswer(suggestions=suggestions):
            best = tuple(suggestion.fact for suggestion in suggestions)
    if not isinstance(explanation.outcome, NoAnswer):
        near = (match.target for match in explanation.matches)
        best = (*best, *(now.facts.facts[target] for target in near if target in now.facts.facts))
    return {fact.id: fact for fact in best}.values()


def _article(now: Snapshot, fact: Fact, language: Language, app_language: str | None) -> InlineQueryResultArticle:
    wording = best_of(fact.wordings, language)
    reply = now.renderer.fact(fact, app_language=app_language)
    return InlineQueryResultArticle(
        id=fact.id,
        title=label(wording.questions[0]),
        description=wording.answer[:_DESCRIPTION],
        input_message_content=InputTextMessageContent(reply.html, parse_mode=ParseMode.HTML),
    )
