"""Recognising greetings, thanks and small talk, which want a human line and no fact."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from knowledge.model import Language, Manners
from knowledge.outcomes import Reason
from knowledge.phrasebook import Phrasebook


class _Meaning(NamedTuple):
    """What a phrase says in a language when nothing else is said."""

    language: Language
    reason: Reason
    is_wrapping: bool
    """Whether it is a courtesy, which questions may be wrapped in."""


class SmallTalk:
    """Knows the phrases of each language that ask nothing of the record."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the phrases; what is only a courtesy counts as a greeting when nothing else is said."""
        self._phrases = Phrasebook(_meanings(manners))

    def recognise(self, words: list[str], *, language: Language | None = None) -> tuple[Reason, Language] | None:
        """Return what a message of nothing but known phrases means, or None where it says anything else.

        Of several phrases the most telling one counts: "hello, how are you" is chit-chat, "ok thanks" is thanks. A
        phrase of several languages means what it does in `language`, the asker's own, if it is one of them.
        """
        found: list[tuple[bool, int, bool, Reason, Language]] = []
        position = 0
        while position < len(words):
            phrase = self._phrases.opening(words[position:])
            if phrase is None:
                return None
            length, meanings = phrase
            meant = next((meaning for meaning in meanings if meaning.language == language), meanings[0])
            is_wrapping = any(meaning.is_wrapping for meaning in meanings)
            is_foreign = meant.language != language
            found.append((is_wrapping, _TELLING.index(meant.reason), is_foreign, meant.reason, meant.language))
            position += length
        if not found:
            return None
        *_, reason, spoken = min(found)
        return reason, spoken


def _meanings(manners: Iterable[Manners]) -> Iterator[tuple[str, _Meaning]]:
    """Yield patterns and what each means, those of a language together, the most telling first."""
    for spoken in manners:
        for reason, patterns, is_wrapping in (
            (Reason.CHIT_CHAT, spoken.chit_chat, False),
            (Reason.THANKS, spoken.thanks, False),
            (Reason.FAREWELL, spoken.farewells, False),
            (Reason.GREETING, spoken.greetings, False),
            (Reason.GREETING, spoken.courtesies, True),
        ):
            for pattern in patterns:
                yield pattern, _Meaning(spoken.language, reason, is_wrapping)


_TELLING = (Reason.CHIT_CHAT, Reason.THANKS, Reason.FAREWELL, Reason.GREETING)
