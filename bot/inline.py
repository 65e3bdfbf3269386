"""Inline mode: facts to insert into any chat."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from telegram import Update
from telegram.constants import ParseMode
from telegram.ext import BaseHandler, ContextTypes, InlineQueryHandler

from bot.calling import calling
from bot.languages import Tag
from bot.people import People
from bot.rendering import label
from bot.sending import NO_PREVIEW
from bot.serving import Serving, Snapshot
from bot.updates import searched
from knowledge import Answer, DidYouMean, Explanation, Fact, NoAnswer

_RESULTS = 5
_CACHED = 60
"""Seconds that Telegram may repeat an answer; short, as a reload changes answers."""
_DESCRIPTION = 160


class Inline:
    """Answers inline queries with facts, the best first."""

    def __init__(self, serving: Serving, people: People) -> None:
        self._serving = serving
        self._people = people

    def handlers(self) -> list[BaseHandler[Any, Any, Any]]:
        """Return the handler of inline queries."""
        return [InlineQueryHandler(self.search)]

    async def search(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer facts for what has been typed so far, or the quick facts where nothing has been."""
        search = searched(update)
        if search is None:
            return
        person = await self._people.of(search)
        now = self._serving.now
        facts: Iterable[Fact] = now.facts.commands.values()
        tag = person.tag
        if search.text.strip():
            explanation = now.answerer.explain(search.text, language=person.language_of(search.text))
            facts = _found(now, explanation)
            tag = person.tag_for(search.text, explanation.outcome.language)
        await calling(context.bot).call(
            "answerInlineQuery",
            inline_query_id=search.query.id,
            results=[_article(now, fact, tag) for fact in islice(facts, _RESULTS)],
            cache_time=_CACHED,
            is_personal=True,
            button={"text": now.renderer.say("inline-ask", tag), "start_parameter": "inline"},
        )


def _found(now: Snapshot, explanation: Explanation) -> Iterable[Fact]:
    """Return the facts that answer a text, then those that come next, each once.

    What was refused for a reason gets nothing more: that would be facts about something else.
    """
    match explanation.outcome:
        case Answer(facts=facts):
            best = facts
        case DidYouMean(suggestions=suggestions) | NoAnswer(suggestions=suggestions):
            best = tuple(suggestion.fact for suggestion in suggestions)
    if not isinstance(explanation.outcome, NoAnswer):
        near = (match.target for match in explanation.matches)
        best = (*best, *(now.facts.facts[target] for target in near if target in now.facts.facts))
    return {fact.id: fact for fact in best}.values()


def _article(now: Snapshot, fact: Fact, tag: Tag) -> dict[str, Any]:
    """Return a fact as an InlineQueryResultArticle."""
    question, answer = now.renderer.preview(fact, tag)
    return {
        "type": "article",
        "id": fact.id,
        "title": label(question),
        "description": answer[:_DESCRIPTION],
        "input_message_content": {
            "message_text": now.renderer.fact(fact, tag).html,
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
        },
    }
