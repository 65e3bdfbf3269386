"""Telling the language of a question by its words."""

from collections.abc import Iterable
from itertools import chain

from knowledge.factbase import FactBase
from knowledge.model import Language
from knowledge.phrases import choices
from knowledge.text import tokens

_MATCHED, _WISHED = 0.5, 0.1
"""What the nearest known question and the asker's wish count for, in words."""


class SpokenLanguage:
    """Knows the words that each language uses, in known questions and in its manners."""

    def __init__(self, factbase: FactBase) -> None:
        """Learn the words; questions that are all in one language teach nothing."""
        self._languages: dict[str, frozenset[Language]] = {}
        # The few sets of languages that there are, each once.
        self._sets: dict[frozenset[Language], frozenset[Language]] = {}
        for question in factbase.known_questions() if len(factbase.languages) > 1 else ():
            self._learn(question.question, question.language)
        for spoken in (factbase.manners[language] for language in factbase.languages if language in factbase.manners):
            plain = (*spoken.function_words, *spoken.pronouns, *spoken.polar)
            chosen = (choice for pattern in (*spoken.courtesies, *spoken.chit_chat) for choice in choices(pattern))
            # Of thousands of phrases most are made of the same few words.
            for word in {word for text in chain(plain, *chosen) for word in text.split()}:
                self._learn(word, spoken.language)

    def tell(self, words: Iterable[str], *, matched: Language, wished: Language | None) -> Language:
        """Return the language that most of the words of a question belong to.

        A word of several languages counts for each in part. `matched` is the language of the nearest known question and
        counts for half a word, so that it decides where words do not; `wished`, the asker's own, counts for less still.
        """
        counts = {matched: _MATCHED}
        if wished is not None:
            counts[wished] = counts.get(wished, 0.0) + _WISHED
        for word in words:
            languages = self._languages.get(word, ())
            for language in languages:
                counts[language] = counts.get(language, 0.0) + 1 / len(languages)
        return max(counts, key=lambda language: (round(counts[language], 6), language))

    def _learn(self, text: str, language: Language) -> None:
        for word in tokens(text):
            known = self._languages.get(word, frozenset())
            if language not in known:
                languages = known | {language}
                self._languages[word] = self._sets.setdefault(languages, languages)
