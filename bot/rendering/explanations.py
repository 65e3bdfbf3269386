"""Why a question got its answer, in words that its asker and a curator understand."""

from collections.abc import Iterable, Iterator

from bot.locale import Locale
from bot.rendering.markup import bold, escape, shorten
from bot.rendering.replies import Reply
from knowledge import Explanation, Ground, Match, NoAnswer, Reason

_NEXT_SHOWN = 3
_PARTS_SHOWN = 3
_QUESTION = 200
_WORDS = 300
_NAME = 80

_SENTENCES = {
    Ground.UNREAD: "why-unread",
    Ground.STRANGE: "why-strange",
    Ground.KNOWN: "why-known",
    Ground.NEAR: "why-near",
    Ground.DOUBTFUL: "why-doubtful",
    Ground.FAR: "why-far",
    Ground.FOLLOWS: "why-follows",
    Ground.SEVERAL: "why-several",
    Ground.OTHER_SUBJECT: "why-other-subject",
    Ground.NUMBER: "why-number",
}
_READ_AS_ASKED = {Ground.KNOWN, Ground.OTHER_SUBJECT}
"""Grounds on which spelling corrected by the record's words does not bear."""
_BY_CONFIDENCE = {Ground.NEAR, Ground.DOUBTFUL, Ground.FAR}


class Explanations:
    """Explanations, framed in a locale."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    def reply(self, explanation: Explanation) -> Reply:
        """Return why an outcome is what it is: what was decided, the words met and missed, and what came next."""
        blocks = ["\n".join([bold(self._locale.say("why-title")), escape(self._sentence(explanation))])]
        for part in explanation.parts[:_PARTS_SHOWN] or (explanation,):
            blocks.append("\n".join(map(escape, self._evidence(part))))
        if next_ := explanation.matches[1 : 1 + _NEXT_SHOWN]:
            questions = (escape(f"• {self._question(match)}") for match in next_)
            blocks.append("\n".join([escape(self._locale.say("why-next")), *questions]))
        return Reply("\n\n".join(filter(None, blocks)), self._locale.tag)

    def _sentence(self, explanation: Explanation) -> str:
        outcome, message = explanation.outcome, _SENTENCES[explanation.ground]
        if explanation.ground in _BY_CONFIDENCE:
            sure, needed = _told_apart(explanation.confidence, explanation.needed)
            sentence = self._locale.say(message, sure=sure, needed=needed)
        elif explanation.ground in (Ground.OTHER_SUBJECT, Ground.NUMBER) and isinstance(outcome, NoAnswer):
            sentence = self._locale.say(message, asked=shorten(outcome.asked, _NAME))
        else:
            sentence = self._locale.say(message)
        if isinstance(outcome, NoAnswer) and outcome.reason is Reason.GAP:
            return f"{sentence} {self._locale.say('why-gap')}"
        return sentence

    def _evidence(self, explanation: Explanation) -> Iterator[str]:
        """Yield the nearest question, how the asked one was read, and the words of it that were met and missed."""
        language = explanation.outcome.language

        def words(found: Iterable[str]) -> str:
            return self._locale.write(shorten(", ".join(found), _WORDS), language)

        if explanation.matches:
            yield self._locale.say("why-nearest", question=self._question(explanation.matches[0]))
        if explanation.query and explanation.ground not in _READ_AS_ASKED:
            yield self._locale.say("why-read", query=self._locale.write(shorten(explanation.query, _WORDS), language))
        if explanation.met:
            yield self._locale.say("why-met", words=words(explanation.met))
        if explanation.missed:
            yield self._locale.say("why-missed", words=words(explanation.missed))

    def _question(self, match: Match) -> str:
        return self._locale.write(shorten(match.question, _QUESTION), match.language)


def _told_apart(one: float, other: float) -> tuple[str, str]:
    """Return two numbers as short as they can be told apart by."""
    for decimals in (0, 1):
        told = f"{one:.{decimals}f}", f"{other:.{decimals}f}"
        if told[0] != told[1]:
            return told
    return f"{one:.2f}", f"{other:.2f}"
