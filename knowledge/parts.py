"""Taking a message apart: its sentences, and the two questions that a conjunction may join."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from knowledge.model import Manners
from knowledge.text import normalise, tokens

_SENTENCE_END = re.compile(r"[.?!;:…。？！](?:\s+|$)|\n+")
_WORD = re.compile(r"\S+")
_SHORTEST = 2
"""The fewest words of a part that can be a question of its own."""
_MOST = 8
"""The most sentences of a message that are read, and the most ways to part one; nobody asks that much at once."""


class Parts:
    """Takes messages apart, by punctuation and by the conjunctions of every language."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the conjunctions, and the tags that end a question."""
        self._conjunctions = {normalise(word) for spoken in manners for word in spoken.conjunctions}
        self._tags = {normalise(phrase) for spoken in manners for phrase in spoken.tags}

    def sentences(self, text: str) -> list[str]:
        """Return the first sentences of a message that may be questions."""
        return list(islice(filter(self._may_ask, _SENTENCE_END.split(text)), _MOST))

    def halves(self, text: str) -> Iterator[tuple[str, str]]:
        """Return the first ways to part a text at a conjunction or a comma, the conjunction dropped."""
        return islice(self._halves(text), _MOST)

    def _halves(self, text: str) -> Iterator[tuple[str, str]]:
        words = list(_WORD.finditer(text))
        for position in range(_SHORTEST, len(words) - _SHORTEST + 1):
            before, word = words[position - 1], words[position]
            if normalise(word.group()) in self._conjunctions and position + _SHORTEST < len(words):
                yield text[: before.end()], text[word.end() :]
            elif before.group().endswith(",") and self._may_ask(text[word.start() :]):
                yield text[: before.end()], text[word.start() :]

    def _may_ask(self, part: str) -> bool:
        """Whether a part is long enough to be a question, and no tag such as "isn't it"."""
        words = tokens(part)
        return len(words) >= _SHORTEST and " ".join(words) not in self._tags
