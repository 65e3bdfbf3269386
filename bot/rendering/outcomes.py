"""Outcomes as people see them: an answer, a choice, or a refusal that says why and what helps on."""

from collections.abc import Sequence
from dataclasses import replace

from bot.languages import best_of
from bot.locale import Locale
from bot.rendering.cards import Cards, fact_buttons
from bot.rendering.markup import TEXT_LIMIT, escape, italic, shorten
from bot.rendering.replies import Button, Reply, Row
from bot.taps import FeedbackTap, TopicsTap, WhyTap
from knowledge import Answer, DidYouMean, Fact, FactBase, NoAnswer, Outcome, Reason, Suggestion

_ASKED = 80
"""The most of somebody's words that a refusal repeats."""

_PLAIN = {
    Reason.EMPTY: "empty",
    Reason.NO_WORDS: "no-words",
    Reason.TOO_LONG: "too-long",
    Reason.GREETING: "greeting",
    Reason.THANKS: "thanks",
    Reason.FAREWELL: "farewell",
    Reason.CHIT_CHAT: "chit-chat",
    Reason.UNKNOWN: "unknown",
}


_UNEXPLAINED = {
    Reason.EMPTY,
    Reason.NO_WORDS,
    Reason.TOO_LONG,
    Reason.GREETING,
    Reason.THANKS,
    Reason.FAREWELL,
    Reason.CHIT_CHAT,
}
"""Refusals that say all there is to say."""


class Outcomes:
    """Outcomes over one fact base, framed in a locale."""

    def __init__(self, facts: FactBase, locale: Locale, *, examples: Sequence[Fact]) -> None:
        """Take the facts whose questions are offered as examples."""
        self._facts = facts
        self._locale = locale
        self._cards = Cards(facts, locale)
        self._examples = examples

    def reply(self, outcome: Outcome, *, buttons: bool = False) -> Reply:
        """Return what to say for an outcome.

        `buttons` puts a row under it to ask why, where there is more to say, and to tell whether an answer helped.
        """
        reply = self._said(outcome)
        if not buttons or (isinstance(outcome, NoAnswer) and outcome.reason in _UNEXPLAINED):
            return reply
        row: Row = (Button(self._locale.say("why"), WhyTap()),)
        if isinstance(outcome, Answer):
            row = (*self._feedback(outcome.facts[0]), *row)
        return replace(reply, rows=(*reply.rows, row))

    def _feedback(self, fact: Fact) -> Row:
        return tuple(
            Button(self._locale.say(message), FeedbackTap(fact.id, helpful))
            for message, helpful in (("helpful", True), ("unhelpful", False))
        )

    def _said(self, outcome: Outcome) -> Reply:
        match outcome:
            case Answer():
                return self._cards.reply(outcome.facts)
            case DidYouMean():
                return self._reply(escape(self._locale.say("did-you-mean")), self._suggested(outcome.suggestions))
            case NoAnswer():
                return self._refusal(outcome)

    def _refusal(self, outcome: NoAnswer) -> Reply:
        text = escape(shorten(self._reason(outcome), TEXT_LIMIT // 2))
        near = self._suggested(outcome.suggestions) or self._related(outcome)
        match outcome.reason:
            case Reason.THANKS | Reason.FAREWELL:
                return self._reply(text)
            case Reason.EMPTY | Reason.NO_WORDS | Reason.TOO_LONG | Reason.GREETING | Reason.CHIT_CHAT:
                example = fact_buttons(self._examples[:1], self._locale)
                return self._reply(f"{text} {escape(self._locale.say('try-one'))}" if example else text, example)
            case Reason.GAP if outcome.gap is not None:
                _, language = best_of(outcome.gap.wordings, self._locale.language)
                if language != self._locale.language:
                    text = f"{italic(self._locale.say('not-in-language', language=language))}\n{text}"
        topics = ((Button(self._locale.say("browse-topics"), TopicsTap()),),)
        return self._reply(f"{text}\n\n{escape(self._locale.say('nearest'))}" if near else text, (*near, *topics))

    def _reason(self, outcome: NoAnswer) -> str:
        asked, known = shorten(outcome.asked, _ASKED), shorten(outcome.known, _ASKED)
        match outcome.reason:
            case Reason.GAP if outcome.gap is not None:
                return self._locale.told(outcome.gap.wordings, lambda wording: wording.reply)
            case Reason.OTHER_SUBJECT if asked:
                return self._locale.say("other-subject", asked=asked)
            case Reason.OTHER_SUBJECT:
                return self._locale.say("other-subject-unnamed")
            case Reason.NUMBER_DIFFERS if asked and known:
                return self._locale.say("number-differs", asked=asked, known=known)
            case Reason.NUMBER_DIFFERS if asked:
                return self._locale.say("number-unknown", asked=asked)
            case reason:
                return self._locale.say(_PLAIN.get(reason, "unknown"))

    def _related(self, outcome: NoAnswer) -> tuple[Row, ...]:
        if outcome.gap is None or outcome.gap.id not in self._facts.gaps:
            return ()
        return fact_buttons(self._facts.related(outcome.gap.id)[:3], self._locale)

    def _suggested(self, suggestions: Sequence[Suggestion]) -> tuple[Row, ...]:
        return fact_buttons((suggestion.fact for suggestion in suggestions), self._locale)

    def _reply(self, html: str, rows: tuple[Row, ...] = ()) -> Reply:
        return Reply(html, self._locale.tag, rows)
