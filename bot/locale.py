"""What the bot says, in a language and a script: messages of a Fluent file, with its plurals, numbers and dates."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import TextElement
from fluent.syntax.visitor import Transformer

from bot.languages import CYRILLIC, Tag, Version, best_of, language_of
from bot.transliteration import read_transliteration
from knowledge import Language

_REGIONS = {"en": "en-GB", "sr": "sr-Latn"}
"""Where the bare language would write dates in another way than its readers here do."""


class Locale:
    """The messages of one language, written in one script."""

    def __init__(self, tag: Tag, messages: str, *, written: Callable[[str], str] | None = None) -> None:
        """Take the text of a Fluent file, and what puts the language into the script of the tag, if anything must."""
        self.tag = tag
        self.language: Language = language_of(tag)
        self._written = written
        # Isolation marks around arguments would stand in the way of searching and copying an answer.
        self._bundle = FluentBundle([_REGIONS.get(tag, tag)], use_isolating=False)
        resource = FluentResource(messages)
        # Arguments come later and stay as they are: names, ids and titles are in no language of ours.
        self._bundle.add_resource(_Rewriting(written).visit(resource) if written else resource)

    def say(self, message: str, /, **arguments: str | int | date) -> str:
        """Return a message as plain text.

        Raises KeyError when the language lacks the message, and ValueError when an argument is missing.
        """
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        text, errors = self._bundle.format_pattern(pattern, arguments)
        if errors:
            raise ValueError(f"{self.tag}: {message}: {errors[0]}")
        return str(text)

    def write(self, text: str, language: Language) -> str:
        """Return a text in some language as it is written here: in our script, if the language is ours."""
        return self._written(text) if self._written and language == self.language else text

    def told(self, versions: Mapping[Language, Version], text: Callable[[Version], str]) -> str:
        """Return a text of the version in our language and script, or of the best there is."""
        version, language = best_of(versions, self.language)
        return self.write(text(version), language)


class _Rewriting(Transformer):
    """Rewrites what a Fluent file says, and leaves what it names."""

    def __init__(self, written: Callable[[str], str]) -> None:
        self._written = written

    def visit_TextElement(self, node: TextElement) -> TextElement:
        node.value = self._written(node.value)
        return node


def shipped_locales_directory() -> Path:
    """Return the folder of the locales that come with the package."""
    return Path(__file__).parent / "locales"


def load_locales(directory: Path) -> Mapping[Tag, Locale]:
    """Return every language that a folder has a file for, `<language>.ftl`, in each script.

    A language with a table `<language>-Cyrl.toml` is written in Cyrillic too, by rule and with that table's exceptions.
    """
    locales = {}
    for file in sorted(directory.glob("*.ftl")):
        messages = file.read_text(encoding="utf-8")
        locales[file.stem] = Locale(file.stem, messages)
        exceptions = file.with_name(f"{file.stem}-{CYRILLIC}.toml")
        if exceptions.exists():
            tag = exceptions.stem
            locales[tag] = Locale(tag, messages, written=read_transliteration(exceptions).write)
    return locales
