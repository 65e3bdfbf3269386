"""Finding the phrase that some words begin with."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from knowledge.phrases import choices
from knowledge.text import tokens

Meaning = TypeVar("Meaning")


class _Branch(NamedTuple, Generic[Meaning]):
    """What may follow after some words."""

    meanings: tuple[Meaning, ...]
    """What the words mean, if they are a phrase: each meaning once, in order."""
    further: "Mapping[str, _Branch[Meaning]]"
    """By the next word."""


class Phrasebook(Generic[Meaning]):
    """Phrases as a tree of words, made from patterns without writing out the phrases that those stand for.

    Branches that are alike are one, as tens of thousands of phrases go on in few ways.
    """

    def __init__(self, meanings: Iterable[tuple[str, Meaning]]) -> None:
        """Take patterns in any spelling, each with what its phrases mean."""
        read = cache(tokens)
        tree = _Tree[Meaning]()
        patterns: list[_Branch[Meaning]] = []
        self._longest = 0
        for pattern, meaning in meanings:
            branch = tree.branch((meaning,), {})
            longest = 0
            for choice in reversed(choices(pattern)):
                texts = [[token for word in text.split() for token in read(word)] for text in choice]
                longest += max(map(len, texts))
                branch = tree.joined([tree.leading(words, branch) for words in texts])
            patterns.append(branch)
            self._longest = max(self._longest, longest)
        self._root = tree.joined(patterns)

    def opening(self, words: Sequence[str]) -> tuple[int, tuple[Meaning, ...]] | None:
        """Return how many of the first words are a phrase, the longest there is, and what it means, or None."""
        found = None
        branch = self._root
        for length, word in enumerate(words, start=1):
            further = branch.further.get(word)
            if further is None:
                break
            branch = further
            if branch.meanings:
                found = length, branch.meanings
        return found

    def closing(self, words: Sequence[str]) -> int:
        """Return how many of the last words are a phrase, the longest there is, or 0."""
        for length in range(min(self._longest, len(words)), 0, -1):
            if (found := self.opening(words[-length:])) and found[0] == length:
                return length
        return 0


class _Tree(Generic[Meaning]):
    """Makes branches, each once."""

    def __init__(self) -> None:
        # By the identity of what follows, as to compare it would take longer than all else here.
        self._made: dict[object, _Branch[Meaning]] = {}
        self._joined: dict[tuple[int, ...], _Branch[Meaning]] = {}

    def branch(self, meanings: tuple[Meaning, ...], further: Mapping[str, _Branch[Meaning]]) -> _Branch[Meaning]:
        """Return a branch with these meanings, after which others follow."""
        likeness = meanings, tuple(further), tuple(map(id, further.values()))
        return self._made.setdefault(likeness, _Branch(meanings, further))

    def leading(self, words: Sequence[str], branch: _Branch[Meaning]) -> _Branch[Meaning]:
        """Return what leads to a branch by some words, itself if there are none."""
        for word in reversed(words):
            branch = self.branch((), {word: branch})
        return branch

    def joined(self, branches: Iterable[_Branch[Meaning]]) -> _Branch[Meaning]:
        """Return a branch that goes on as any of these."""
        each = {id(branch): branch for branch in branches}
        if len(each) == 1:
            return next(iter(each.values()))
        likeness = tuple(each)
        if likeness not in self._joined:
            meanings = {meaning: None for branch in each.values() for meaning in branch.meanings}
            further: dict[str, list[_Branch[Meaning]]] = {}
            for branch in each.values():
                for word, after in branch.further.items():
                    further.setdefault(word, []).append(after)
            joined = {word: self.joined(after) for word, after in further.items()}
            self._joined[likeness] = self.branch(tuple(meanings), joined)
        return self._joined[likeness]
