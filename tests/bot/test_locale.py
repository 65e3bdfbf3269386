"""What the bot says comes from Fluent files that lack nothing and hold nothing unused."""

import ast
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk, Message

import bot
from bot.commands import listed_commands
from bot.locale import Locale, load_locales, shipped_locales_directory
from bot.menus import ADMIN_COMMANDS
from knowledge import FactBase

PACKAGE = Path(bot.__file__).parent


def messages(language: str) -> set[str]:
    resource = FluentParser().parse((PACKAGE / "locales" / f"{language}.ftl").read_text(encoding="utf-8"))
    assert not [entry for entry in resource.body if isinstance(entry, Junk)], f"{language}.ftl must be valid Fluent"
    found = [entry.id.name for entry in resource.body if isinstance(entry, Message)]
    assert len(found) == len(set(found)), f"{language}.ftl must hold each message once"
    return set(found)


def literals() -> set[str]:
    """Return every string that stands in the package's code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_message_is_used() -> None:
    commands = {f"command-{name}" for name in [*listed_commands(FactBase({}, {}, {}, {}), locale()), *ADMIN_COMMANDS]}
    assert messages("en") - literals() == commands


def test_every_language_has_the_same_messages() -> None:
    for language in ("sq", "sr"):
        assert messages(language) == messages("en")


def locale(tag: str = "en") -> Locale:
    return load_locales(shipped_locales_directory())[tag]


def test_dates_and_numbers_are_written_as_the_language_writes_them() -> None:
    assert locale().say("period-since", start=date(1999, 6, 10)) == "Since 10 June 1999"
    assert "1,234 facts" in locale().say("about-size", facts=1234, sources=2)


def test_plurals_agree() -> None:
    assert locale().say("about-size", facts=1, sources=1) == "The fact base holds one fact from one source."


def test_a_missing_message_or_argument_is_an_error() -> None:
    with pytest.raises(KeyError):
        locale().say("no-such-message")
    with pytest.raises(ValueError, match="other-subject"):
        locale().say("other-subject")
