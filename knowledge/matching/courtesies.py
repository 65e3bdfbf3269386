"""Dropping greetings and polite wrapping from the ends of a question."""

from collections.abc import Iterable, Sequence
from functools import cache

from knowledge.phrasebook import Phrasebook
from knowledge.text import tokens


class Courtesies:
    """Phrases such as "hello" and "could you tell me", which may be dropped at either end of a question."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases in any spelling."""
        # Of tens of thousands of phrases most are made of the same few words.
        read = cache(tokens)
        known = (tuple(token for word in phrase.split() for token in read(word)) for phrase in phrases)
        self._phrases = Phrasebook(dict.fromkeys(known, True))

    def strip(self, words: Sequence[str]) -> tuple[int, int]:
        """Return the bounds of what is left of words: the longest phrases go first, and never all of it."""
        start, end = 0, len(words)
        while start < end:
            if opening := self._phrases.opening(words[start:end]):
                start += opening[0]
            elif closing := self._phrases.closing(words[start:end]):
                end -= closing
            else:
                return start, end
        return 0, len(words)
