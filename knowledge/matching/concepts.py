"""Which words have to do with each other, so that one in a question speaks for another in a fact."""

from collections.abc import Callable, Mapping, Sequence

from knowledge.model import Language, SynonymGroup
from knowledge.text import tokens


class Concepts:
    """Groups of words that often stand for one another, by the stems of the words; a word may be in several."""

    def __init__(self, groups: Sequence[SynonymGroup], stemmers: Mapping[Language, Callable[[str], str]]) -> None:
        """Take the groups and what stems the words of each language; phrases of several words are left out."""
        self._stemmers = stemmers
        self._of: dict[Language, dict[str, tuple[int, ...]]] = {}
        for language, stem_of in stemmers.items():
            numbers: dict[str, dict[int, None]] = {}
            for number, group in enumerate(groups):
                if group.language is None or group.language == language:
                    for word in group.words:
                        if len(words := tokens(word)) == 1:
                            numbers.setdefault(stem_of(words[0]), {})[number] = None
            self._of[language] = {stem: tuple(found) for stem, found in numbers.items()}

    def of_stem(self, stem: str, language: Language) -> tuple[int, ...]:
        """Return the numbers of the groups that words of a language with this stem are in."""
        return self._of[language].get(stem, ())

    def of_any(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the groups that a normalised word is in, in the first language that has it."""
        found = (
            self.of_stem(self._stemmers[language](word), language) for language, known in self._of.items() if known
        )
        return next(filter(None, found), ())
