"""What the bot says, in one language: messages of a Fluent file, with its plural forms, numbers and dates."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from knowledge import Language

_REGIONS = {"en": "en-GB"}
"""Where the bare language would write dates in another way than its readers here do."""


class Locale:
    """The messages of one language."""

    def __init__(self, language: Language, messages: str) -> None:
        """Take the text of a Fluent file."""
        self.language = language
        # Isolation marks around arguments would stand in the way of searching and copying an answer.
        self._bundle = FluentBundle([_REGIONS.get(language, language)], use_isolating=False)
        self._bundle.add_resource(FluentResource(messages))

    def say(self, message: str, /, **arguments: str | int | date) -> str:
        """Return a message as plain text.

        Raises KeyError when the language lacks the message, and ValueError when an argument is missing.
        """
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise ValueError(f"{self.language}: {message}: {errors[0]}")
        return str(text)


def shipped_locales() -> Mapping[Language, Locale]:
    """Return every language that the package speaks, read from `locales/<language>.ftl`."""
    files = sorted((Path(__file__).parent / "locales").glob("*.ftl"))
    return {file.stem: Locale(file.stem, file.read_text(encoding="utf-8")) for file in files}
