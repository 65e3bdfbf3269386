"""Dropping greetings and polite wrapping from the ends of a question."""

from collections.abc import Iterable, Sequence
from functools import cache

from knowledge.text import tokens


class Courtesies:
    """Phrases such as "hello" and "could you tell me", which may be dropped at either end of a question."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases in any spelling."""
        # Of tens of thousands of phrases most are made of the same few words.
        read = cache(tokens)
        read_phrases = (tuple(token for word in phrase.split() for token in read(word)) for phrase in phrases)
        self._phrases = {phrase for phrase in read_phrases if phrase}
        self._longest = max(map(len, self._phrases), default=0)
        self._first = {phrase[0] for phrase in self._phrases}
        self._last = {phrase[-1] for phrase in self._phrases}

    def strip(self, words: Sequence[str]) -> tuple[int, int]:
        """Return the bounds of what is left of words: the longest phrases go first, and never all of it."""
        start, end = 0, len(words)
        while start < end:
            if words[start] in self._first and (length := self._opening(words, start, end)):
                start += length
            elif words[end - 1] in self._last and (length := self._closing(words, start, end)):
                end -= length
            else:
                return start, end
        return 0, len(words)

    def _opening(self, words: Sequence[str], start: int, end: int) -> int:
        for length in range(min(self._longest, end - start), 0, -1):
            if tuple(words[start : start + length]) in self._phrases:
                return length
        return 0

    def _closing(self, words: Sequence[str], start: int, end: int) -> int:
        for length in range(min(self._longest, end - start), 0, -1):
            if tuple(words[end - length : end]) in self._phrases:
                return length
        return 0
