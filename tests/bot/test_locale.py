"""What the bot says comes from Fluent files that lack nothing and hold nothing unused."""

import ast
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message
from telegram.constants import BotCommandLimit, BotDescriptionLimit

import bot
from bot.commands import listed_commands
from bot.locale import Locale, LocaleError, load_locales, shipped_locales_directory
from bot.menus import ADMIN_COMMANDS
from knowledge import FactBase

PACKAGE = Path(bot.__file__).parent
LOCALES = load_locales()


def messages(language: str) -> list[str]:
    resource = FluentParser().parse((shipped_locales_directory() / f"{language}.ftl").read_text(encoding="utf-8"))
    return [entry.id.name for entry in resource.body if isinstance(entry, Message)]


def changed(folder: Path, before: str, after: str) -> Path:
    """Return a folder with the Albanian locale, in which something is changed."""
    text = (shipped_locales_directory() / "sq.ftl").read_text(encoding="utf-8")
    assert before in text
    (folder / "sq.ftl").write_text(text.replace(before, after), encoding="utf-8")
    return folder


def literals() -> set[str]:
    """Return every string that stands in the package's code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_message_is_used() -> None:
    commands = {f"command-{name}" for name in [*listed_commands(FactBase({}, {}, {}, {}), locale()), *ADMIN_COMMANDS]}
    assert set(messages("en")) - literals() == commands


def test_three_languages_are_spoken_one_of_them_in_two_scripts() -> None:
    assert list(LOCALES) == ["en", "sq", "sr", "sr-Cyrl"]


@pytest.mark.parametrize("language", ["en", "sq", "sr"])
def test_a_message_is_given_once(language: str) -> None:
    assert len(messages(language)) == len(set(messages(language)))


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("greeting = ", "greetings = ", "sq.ftl: greeting must be given"),
        ("greeting = ", "greetings = ", "sq.ftl: greetings must not be given"),
        ("{ $known }", "", "sq.ftl: number-differs must hold $asked, $known"),
        ("{ $known }", "{ $know }", "sq.ftl: number-differs must hold $asked, $known"),
        ("greeting = ", "greeting = { $name } ", "sq.ftl: greeting must hold no argument"),
        ("greeting = ", "greeting ", "sq.ftl: must be valid Fluent"),
    ],
)
def test_a_language_that_differs_from_english_in_messages_or_arguments_is_refused(
    before: str, after: str, problem: str, tmp_path: Path
) -> None:
    with pytest.raises(LocaleError) as caught:
        load_locales(changed(tmp_path, before, after))
    assert [told for told in caught.value.problems if told.startswith(problem)]


def test_a_further_folder_replaces_a_language(tmp_path: Path) -> None:
    locales = load_locales(changed(tmp_path, "language-name = Shqip", "language-name = Gegnisht"))
    assert locales["sq"].say("language-name") == "Gegnisht"


def locale(tag: str = "en") -> Locale:
    return LOCALES[tag]


@pytest.mark.parametrize(
    ("tag", "since", "count"),
    [
        ("en", "Since 10 June 1999", "1,234 facts"),
        ("sq", "Që nga data 10 qershor 1999", "1\u00a0234 fakte"),
        ("sr", "Početak perioda: 10. jun 1999.", "1.234 činjenice"),
        ("sr-Cyrl", "Почетак периода: 10. јун 1999.", "1.234 чињенице"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_writes_them(tag: str, since: str, count: str) -> None:
    assert locale(tag).say("period-since", start=date(1999, 6, 10)) == since
    assert count in locale(tag).say("about-size", facts=1234, sources=2)


@pytest.mark.parametrize(
    ("tag", "facts", "words"),
    [
        ("en", 1, "holds one fact from"),
        ("en", 2, "holds 2 facts from"),
        ("sq", 1, "përmban një fakt nga"),
        ("sq", 21, "përmban 21 fakte nga"),
        *(("sr", number, f"sadrži {number} činjenicu iz") for number in (1, 21)),
        *(("sr", number, f"sadrži {number} činjenice iz") for number in (2, 4, 22)),
        *(("sr", number, f"sadrži {number} činjenica iz") for number in (5, 11, 12, 100)),
        ("sr-Cyrl", 3, "садржи 3 чињенице из"),
    ],
)
def test_plurals_agree(tag: str, facts: int, words: str) -> None:
    assert words in locale(tag).say("about-size", facts=facts, sources=2)


@pytest.mark.parametrize("tag", LOCALES)
def test_menus_and_profiles_are_as_short_as_telegram_wants_them(tag: str) -> None:
    assert len(locale(tag).say("profile-short")) <= BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
    assert len(locale(tag).say("profile")) <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH
    for message in messages("en"):
        if message.startswith("command-"):
            assert len(locale(tag).say(message)) <= BotCommandLimit.MAX_DESCRIPTION


def test_what_is_named_in_a_message_is_not_put_into_cyrillic() -> None:
    refusal = locale("sr-Cyrl").say("other-subject", asked="UNIFIL")
    assert "УНМИК" in refusal
    assert "UNIFIL" in refusal
    assert "/budget?" in locale("sr-Cyrl").say("unknown-command-near", command="budget")
    assert "https://telegram.org/privacy" in locale("sr-Cyrl").say("privacy")


def test_a_missing_message_or_argument_is_an_error() -> None:
    with pytest.raises(KeyError):
        locale().say("no-such-message")
    with pytest.raises(ValueError, match="other-subject"):
        locale().say("other-subject")


def test_a_list_may_be_of_any_length() -> None:
    ids = ", ".join(f"fact-{number}" for number in range(1000))
    assert locale("sr-Cyrl").say("reload-added", count=1000, ids=ids).endswith(f": {ids}")


def test_what_no_text_can_need_of_a_language_is_forgotten() -> None:
    assert "unit_patterns" not in LOCALES["en"].region._data


def test_money_is_still_written_though_no_text_of_ours_does(tmp_path: Path) -> None:
    text = 'stats-share = { NUMBER($share, style: "currency", currency: "EUR") }'
    folder = changed(tmp_path, 'stats-share = { NUMBER($share, style: "percent") }', text)
    assert load_locales(folder)["sq"].say("stats-share", share=5) == "5,00\N{NO-BREAK SPACE}€"
