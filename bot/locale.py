"""What the bot says, in a language and a script: messages of a Fluent file, with its plurals, numbers and dates."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import babel
from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message, Resource, TextElement, VariableReference
from fluent.syntax.visitor import Transformer, Visitor

from bot.cldr import forget_unwritten
from bot.languages import CYRILLIC, Tag, Version, best_of, language_of
from bot.transliteration import read_transliteration
from knowledge import Language

_REGIONS = {"en": "en-GB", "sr": "sr-Latn"}
"""Where the bare language would write dates in another way than its readers here do."""

_LONG, _PRIVATE = 500, 0xE000
"""Fluent refuses arguments of more than 2,500 characters; a long one is put into the text afterwards, for a mark."""

_COMPLETE = "en"
"""The language that has every message, which the others are held against."""


class LocaleError(ValueError):
    """Texts that the bot cannot speak with: one line for each problem, naming the file and what must hold."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Locale:
    """The messages of one language, written in one script."""

    def __init__(self, tag: Tag, messages: Resource, *, written: Callable[[str], str] | None = None) -> None:
        """Take what a Fluent file says, and what puts the language into the script of the tag, if anything must."""
        self.tag = tag
        self.language: Language = language_of(tag)
        self._written = written
        self._plain: dict[str, str] = {}
        """Messages without arguments that have been said: they are always the same."""
        # Isolation marks around arguments would stand in the way of searching and copying an answer.
        self._bundle = FluentBundle([_REGIONS.get(tag, tag)], use_isolating=False)
        # Arguments come later and stay as they are: names, ids and titles are in no language of ours.
        self._bundle.add_resource(_Rewriting(written).visit(messages.clone()) if written else messages)

    @property
    def region(self) -> babel.Locale:
        """What Babel knows of how numbers and dates are written."""
        return self._bundle._babel_locale

    def say(self, message: str, /, **arguments: str | float | date) -> str:
        """Return a message as plain text.

        Raises KeyError when the language lacks the message, and ValueError when an argument is missing.
        """
        if not arguments and message in self._plain:
            return self._plain[message]
        pattern = self._bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        long = {name: value for name, value in arguments.items() if isinstance(value, str) and len(value) > _LONG}
        marks = {name: chr(_PRIVATE + place) for place, name in enumerate(long)}
        formatted, errors = self._bundle.format_pattern(pattern, {**arguments, **marks})
        if errors:
            raise ValueError(f"{self.tag}: {message}: {errors[0]}")
        text = str(formatted)
        for name, mark in marks.items():
            text = text.replace(mark, long[name])
        if not arguments:
            self._plain[message] = text
        return text

    def write(self, text: str, language: Language) -> str:
        """Return a text in some language as it is written here: in our script, if the language is ours."""
        return self._written(text) if self._written and language == self.language else text

    def told(self, versions: Mapping[Language, Version], text: Callable[[Version], str]) -> str:
        """Return a text of the version in our language and script, or of the best there is."""
        version, language = best_of(versions, self.language)
        return self.write(text(version), language)


def shipped_locales_directory() -> Path:
    """Return the folder of the locales that come with the package."""
    return Path(__file__).parent / "locales"


def load_locales(further: Path | None = None) -> Mapping[Tag, Locale]:
    """Return every language that there is a file for, `<language>.ftl`, in each script.

    Files come with the package, and from a further folder, which may replace some of them. A language with a table
    `<language>-Cyrl.toml` beside its file is written in Cyrillic too, by rule and with that table's exceptions.

    Raises LocaleError for a message or an argument that a language lacks or has beyond English.
    """
    folders = (shipped_locales_directory(), *((further,) if further else ()))
    files = {file.stem: file for folder in folders for file in sorted(folder.glob("*.ftl"))}
    texts = {language: file.read_text(encoding="utf-8") for language, file in sorted(files.items())}
    # Where each piece of a text stands in its file would take as much memory as the texts do.
    parser = FluentParser(with_spans=False)
    resources = {language: parser.parse(text) for language, text in texts.items()}
    if problems := tuple(_problems(resources)):
        raise LocaleError(problems)
    locales = {}
    for language, messages in resources.items():
        locales[language] = Locale(language, messages)
        exceptions = files[language].with_name(f"{language}-{CYRILLIC}.toml")
        if exceptions.exists():
            tag = exceptions.stem
            locales[tag] = Locale(tag, messages, written=read_transliteration(exceptions).write)
    forget_unwritten(locale.region for locale in locales.values())
    return locales


def _problems(resources: Mapping[Language, Resource]) -> Iterator[str]:
    """Yield where a language has not the messages and arguments that English has."""
    complete = _arguments(resources[_COMPLETE])
    for language, resource in resources.items():
        yield from (f"{language}.ftl: must be valid Fluent: {e.content}" for e in resource.body if isinstance(e, Junk))
        found = _arguments(resource)
        for message in sorted(complete.keys() | found.keys()):
            if message not in found:
                yield f"{language}.ftl: {message} must be given"
            elif message not in complete:
                yield f"{language}.ftl: {message} must not be given: nothing says it"
            elif found[message] != complete[message]:
                wanted = ", ".join(f"${name}" for name in sorted(complete[message])) or "no argument"
                yield f"{language}.ftl: {message} must hold {wanted}"


def _arguments(resource: Resource) -> dict[str, set[str]]:
    """Return the names of the arguments of each message."""
    arguments = {}
    for entry in resource.body:
        if isinstance(entry, Message):
            naming = _Naming()
            naming.visit(entry)
            arguments[entry.id.name] = naming.names
    return arguments


class _Naming(Visitor):
    """Gathers the names of arguments."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.names.add(node.id.name)


class _Rewriting(Transformer):
    """Rewrites what a Fluent file says, and leaves what it names."""

    def __init__(self, written: Callable[[str], str]) -> None:
        self._written = written

    def visit_TextElement(self, node: TextElement) -> TextElement:
        node.value = self._written(node.value)
        return node
