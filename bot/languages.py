"""Which language and script to speak."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TypeVar

from knowledge import Language

Tag = str
"""A way to write, as an IETF tag: a language, and its script where that is the second of two: sq, sr, sr-Cyrl."""

CYRILLIC = "Cyrl"

_KEPT = 256
"""Tags that are not read anew: there are few, but apps may send any."""

_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")

Version = TypeVar("Version")


class Languages:
    """The languages that the bot speaks, in every script it writes them in."""

    def __init__(self, spoken: Collection[Tag], *, default: Tag = "en") -> None:
        """Take the tags that there are texts for; the default must be one of them."""
        if default not in spoken:
            raise ValueError(f"the default language, {default}, must be spoken")
        self.spoken = tuple(spoken)
        self.default = default
        self._in_cyrillic = next((language_of(tag) for tag in self.spoken if tag.endswith(f"-{CYRILLIC}")), None)

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages, each once."""
        return tuple(dict.fromkeys(language_of(tag) for tag in self.spoken))

    def first_of(self, *wished: str | None) -> Tag:
        """Return the first wished tag that is spoken, else the default.

        Wishes go from the strongest to the weakest. A wish is an IETF tag such as "sr-Latn-RS", or None; a script and
        a region that make no difference here are passed over.
        """
        for tag in wished:
            for candidate in _candidates(tag or ""):
                if candidate in self.spoken:
                    return candidate
        return self.default

    def told_by_script(self, question: str) -> Language | None:
        """Return the language of a question where its letters alone tell it: the one that is spoken in Cyrillic too."""
        return self._in_cyrillic if _is_mostly_cyrillic(question) else None

    def of_answer(self, question: str, language: Language, *wished: str | None) -> Tag:
        """Return how to answer a question that was understood in a language.

        The script is that of the question if it holds any Cyrillic, else that of the first wish for the language.
        """
        language = self.told_by_script(question) or language
        script = f"{language}-{CYRILLIC}" if _CYRILLIC_LETTER.search(question) else None
        same = (tag for tag in wished if tag and language_of(tag) == language)
        return self.first_of(script, *same, language, *wished)


def language_of(tag: str) -> Language:
    """Return the language of an IETF tag."""
    return tag.partition("-")[0].lower()


def best_of(versions: Mapping[Language, Version], language: Language) -> tuple[Version, Language]:
    """Return the version in this language, else in English, else the first, and its language; there must be one."""
    for wished in (language, "en"):
        if wished in versions:
            return versions[wished], wished
    first = next(iter(versions))
    return versions[first], first


@lru_cache(_KEPT)
def _candidates(tag: str) -> tuple[Tag, Tag]:
    language, *subtags = re.split("[-_]", tag)
    scripts = [subtag.title() for subtag in subtags if len(subtag) == 4]
    return "-".join([language.lower(), *scripts[:1]]), language.lower()


def _is_mostly_cyrillic(text: str) -> bool:
    cyrillic = len(_CYRILLIC_LETTER.findall(text))
    return cyrillic > 0 and 2 * cyrillic > sum(character.isalpha() for character in text)
