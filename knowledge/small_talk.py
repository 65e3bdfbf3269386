"""Recognising greetings, thanks and small talk, which want a human line and no fact."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from knowledge.model import Language, Manners
from knowledge.outcomes import Reason
from knowledge.phrasebook import Phrasebook, Words
from knowledge.phrases import expanded
from knowledge.text import tokens


class _Meaning(NamedTuple):
    """What a phrase says when nothing else is said, in each language that has it."""

    reasons: tuple[tuple[Language, Reason], ...] = ()
    is_wrapping: bool = False
    """Whether it is a courtesy, which questions may be wrapped in."""

    def joined(self, other: "_Meaning") -> "_Meaning":
        """Return what a phrase means that means both, this first in a language that has it already."""
        reasons = dict(self.reasons)
        return _Meaning(tuple((reasons | dict(other.reasons) | reasons).items()), self.is_wrapping or other.is_wrapping)


class SmallTalk:
    """Knows the phrases of each language that ask nothing of the record."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the phrases; what is only a courtesy counts as a greeting when nothing else is said."""
        meanings: dict[Words, _Meaning] = {}
        # Of tens of thousands of phrases most mean the same, and are made of the same few words.
        alike: dict[_Meaning, _Meaning] = {}
        read = cache(tokens)
        for spoken in manners:
            for reason, patterns in (
                (Reason.CHIT_CHAT, spoken.chit_chat),
                (Reason.THANKS, spoken.thanks),
                (Reason.FAREWELL, spoken.farewells),
                (Reason.GREETING, spoken.greetings),
                (None, spoken.courtesies),
            ):
                alone = _Meaning(((spoken.language, reason or Reason.GREETING),), is_wrapping=reason is None)
                for phrase in expanded(patterns):
                    words = tuple(token for word in phrase.split() for token in read(word))
                    known = meanings.setdefault(words, alone)
                    if known is not alone:
                        meaning = known.joined(alone)
                        meanings[words] = alike.setdefault(meaning, meaning)
        self._phrases = Phrasebook(meanings)

    def recognise(self, words: list[str], *, language: Language | None = None) -> tuple[Reason, Language] | None:
        """Return what a message of nothing but known phrases means, or None where it says anything else.

        Of several phrases the most telling one counts: "hello, how are you" is chit-chat, "ok thanks" is thanks. A
        phrase of several languages means what it does in `language`, the asker's own, if it is one of them.
        """
        meanings: list[tuple[bool, int, bool, Reason, Language]] = []
        position = 0
        while position < len(words):
            found = self._phrases.opening(words[position:])
            if found is None:
                return None
            length, meaning = found
            reasons = dict(meaning.reasons)
            spoken = language if language in reasons else next(iter(reasons))
            reason = reasons[spoken]
            meanings.append((meaning.is_wrapping, _TELLING.index(reason), spoken != language, reason, spoken))
            position += length
        if not meanings:
            return None
        *_, reason, spoken = min(meanings)
        return reason, spoken


_TELLING = (Reason.CHIT_CHAT, Reason.THANKS, Reason.FAREWELL, Reason.GREETING)
