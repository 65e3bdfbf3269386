"""Messages of a chat are handled in order, and chats do not wait for one another."""

import asyncio
from typing import Any

from telegram import Update

from bot.delivery.ordering import InOrder

CHAT = {"type": "private", "first_name": "Ana"}
PERSON = {"id": 1, "is_bot": False, "first_name": "Ana"}


def message(chat: int, text: str, *, kind: str = "message") -> Update:
    content = {"message_id": 1, "date": 0, "chat": {"id": chat, **CHAT}, "from": PERSON, "text": text}
    return Update.de_json({"update_id": 1, kind: content}, None)


def tap(chat: int, under: int) -> Update:
    content: dict[str, Any] = {"message_id": under, "date": 1, "chat": {"id": chat, **CHAT}}
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x", "message": content}
    return Update.de_json({"update_id": 1, "callback_query": query}, None)


async def finished_first(slow: Update, quick: Update) -> str:
    """Handle two updates that came in this order, the first slowly; return which was done first."""
    done: list[str] = []
    processor = InOrder()

    async def handle(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        done.append(name)

    await asyncio.gather(
        processor.process_update(slow, handle("slow", 0.02)), processor.process_update(quick, handle("quick", 0))
    )
    return done[0]


async def test_an_edit_waits_until_its_question_is_answered() -> None:
    assert await finished_first(message(1, "a"), message(1, "b", kind="edited_message")) == "slow"


async def test_another_chat_does_not_wait() -> None:
    assert await finished_first(message(1, "a"), message(2, "b")) == "quick"


async def test_a_question_does_not_wait_for_a_command() -> None:
    assert await finished_first(message(1, "/reload"), message(1, "a")) == "quick"


async def test_taps_on_one_message_are_in_order_and_do_not_wait_for_questions() -> None:
    assert await finished_first(tap(1, 5), tap(1, 5)) == "slow"
    assert await finished_first(tap(1, 5), tap(1, 6)) == "quick"
    assert await finished_first(message(1, "a"), tap(1, 5)) == "quick"


async def test_a_failure_does_not_hold_up_what_follows() -> None:
    processor = InOrder()

    async def fail() -> None:
        raise RuntimeError("oh dear")

    failing = asyncio.create_task(processor.process_update(message(1, "a"), fail()))
    await asyncio.gather(failing, return_exceptions=True)
    await asyncio.wait_for(processor.process_update(message(1, "b"), asyncio.sleep(0)), 1)
    assert isinstance(failing.exception(), RuntimeError)
