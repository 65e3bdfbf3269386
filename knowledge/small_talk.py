"""Recognising greetings, thanks and small talk, which want a human line and no fact."""

from collections.abc import Iterable

from knowledge.model import Language, Manners
from knowledge.outcomes import Reason
from knowledge.text import normalise


class SmallTalk:
    """Knows the phrases of each language that ask nothing of the record."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the phrases; what is only a courtesy counts as a greeting when nothing else is said."""
        self._meanings: dict[str, tuple[Reason, Language]] = {}
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
                    self._meanings.setdefault(phrase, (reason or Reason.GREETING, spoken.language))
                if reason is None:
                    self._wrapping.update(known)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._meanings), default=0)

    def recognise(self, tokens: list[str]) -> tuple[Reason, Language] | None:
        """Return what a message of nothing but known phrases means, or None where it says anything else.

        Of several phrases the most telling one counts: "hello, how are you" is chit-chat, "ok thanks" is thanks.
        """
        meanings: list[tuple[bool, int, Reason, Language]] = []
        position = 0
        while position < len(tokens):
            for length in range(min(self._longest, len(tokens) - position), 0, -1):
                phrase = " ".join(tokens[position : position + length])
                if phrase in self._meanings:
                    reason, language = self._meanings[phrase]
                    meanings.append((phrase in self._wrapping, _TELLING.index(reason), reason, language))
                    position += length
                    break
            else:
                return None
        if not meanings:
            return None
        *_, reason, language = min(meanings)
        return reason, language


_TELLING = (Reason.CHIT_CHAT, Reason.THANKS, Reason.FAREWELL, Reason.GREETING)
