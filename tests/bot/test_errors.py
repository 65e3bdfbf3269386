"""A failing handler is logged without anybody's words, and its person gets one short apology."""

import logging
from typing import Any, NoReturn

import pytest
from telegram import Update

from bot.app import build_application
from bot.loopback import AnyApplication, Loopback
from bot.settings import Settings
from knowledge import Explanation, FactBase
from tests.telegram import Bot, User, running_bot

WORDS = "words of my own"


class Failing:
    """An answerer that fails with the question in its error."""

    def __init__(self, _facts: FactBase) -> None:
        pass

    def consider(self, question: str, *, language: str | None = None) -> NoReturn:
        raise ValueError(f"{question} in {language}")

    def explain(self, question: str, *, language: str | None = None, after: str | None = None) -> Explanation:
        return self.consider(question, language=language)


@pytest.fixture
def build(settings: Settings) -> Any:
    def build(loopback: Loopback) -> AnyApplication:
        return build_application(settings.model_copy(update={"admin_ids": ()}), request=loopback, answering=Failing)

    return build


async def test_a_failure_is_apologised_for_once_and_logged_without_the_question(
    build: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with running_bot(build) as bot:
        ana = bot.user("Ana")
        replies = await ana.replies_to(WORDS)
    assert [reply.text for reply in replies] == [
        "Sorry, something went wrong here and your question was not answered. Please ask again."
    ]
    (entry,) = [record for record in caplog.records if record.name == "bot.errors"]
    assert entry.levelno == logging.ERROR
    assert "ValueError" in entry.getMessage()
    assert "questions.py" in entry.getMessage()
    assert WORDS not in caplog.text


async def test_an_apology_is_in_the_language_of_the_app(build: Any) -> None:
    async with running_bot(build) as bot:
        assert (await bot.user("Arta", language="sq").ask(WORDS)).text.startswith("Më falni")
        assert (await bot.user("Jovan", language="sr").ask(WORDS)).text.startswith("Izvinite")


async def test_a_failing_inline_query_harms_nobody(build: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with running_bot(build) as bot:
        with pytest.raises(AssertionError, match="never answered"):
            await bot.user("Ana").inline(WORDS)
    assert WORDS not in caplog.text


async def test_someone_who_blocks_the_bot_is_no_error(bot: Bot, ana: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    reply = await ana.send("/start")
    ana.block_bot()
    assert await ana.tap(reply, data="f:mandate") is reply
    assert [record for record in caplog.records if record.name == "bot.errors"] == []
    bot.refusals.clear()


async def test_telegram_failing_is_logged_and_not_apologised_for(
    bot: Bot, ana: User, caplog: pytest.LogCaptureFixture
) -> None:
    bot.loopback.fail_next("sendMessage", code=500, description="Internal Server Error")
    assert await ana.replies_to("How many staff does UNMIK have?") == []
    (entry,) = [record for record in caplog.records if record.name == "bot.errors"]
    assert entry.levelno == logging.WARNING
    assert "70 staff" in (await ana.ask("How many staff does UNMIK have?")).text


async def test_an_answer_whose_markup_telegram_does_not_read_is_sent_without(bot: Bot, ana: User) -> None:
    bot.loopback.fail_next("sendMessage", code=400, description="Bad Request: can't parse entities: oh dear")
    reply = await ana.ask("How many staff does UNMIK have?")
    assert reply.text.startswith("UNMIK has 70 staff.")
    assert reply.marked("bold") == []
    assert reply.buttons


CHAT = {"id": 1, "type": "private", "first_name": "Ana"}
GROUP = {"id": -1, "type": "supergroup", "title": "Group"}
ANA = {"id": 1, "is_bot": False, "first_name": "Ana"}
OTHER_BOT = {"id": 2, "is_bot": True, "first_name": "Other", "username": "other_bot"}
MESSAGE = {"message_id": 1, "date": 1_700_000_000, "chat": CHAT, "from": ANA}
TAP = {"id": "1", "from": ANA, "chat_instance": "1"}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"channel_post": {**MESSAGE, "chat": {"id": -2, "type": "channel", "title": "C"}, "text": "staff"}},
        {"message": {**MESSAGE, "from": OTHER_BOT, "text": "How many staff?"}},
        {"message": {**MESSAGE, "via_bot": OTHER_BOT, "text": "How many staff?"}},
        {"message": {**MESSAGE, "chat": GROUP, "text": "How many staff?"}},
        {"message": {**MESSAGE, "chat": GROUP, "new_chat_members": [ANA]}},
        {"message": {"message_id": 1, "date": 1_700_000_000, "chat": GROUP, "text": "no sender"}},
        {"message": {**MESSAGE, "pinned_message": {"message_id": 9, "date": 0, "chat": CHAT}}},
        {"message": {**MESSAGE, "media_group_id": "1", "photo": []}},
        {"edited_message": {**MESSAGE, "location": {"latitude": 1.0, "longitude": 2.0}}},
        {"edited_message": {**MESSAGE, "text": "/reload"}},
        {"guest_message": {**MESSAGE, "chat": GROUP, "text": "How many staff?"}},
        {"poll_answer": {"poll_id": "1", "user": ANA, "option_ids": [0], "option_persistent_ids": ["0"]}},
    ],
)
async def test_an_update_that_asks_nothing_of_the_bot_gets_no_answer(bot: Bot, content: dict[str, Any]) -> None:
    before = len(bot.calls)
    await bot.application.process_update(Update.de_json({"update_id": 1, **content}, bot.application.bot))
    assert bot.calls[before:] == []


@pytest.mark.parametrize(
    "content",
    [
        {"callback_query": {**TAP, "data": "f:mandate", "inline_message_id": "5"}},
        {"callback_query": {**TAP, "game_short_name": "chess"}},
        {"callback_query": {**TAP, "data": "f:mandate", "message": {"message_id": 5, "date": 0, "chat": CHAT}}},
    ],
)
async def test_a_tap_from_an_odd_place_is_answered_without_a_crash(
    bot: Bot, content: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    before = len(bot.calls)
    await bot.application.process_update(Update.de_json({"update_id": 1, **content}, bot.application.bot))
    assert bot.calls[before].method == "answerCallbackQuery"
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
    bot.refusals.clear()
