"""Telling the language of a question by its words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from itertools import chain

from knowledge.factbase import FactBase
from knowledge.model import Language, Manners
from knowledge.phrases import choices
from knowledge.text import tokens

_MATCHED, _WISHED = 0.5, 0.1
"""What the nearest known question and the asker's wish count for, in words."""


class SpokenLanguage:
    """Knows the words that each language uses, in known questions and in its manners."""

    def __init__(self, factbase: FactBase, asked: Mapping[Language, Set[str]]) -> None:
        """Take the words of known questions by language; where all are in one language, they tell nothing."""
        self._asked = asked if len(factbase.languages) > 1 else {}
        spoken = (factbase.manners[language] for language in factbase.languages if language in factbase.manners)
        self._polite = {manners.language: _words_of(manners) for manners in spoken}

    def tell(self, words: Iterable[str], *, matched: Language, wished: Language | None) -> Language:
        """Return the language that most of the words of a question belong to.

        A word of several languages counts for each in part. `matched` is the language of the nearest known question and
        counts for half a word, so that it decides where words do not; `wished`, the asker's own, counts for less still.
        """
        counts = defaultdict(float, {matched: _MATCHED})
        if wished is not None:
            counts[wished] += _WISHED
        for word in words:
            languages = {
                language for known in (self._asked, self._polite) for language, used in known.items() if word in used
            }
            for language in languages:
                counts[language] += 1 / len(languages)
        return max(counts, key=lambda language: (round(counts[language], 6), language))


def _words_of(manners: Manners) -> frozenset[str]:
    """Return the words of a language's manners that questions hold."""
    plain = (*manners.function_words, *manners.pronouns, *manners.polar)
    chosen = (choice for pattern in (*manners.courtesies, *manners.chit_chat) for choice in choices(pattern))
    words = {word for text in chain(plain, *chosen) for word in text.split()}
    return frozenset(token for word in words for token in tokens(word))
