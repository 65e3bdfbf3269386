"""Dropping greetings and polite wrapping from the ends of a question."""

from collections.abc import Iterable, Sequence

from knowledge.phrasebook import Phrasebook


class Courtesies:
    """Phrases such as "hello" and "could you tell me", which may be dropped at either end of a question."""

    def __init__(self, patterns: Iterable[str]) -> None:
        """Take patterns of the phrases, in any spelling."""
        self._phrases = Phrasebook((pattern, True) for pattern in patterns)

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
