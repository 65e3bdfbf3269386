"""Plain calls take the way of all others, and say no more than they are told to."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest
from telegram.ext import Defaults
from telegram.request import BaseRequest, RequestData

from bot.calling import CallingBot, calling
from bot.delivery.pacing import Limits, Pacing

TOKEN = "1:none"  # noqa: S105 - of no bot


class Far(BaseRequest):
    """The far end, which notes what is called and answers one thing to all of it."""

    def __init__(self, status: int, answer: bytes) -> None:
        self.calls: list[tuple[str, Mapping[str, Any]]] = []
        self._answer = status, answer

    @property
    def read_timeout(self) -> float:
        return 1.0

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *timeouts: Any, **more: Any
    ) -> tuple[int, bytes]:
        assert request_data
        self.calls.append((url, request_data.parameters))
        return self._answer


async def test_a_call_leaves_as_it_is_and_its_result_comes_as_telegram_gave_it() -> None:
    far = Far(200, b'{"ok": true, "result": {"message_id": 7}}')
    bot = CallingBot(TOKEN, request=far, defaults=Defaults(parse_mode="HTML"), rate_limiter=Pacing())
    keyboard = {"inline_keyboard": [[{"text": "Why?", "callback_data": "w"}]]}
    sent = await bot.call("sendMessage", chat_id=5, text="10 & 8", reply_markup=keyboard, message_thread_id=None)
    assert sent == {"message_id": 7}
    [(url, parameters)] = far.calls
    assert url.endswith("/bot1:none/sendMessage")
    assert parameters == {"chat_id": 5, "text": "10 & 8", "reply_markup": keyboard}


async def test_a_call_that_telegram_turns_down_raises_what_the_library_raises() -> None:
    far = Far(400, b'{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}')
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await CallingBot(TOKEN, request=far).call("sendMessage", chat_id=5, text="hello")


async def test_a_call_keeps_to_the_pace_of_its_chat() -> None:
    far = Far(200, b'{"ok": true, "result": true}')
    bot = CallingBot(TOKEN, request=far, rate_limiter=Pacing(Limits(chat=(1, 0.1))))
    start = asyncio.get_running_loop().time()
    for _ in range(3):
        await bot.call("sendMessage", chat_id=5, text="hello")
    assert asyncio.get_running_loop().time() - start >= 0.2


def test_another_bot_makes_no_plain_calls() -> None:
    with pytest.raises(TypeError, match="must be a CallingBot"):
        calling(Bot(TOKEN))
