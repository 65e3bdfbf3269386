"""Taking a message apart: its sentences, and the two questions that a conjunction may join."""

import re
from collections.abc import Iterable, Iterator

from knowledge.model import Manners
from knowledge.text import normalise, tokens

_SENTENCE_END = re.compile(r"[.?!;:…。？！](?:\s+|$)|\n+")
_WORD = re.compile(r"\S+")
_SHORTEST = 2
"""The fewest words of a part that can be a question of its own."""


class Parts:
    """Takes messages apart, by punctuation and by the conjunctions of every language."""

    def __init__(self, manners: Iterable[Manners]) -> None:
        """Learn the conjunctions."""
        self._conjunctions = {normalise(word) for spoken in manners for word in spoken.conjunctions}

    def sentences(self, text: str) -> list[str]:
        """Return the sentences of a message that are long enough to be questions."""
        return [sentence for sentence in _SENTENCE_END.split(text) if len(tokens(sentence)) >= _SHORTEST]

    def halves(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield every way to part a text at a conjunction or a comma, the conjunction dropped."""
        words = list(_WORD.finditer(text))
        for position in range(_SHORTEST, len(words) - _SHORTEST + 1):
            before, word = words[position - 1], words[position]
            if normalise(word.group()) in self._conjunctions and position + _SHORTEST < len(words):
                yield text[: before.end()], text[word.end() :]
            elif before.group().endswith(","):
                yield text[: before.end()], text[word.start() :]
