"""Finding the phrase that some words begin with."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Meaning = TypeVar("Meaning")

Words = tuple[str, ...]


class _Branch(NamedTuple, Generic[Meaning]):
    """What may follow after some words."""

    meaning: Meaning | None
    """What the words mean, if they are a phrase."""
    further: "Mapping[str, _Branch[Meaning]]"
    """By the next word."""


class Phrasebook(Generic[Meaning]):
    """Phrases as a tree of words in which like branches are one, as tens of thousands of phrases go on in few ways."""

    def __init__(self, meanings: Mapping[Words, Meaning]) -> None:
        """Take the words of each phrase and what it means."""
        self._longest = max(map(len, meanings), default=0)
        self._root = _branch(sorted(meanings), meanings, 0, {})

    def opening(self, words: Sequence[str]) -> tuple[int, Meaning] | None:
        """Return how many of the first words are a phrase, the longest there is, and what it means, or None."""
        found = None
        branch = self._root
        for length, word in enumerate(words, start=1):
            further = branch.further.get(word)
            if further is None:
                break
            branch = further
            if branch.meaning is not None:
                found = length, branch.meaning
        return found

    def closing(self, words: Sequence[str]) -> int:
        """Return how many of the last words are a phrase, the longest there is, or 0."""
        for length in range(min(self._longest, len(words)), 0, -1):
            if (found := self.opening(words[-length:])) and found[0] == length:
                return length
        return 0


def _branch(
    phrases: Sequence[Words], meanings: Mapping[Words, Meaning], depth: int, known: dict[object, _Branch[Meaning]]
) -> _Branch[Meaning]:
    """Return the branch of phrases, sorted, whose first so many words are the same; a known one if it is like it."""
    meaning = None
    begun = 0
    if phrases and len(phrases[0]) == depth:
        meaning = meanings[phrases[0]]
        begun = 1
    further: dict[str, _Branch[Meaning]] = {}
    while begun < len(phrases):
        word = phrases[begun][depth]
        end = begun + 1
        while end < len(phrases) and phrases[end][depth] == word:
            end += 1
        further[word] = _branch(phrases[begun:end], meanings, depth + 1, known)
        begun = end
    # By identity, as to compare what phrases mean takes longer than all else here.
    likeness = id(meaning), tuple(further), tuple(map(id, further.values()))
    return known.setdefault(likeness, _Branch(meaning, further))
