"""Putting the preferred word in the place of its synonyms."""

from collections.abc import Iterator, Sequence

from knowledge.model import Language, SynonymGroup
from knowledge.text import tokens


class Synonyms:
    """What stands for each word or short phrase that has a preferred synonym."""

    def __init__(self, groups: Sequence[SynonymGroup], *, language: Language | None = None) -> None:
        """Take the groups of one language and those that hold in every one; None takes the groups of all languages."""
        self._preferred: dict[tuple[str, ...], tuple[str, ...]] = {}
        for group in groups:
            if language is None or group.language is None or group.language == language:
                preferred, *others = (tuple(tokens(word)) for word in group.words)
                for other in others:
                    if other and other != preferred:
                        self._preferred.setdefault(other, preferred)
        self._longest: dict[str, int] = {}
        for phrase in self._preferred:
            self._longest[phrase[0]] = max(len(phrase), self._longest.get(phrase[0], 0))

    def words(self) -> set[str]:
        """Return the single words that have a preferred synonym."""
        return {phrase[0] for phrase in self._preferred if len(phrase) == 1}

    def begin_in(self, words: Sequence[str]) -> bool:
        """Return whether a word or phrase to replace may begin with one of the words."""
        return not self._longest.keys().isdisjoint(words)

    def replace(self, words: list[str]) -> list[str]:
        """Return words with the preferred ones in their places."""
        if not self.begin_in(words):
            return words
        return [word for _, _, preferred in self.parts(words) for word in preferred]

    def parts(self, words: Sequence[str]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        """Yield where each part of words begins and ends and what it is preferred to be: longest phrases first."""
        start = 0
        while start < len(words):
            length = self._longest.get(words[start], 0)
            while length and tuple(words[start : start + length]) not in self._preferred:
                length -= 1
            end = start + (length or 1)
            part = tuple(words[start:end])
            yield start, end, self._preferred[part] if length else part
            start = end
