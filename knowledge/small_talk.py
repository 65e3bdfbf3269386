"""Recognising greetings, thanks and small talk, which want a human line and no fact."""

from collections.abc import Iterable

from knowledge.model import Language, Manners
from knowledge.outcomes import Reason
from knowledge.text import normalise


class SmallTalk:
    """Knows the phrases of each language that ask nothing of the record."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the phrases; what is only a courtesy counts as a greeting when nothing else is said."""
        self._meanings: dict[str, dict[Language, Reason]] = {}
        self._wrapping: set[str] = set()
        for spoken in manners:
            for reason, phrases in (
                (Reason.CHIT_CHAT, spoken.chit_chat),
                (Reason.THANKS, spoken.thanks),
                (Reason.FAREWELL, spoken.farewells),
                (Reason.GREETING, spoken.greetings),
                (None, spoken.courtesies),
            ):
                known = [normalise(phrase) for phrase in phrases]
                for phrase in known:
                    meanings = self._meanings.setdefault(phrase, {})
                    meanings.setdefault(spoken.language, reason or Reason.GREETING)
                if reason is None:
                    self._wrapping.update(known)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._meanings), default=0)

    def recognise(self, tokens: list[str], *, language: Language | None = None) -> tuple[Reason, Language] | None:
        """Return what a message of nothing but known phrases means, or None where it says anything else.

        Of several phrases the most telling one counts: "hello, how are you" is chit-chat, "ok thanks" is thanks. A
        phrase of several languages means what it does in `language`, the asker's own, if it is one of them.
        """
        meanings: list[tuple[bool, int, bool, Reason, Language]] = []
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                phrase = " ".join(tokens[position : position + length])
                if phrase in self._meanings:
                    reasons = self._meanings[phrase]
                    spoken = language if language in reasons else next(iter(reasons))
                    reason = reasons[spoken]
                    is_wrapping = phrase in self._wrapping
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
