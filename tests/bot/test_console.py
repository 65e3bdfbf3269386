"""The terminal chat shows what Telegram would, and reads well in 80 columns."""

import asyncio
import io
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from bot.console import chat, run_chat
from bot.console.lines import PipedLines, TypedLines, open_history
from bot.loopback import TOKEN, AnyApplication, Loopback

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]

CARD = (
    "<b>UNMIK has 374 staff.</b> That is the sum of its civilian staff and its uniformed personnel, as authorized.\n"
    "<blockquote expandable>For the budget period 2022/23, UNMIK has an authorized civilian staff of <b>356</b>, of "
    "whom 112 are international, and 18 uniformed personnel.</blockquote>\n"
    '<a href="https://unmik.unmissions.org/mandate">UNMIK mandate, ¶ 5</a>, '
    '<a href="https://unmik.unmissions.org/mandate">again</a>'
)


class Answering:
    """A bot that answers with a card, and edits its answer when the question is edited or a button is tapped."""

    def __init__(self) -> None:
        self.answers: dict[int, int] = {}

    async def handle(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.callback_query:
            notice = "Nothing to see" if update.callback_query.data == "notice" else None
            await update.callback_query.answer(notice)
            if update.callback_query.data == "yes":
                await update.callback_query.edit_message_reply_markup(keyboard("Why"))
            elif not notice:
                await update.callback_query.edit_message_text(f"Tapped {update.callback_query.data}")
        elif update.edited_message:
            where = update.edited_message.chat_id, self.answers[update.edited_message.message_id]
            await context.bot.edit_message_text(f"Edited: {update.edited_message.text}", *where)
        elif update.message and update.message.text == "/file":
            await update.message.reply_document(b"one\ntwo\n", filename="problems.txt", caption="2 problems")
        elif update.message and update.message.text == "/picture":
            await update.message.reply_photo(b"\x89PNG\r\n", filename="month.png", caption="A month")
        elif update.message and update.message.text == "/rate":
            await update.message.reply_text("Rate me", reply_markup=keyboard("Yes", "Why"))
        elif update.message and update.message.text == "/many":
            await update.message.reply_text("Many", reply_markup=keyboard(*(["x" * 30] * 3)))
        elif update.message and update.message.text == "/other":
            here = InlineKeyboardButton("Inline", switch_inline_query_current_chat="x")
            there = InlineKeyboardButton("UN", url="https://un.org/en")
            await update.message.reply_text("Other", reply_markup=InlineKeyboardMarkup([[here, there]]))
        elif update.message:
            sent = await update.message.reply_html(CARD, reply_markup=keyboard("Budget", "Notice", "Offices"))
            self.answers[update.message.message_id] = sent.message_id


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """Return a keyboard of one row, whose callback data is the label in lower case."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label.lower()) for label in labels]])


def build(loopback: Loopback) -> AnyApplication:
    application = ApplicationBuilder().token(TOKEN).request(loopback).get_updates_request(loopback).build()
    application.add_handler(TypeHandler(Update, Answering().handle))
    return application


def transcript(*lines: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `unmik-bot chat` prints when these lines are piped in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    run_chat(build)
    return capsys.readouterr().out


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    return lambda *lines: transcript(*lines, monkeypatch=monkeypatch, capsys=capsys)


def test_a_transcript_shows_the_question_the_answer_its_quote_and_its_buttons(talk: Callable[..., str]) -> None:
    assert talk("How many staff?", "/quit", "never read") == (
        "> How many staff?\n"
        "\n"
        "UNMIK has 374 staff. That is the sum of its civilian staff and its uniformed\n"
        "personnel, as authorized.\n"
        "│ For the budget period 2022/23, UNMIK has an authorized civilian staff of 356,\n"
        "│ of whom 112 are international, and 18 uniformed personnel.\n"
        "UNMIK mandate, ¶ 5 <https://unmik.unmissions.org/mandate>, again\n"
        "\n"
        "[1] Budget   [2] Notice   [3] Offices\n"
        "\n"
        "> /quit\n"
    )


def test_no_line_is_wider_than_80_columns(talk: Callable[..., str]) -> None:
    lines = talk("How many staff?", "/many").splitlines()

    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert f"[3] {'x' * 30}" in lines


def test_a_pipe_gets_no_colour(talk: Callable[..., str]) -> None:
    assert "\x1b" not in talk("How many staff?")


def test_a_number_taps_the_button_that_has_it(talk: Callable[..., str]) -> None:
    assert talk("How many staff?", "3").endswith("> 3\n\nTapped offices\n\n")


def test_a_number_reaches_back_to_the_last_message_with_such_a_button(talk: Callable[..., str]) -> None:
    assert talk("How many staff?", "/other", "3").endswith("> 3\n\nTapped offices\n\n")


def test_a_number_without_a_button_is_a_question(talk: Callable[..., str]) -> None:
    assert "UNMIK has 374 staff." in talk("1244")
    assert talk("How many staff?", "4").count("UNMIK has 374 staff.") == 2


def test_a_notice_is_shown(talk: Callable[..., str]) -> None:
    assert "(Nothing to see)\n" in talk("How many staff?", "2")


def test_buttons_that_leave_the_chat_say_where_they_lead(talk: Callable[..., str]) -> None:
    shown = talk("/other", "1", "2")

    assert "[1] Inline   [2] UN <https://un.org/en>\n" in shown
    assert "(This button works in Telegram only.)\n" in shown
    assert "(Telegram would open https://un.org/en)\n" in shown


def test_an_edit_shows_the_edited_answer(talk: Callable[..., str]) -> None:
    assert talk("How many staff?", "/edit What is the budget?").endswith("\n\nEdited: What is the budget?\n\n")


def test_an_edit_needs_a_question_and_a_text(talk: Callable[..., str]) -> None:
    assert "(There is no question to edit yet.)\n" in talk("/edit x")
    assert "(Write the new question after /edit.)\n" in talk("How many staff?", "/edit")


def test_a_text_file_is_shown(talk: Callable[..., str]) -> None:
    assert "2 problems\nproblems.txt, 8 bytes\n│ one\n│ two\n" in talk("/file")


def test_a_picture_is_told_by_its_name(talk: Callable[..., str]) -> None:
    assert "\nmonth.png, 6 bytes\nA month\n" in talk("/picture")


def test_a_tap_that_changes_only_buttons_shows_these_and_not_the_text_again(talk: Callable[..., str]) -> None:
    assert talk("/rate", "1").endswith("Rate me\n\n[1] Yes   [2] Why\n\n> 1\n\n[1] Why\n\n")


def test_empty_lines_are_passed_over_and_endless_ones_refused(talk: Callable[..., str]) -> None:
    shown = talk("", "  ", "a" * 5000)

    assert shown.startswith("> \n> \n> aaa")
    assert shown.endswith("(Not sent: a message has at most 4096 characters.)\n")


async def test_bytes_that_are_no_text_do_not_end_the_chat() -> None:
    lines = PipedLines(io.TextIOWrapper(io.BytesIO(b"caf\xe9?\n"), encoding="utf-8"), Console(file=io.StringIO()))

    assert await lines.read() == "caf\ufffd?"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    """A keyboard, in whose terminal the chat runs."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


async def test_a_terminal_gets_a_welcome_the_first_screen_and_colour(keys: PipeInput, tmp_path: Path) -> None:
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", width=80, highlight=False)
    keys.send_text("How many staff?\n\x04")

    await asyncio.wait_for(chat(build, console=console, lines=TypedLines(tmp_path / "history")), 10)

    assert "Ask a question." in screen.getvalue()
    assert screen.getvalue().count("\x1b[1mUNMIK has 374 staff.\x1b[0m") == 2
    assert "> How" not in screen.getvalue()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
async def test_ctrl_c_and_ctrl_d_leave(key: str, keys: PipeInput, tmp_path: Path) -> None:
    keys.send_text(key)

    with pytest.raises(EOFError):
        await asyncio.wait_for(TypedLines(tmp_path / "history").read(), 10)


def test_lines_are_kept_in_a_history(tmp_path: Path) -> None:
    history = open_history(tmp_path / "unmik-bot" / "history")
    history.store_string("How many staff?")

    assert list(open_history(tmp_path / "unmik-bot" / "history").load_history_strings()) == ["How many staff?"]


def test_a_history_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    assert isinstance(open_history(tmp_path / "taken" / "history"), InMemoryHistory)

    (tmp_path / "history").mkdir()
    history = open_history(tmp_path / "history")
    history.store_string("How many staff?")

    assert list(history.load_history_strings()) == []


async def test_a_pipe_ends_where_its_stream_ends() -> None:
    lines = PipedLines(io.StringIO("one"), Console(file=io.StringIO()))

    assert await lines.read() == "one"
    with pytest.raises(EOFError):
        await lines.read()
