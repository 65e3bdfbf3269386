"""Recognising the names of missions, bodies and places that the record does not cover."""

from collections.abc import Iterable

from knowledge.model import OtherSubject
from knowledge.text import normalise

_ENDING = 3
"""The longest case ending that Albanian and Serbian add to an abbreviation, in letters: UNIFIL-ovom is "unifilovom"."""

_SHORTEST_ABBREVIATION = 4


class OtherSubjects:
    """Finds the names of other subjects in a question."""

    def __init__(self, subjects: Iterable[OtherSubject]) -> None:
        """Learn every name; abbreviations are also found with a case ending."""
        self._phrases: dict[str, str] = {}
        self._abbreviations: dict[str, str] = {}
        for subject in subjects:
            for name in (subject.name, *subject.names):
                phrase = normalise(name)
                self._phrases[phrase] = subject.name
                if name.isupper() and name.isalpha() and len(phrase) >= _SHORTEST_ABBREVIATION:
                    self._abbreviations[phrase] = subject.name
        self._longest: dict[str, int] = {}
        for phrase in self._phrases:
            first, length = phrase.partition(" ")[0], phrase.count(" ") + 1
            self._longest[first] = max(length, self._longest.get(first, 0))

    def named_in(self, tokens: list[str]) -> str | None:
        """Return the name of the first other subject among the words of a question, or None."""
        for start, token in enumerate(tokens):
            for length in range(min(self._longest.get(token, 0), len(tokens) - start), 0, -1):
                name = self._phrases.get(" ".join(tokens[start : start + length]))
                if name is not None:
                    return name
            for ending in range(1, _ENDING + 1):
                name = self._abbreviations.get(token[:-ending])
                if name is not None:
                    return name
        return None
