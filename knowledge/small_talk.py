"""Recognising greetings, thanks and small talk, which want a human line and no fact."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from knowledge.model import Language, Manners
from knowledge.outcomes import Reason
from knowledge.text import tokens


class _Meaning(NamedTuple):
    """What a phrase says when nothing else is said, in each language that has it."""

    reasons: tuple[tuple[Language, Reason], ...] = ()
    is_wrapping: bool = False
    """Whether it is a courtesy, which questions may be wrapped in."""


class SmallTalk:
    """Knows the phrases of each language that ask nothing of the record."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the phrases; what is only a courtesy counts as a greeting when nothing else is said."""
        self._meanings: dict[str, _Meaning] = {}
        # Of tens of thousands of phrases most mean the same, and are made of the same few words.
        alike: dict[_Meaning, _Meaning] = {}
        read = cache(tokens)
        for spoken in manners:
            for reason, phrases in (
                (Reason.CHIT_CHAT, spoken.chit_chat),
                (Reason.THANKS, spoken.thanks),
                (Reason.FAREWELL, spoken.farewells),
                (Reason.GREETING, spoken.greetings),
                (None, spoken.courtesies),
            ):
                for phrase in phrases:
                    words = " ".join(token for word in phrase.split() for token in read(word))
                    meaning = self._meanings.get(words, _Meaning())
                    reasons = dict(meaning.reasons)
                    reasons.setdefault(spoken.language, reason or Reason.GREETING)
                    meaning = _Meaning(tuple(reasons.items()), meaning.is_wrapping or reason is None)
                    self._meanings[words] = alike.setdefault(meaning, meaning)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._meanings), default=0)

    def recognise(self, words: list[str], *, language: Language | None = None) -> tuple[Reason, Language] | None:
        """Return what a message of nothing but known phrases means, or None where it says anything else.

        Of several phrases the most telling one counts: "hello, how are you" is chit-chat, "ok thanks" is thanks. A
        phrase of several languages means what it does in `language`, the asker's own, if it is one of them.
        """
        meanings: list[tuple[bool, int, bool, Reason, Language]] = []
        position = 0
        while position < len(words):
            for length in range(min(self._longest, len(words) - position), 0, -1):
                phrase = " ".join(words[position : position + length])
                if phrase in self._meanings:
                    reasons = dict(self._meanings[phrase].reasons)
                    spoken = language if language in reasons else next(iter(reasons))
                    reason = reasons[spoken]
                    is_wrapping = self._meanings[phrase].is_wrapping
                    meanings.append((is_wrapping, _TELLING.index(reason), spoken != language, reason, spoken))
                    position += length
                    break
            else:
                return None
        if not meanings:
            return None
        *_, reason, spoken = min(meanings)
        return reason, spoken


_TELLING = (Reason.CHIT_CHAT, Reason.THANKS, Reason.FAREWELL, Reason.GREETING)
