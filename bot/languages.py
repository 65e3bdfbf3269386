"""Which language to speak with whom."""

from collections.abc import Collection, Mapping
from typing import TypeVar

from knowledge import Language

Version = TypeVar("Version")


class Languages:
    """The languages that the bot speaks."""

    def __init__(self, spoken: Collection[Language], *, default: Language = "en") -> None:
        """Take the languages that there are texts for; the default must be one of them."""
        if default not in spoken:
            raise ValueError(f"the default language, {default}, must be spoken")
        self.spoken = tuple(spoken)
        self.default = default

    def first_of(self, *wished: str | None) -> Language:
        """Return the first wished language that is spoken, else the default.

        Wishes go from the strongest to the weakest: what the person chose, the language of the question, the language
        of the app. A wish is an IETF tag such as "sr-Latn", of which the first part counts, or None.
        """
        for tag in wished:
            language = tag.partition("-")[0].lower() if tag else ""
            if language in self.spoken:
                return language
        return self.default


def best_of(versions: Mapping[Language, Version], language: Language) -> Version:
    """Return the version in this language, else in English, else the first; there must be one."""
    for wished in (language, "en"):
        if wished in versions:
            return versions[wished]
    return next(iter(versions.values()))
