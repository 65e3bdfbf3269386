"""The people the bot speaks with, as far as it must know them to speak their language."""

import logging
from dataclasses import dataclass
from typing import Protocol

from bot.languages import Languages, Tag, language_of
from bot.storage import Choices, StorageError
from knowledge import Language

log = logging.getLogger(__name__)

_LANGUAGE = "language"
"""The name of the choice."""


class Asker(Protocol):
    """What an update tells about the person behind it."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def app_language(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Person:
    """A person, by what they wish to be spoken to in."""

    languages: Languages
    chosen: Tag | None = None
    """What they chose themselves; None leaves it to what they write and what their app speaks."""
    app_language: str | None = None

    @property
    def tag(self) -> Tag:
        """How to write to them where they have asked nothing in words."""
        return self.languages.first_of(self.chosen, self.app_language)

    def language_of(self, question: str) -> Language:
        """Return the language to take their question for where its words leave that open."""
        return self.languages.told_by_script(question) or language_of(self.tag)

    def tag_for(self, question: str, language: Language) -> Tag:
        """Return how to answer their question, which was understood in a language."""
        return self.languages.of_answer(question, language, self.chosen, self.app_language)

    def tag_under(self, shown: str | None) -> Tag:
        """Return how to answer a button under a message that is written in some way: so."""
        return self.languages.first_of(shown, self.chosen, self.app_language)

    def tag_after(self, shown: str | None) -> Tag:
        """Return how to go on from a screen that is written in some way: so, unless they chose another."""
        return self.languages.first_of(self.chosen, shown, self.app_language)


class People:
    """Knows how people wish to be spoken to."""

    def __init__(self, languages: Languages, choices: Choices) -> None:
        self.languages = languages
        self._choices = choices

    async def of(self, asker: Asker) -> Person:
        """Return the person behind an update."""
        if asker.user_id is None:
            return Person(self.languages, None, asker.app_language)
        try:
            chosen = (await self._choices.of(asker.user_id)).get(_LANGUAGE)
        except StorageError as error:
            # An answer in another language is better than none.
            log.warning("a chosen language could not be looked up: %s", error)
            chosen = None
        return Person(self.languages, chosen, asker.app_language)

    async def choose(self, asker: Asker, tag: Tag | None) -> Person:
        """Keep what a person chose, None for whatever fits, and return them."""
        if asker.user_id is not None:
            await self._choices.choose(asker.user_id, _LANGUAGE, tag)
        return Person(self.languages, tag, asker.app_language)
