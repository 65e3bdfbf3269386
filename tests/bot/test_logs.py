"""The log shows the token nowhere, whatever holds it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import _TALKATIVE, Redacting, RedactingJson, set_up_logging

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a logger named `leaky` writes through the formatter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting("%(message)s", secrets=(TOKEN, TOKEN.partition(":")[2])))
    logging.getLogger("leaky").addHandler(handler)
    yield stream
    logging.getLogger("leaky").removeHandler(handler)


def test_a_token_in_a_message_is_taken_out(written: io.StringIO) -> None:
    logging.getLogger("leaky").error("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    assert written.getvalue() == "POST https://api.telegram.org/bot***/getMe\n"


def test_a_token_in_a_traceback_is_taken_out(written: io.StringIO) -> None:
    try:
        raise RuntimeError(f"https://api.telegram.org/bot{TOKEN}")
    except RuntimeError:
        logging.getLogger("leaky").exception("failed")
    assert "RuntimeError: https://api.telegram.org/bot***" in written.getvalue()
    assert TOKEN.partition(":")[2] not in written.getvalue()


def test_the_secret_part_alone_is_taken_out(written: io.StringIO) -> None:
    logging.getLogger("leaky").error("123456%%3A%s", TOKEN.partition(":")[2])
    assert written.getvalue() == "123456%3A***\n"


def test_an_entry_can_be_an_object_with_its_fields() -> None:
    record = logging.LogRecord("bot", logging.INFO, "", 1, "handled %s", ("it",), None)
    record.fields = {"update": 7, "chat": "private", "ms": 1.5}
    entry = json.loads(RedactingJson("", secrets=("private",)).format(record))
    assert entry | {"time": ""} == {
        "time": "", "level": "info", "logger": "bot", "message": "handled it", "update": 7, "chat": "***", "ms": 1.5
    }  # fmt: skip


@given(st.lists(st.floats(0, 2**32), min_size=1, max_size=3))
def test_entries_have_the_time_that_the_library_gives_them(times: list[float]) -> None:
    for seconds in times:
        record = logging.makeLogRecord({"created": seconds, "msecs": seconds % 1 * 1000})
        assert Redacting("", secrets=()).formatTime(record) == logging.Formatter().formatTime(record)


@pytest.fixture
def _logging() -> Iterator[None]:
    """Set logging up as the bot does, for one test."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    try:
        set_up_logging("DEBUG", secrets=(TOKEN,))
        yield
    finally:
        root.handlers[:] = before
        root.setLevel(level)
        for name in (*_TALKATIVE, "telegram"):
            logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.usefixtures("_logging")
def test_libraries_that_log_urls_and_updates_are_kept_quiet() -> None:
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.ext.Application").isEnabledFor(logging.CRITICAL)
    assert logging.getLogger("bot").isEnabledFor(logging.DEBUG)


@pytest.mark.usefixtures("_logging")
def test_entries_tell_where_they_were_made_by_which_alerts_tell_their_causes_apart() -> None:
    made: list[logging.LogRecord] = []

    def keep(record: logging.LogRecord) -> bool:
        made.append(record)
        return True

    log = logging.getLogger("bot.causes")
    log.addFilter(keep)
    log.error("one")
    log.error("another")
    assert made[1].lineno == made[0].lineno + 1
