"""An update is read as the library reads it, whatever it holds."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import TelegramObject, Update

from bot.calling import CallingBot
from bot.delivery.reading import read

BOT = CallingBot("1:none")
TEXT = st.text(max_size=20)
IDS = st.integers(-(2**52), 2**52)
PEOPLE = st.fixed_dictionaries(
    {"id": IDS, "is_bot": st.booleans(), "first_name": TEXT},
    optional={"last_name": TEXT, "username": TEXT, "language_code": TEXT, "is_premium": st.booleans()},
)
CHATS = st.fixed_dictionaries(
    {"id": IDS, "type": st.sampled_from(["private", "group", "supergroup", "channel", "of another time"])},
    optional={"first_name": TEXT, "title": TEXT, "is_forum": st.booleans(), "of_another_time": TEXT},
)
MESSAGES = st.fixed_dictionaries(
    {"message_id": IDS, "date": st.integers(0, 2**32), "chat": CHATS},
    optional={
        "from": PEOPLE,
        "text": TEXT,
        "message_thread_id": IDS,
        "entities": st.just([{"type": "bold", "offset": 0, "length": 1}]),
        "of_another_time": TEXT,
    },
)
UPDATES = st.fixed_dictionaries({"update_id": IDS}, optional={"message": MESSAGES, "edited_message": MESSAGES})
PLAIN: dict[str, Any] = {
    "message_id": 7,
    "date": 1_700_000_000,
    "chat": {"id": 5, "type": "private", "first_name": "Ana"},
    "from": {"id": 5, "is_bot": False, "first_name": "Ana", "language_code": "sq"},
    "text": "Kush e udhëheq UNMIK-un?",
}


def parts(each: object) -> Any:
    """Return all that there is in an object of the library, and in those in it, without what it works out from them."""
    if isinstance(each, TelegramObject):
        slots = [slot for kind in type(each).__mro__ for slot in getattr(kind, "__slots__", ())]
        held = {slot: parts(getattr(each, slot, None)) for slot in slots if slot not in {"_bot", "__dict__"}}
        kind = next(kind for kind in type(each).__mro__ if kind.__module__.startswith("telegram."))
        return kind, each._bot is BOT, held
    if isinstance(each, list | tuple):
        return [parts(one) for one in each]
    return each


def both(update: dict[str, Any]) -> tuple[Any, Any]:
    """Return an update as it is read here and as the library reads it."""
    text = json.dumps(update)
    return parts(read(json.loads(text), BOT)), parts(Update.de_json(json.loads(text), BOT))


@given(UPDATES)
def test_an_update_is_read_as_the_library_reads_it(update: dict[str, Any]) -> None:
    ours, the_librarys = both(update)
    assert ours == the_librarys


def test_a_question_in_plain_words_is_read_as_the_library_reads_it() -> None:
    update = {"update_id": 3, "message": PLAIN}
    ours, the_librarys = both(update)
    assert ours == the_librarys
    read_ = read(update, BOT)
    assert read_.message
    assert read_.message.text == PLAIN["text"]
    assert read_.message.date == datetime.fromtimestamp(PLAIN["date"], UTC)
    assert read_.message.get_bot() is BOT
    assert read_ == Update.de_json(update, BOT)


@pytest.mark.parametrize("broken", [{"date": "soon"}, {"date": 10**30}, {"chat": []}, {"from": {"id": 5}}])
def test_what_cannot_be_read_raises_as_the_library_does(broken: dict[str, Any]) -> None:
    update = {"update_id": 3, "message": PLAIN | broken}
    with pytest.raises((ValueError, TypeError, KeyError, AttributeError, OverflowError, OSError)):
        read(update, BOT)
