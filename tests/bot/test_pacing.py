"""Calls leave at Telegram's pace, and are repeated where that does more good than harm."""

import asyncio
from collections.abc import Sequence
from typing import Any

import aiohttp
import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.delivery.pacing import Limits, Pacing, Window

QUICK = Limits(total=(1000, 1.0), chat=(1000, 1.0), group=(1000, 1.0), pauses=(0.0, 0.0, 0.0))
TICK = 0.05


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to what RetryAfter will hold in the library's next version, so that it does not warn."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


class Telegram:
    """The far end of calls, which fails first with some errors and notes when what came."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.calls: list[tuple[float, Any]] = []

    async def __call__(self, chat_id: Any) -> str:
        self.calls.append((asyncio.get_running_loop().time(), chat_id))
        await asyncio.sleep(0)
        if self.errors:
            raise self.errors.pop(0)
        return "done"

    def times(self, chat_id: Any) -> Sequence[float]:
        return [time for time, chat in self.calls if chat == chat_id]


async def call(pacing: Pacing, telegram: Telegram, chat_id: Any = 1, *, endpoint: str = "sendMessage") -> Any:
    return await pacing.process_request(telegram, (chat_id,), {}, endpoint, {"chat_id": chat_id}, None)


def caused_by(error: TelegramError, cause: Exception) -> TelegramError:
    error.__cause__ = cause
    return error


def most_within(times: Sequence[float], seconds: float) -> int:
    """Return the most starts in any span of these seconds."""
    return max(sum(start <= other < start + seconds for other in times) for start in times)


def test_a_window_lets_only_so_many_start_in_its_span() -> None:
    window = Window(2, 10.0)
    for now in (0.0, 4.0):
        assert window.wait(now) == 0
        window.start(now)
    assert window.wait(5.0) == 5.0
    assert window.wait(10.0) == 0
    window.start(10.0)
    assert window.wait(11.0) == 3.0


def test_a_window_is_at_rest_once_its_last_start_is_over() -> None:
    window = Window(2, 10.0)
    assert window.is_at_rest(0.0)
    for now in (0.0, 4.0, 11.0):
        window.start(now)
        assert not window.is_at_rest(now)
    assert not window.is_at_rest(20.9)
    assert window.is_at_rest(21.0)


async def test_a_chat_that_is_not_at_rest_is_not_forgotten_for_many_others() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(total=(10_000, 1.0), chat=(2, 60.0)))
    await call(pacing, telegram, 1)
    for other in range(2, 2_500):
        await call(pacing, telegram, other)
    await call(pacing, telegram, 1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(call(pacing, telegram, 1), 0.05)


async def test_all_chats_together_keep_the_whole_limit() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(total=(5, TICK)))
    await asyncio.gather(*(call(pacing, telegram, chat) for chat in range(15)))
    assert most_within([time for time, _ in telegram.calls], TICK * 0.99) <= 5


async def test_it_is_behind_while_a_message_waits_for_others_and_not_for_its_chat() -> None:
    pacing = Pacing(Limits(total=(1, 0.2), chat=(1, 0.4)))
    telegram = Telegram()
    await call(pacing, telegram, 1)
    assert not pacing.is_behind
    waiting = asyncio.create_task(call(pacing, telegram, 2))
    await asyncio.sleep(TICK)
    assert pacing.is_behind
    await waiting
    await asyncio.sleep(0.2)
    waiting = asyncio.create_task(call(pacing, telegram, 2))
    await asyncio.sleep(TICK)
    assert not pacing.is_behind
    await waiting


async def test_one_chat_keeps_its_limit_and_its_order() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(total=(1000, 1.0), chat=(2, TICK)))
    await asyncio.gather(*(call(pacing, telegram, 1) for _ in range(5)))
    assert most_within(telegram.times(1), TICK * 0.99) <= 2


async def test_a_group_keeps_a_limit_of_its_own() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(chat=(1000, 1.0), group=(2, TICK)))
    await asyncio.gather(*(call(pacing, telegram, -100) for _ in range(5)))
    assert most_within(telegram.times(-100), TICK * 0.99) <= 2


async def test_a_chat_at_its_limit_holds_up_no_other() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(chat=(1, 5.0)))
    await call(pacing, telegram, 1)
    waiting = asyncio.create_task(call(pacing, telegram, 1))
    await asyncio.wait_for(call(pacing, telegram, 2), 1)
    assert not waiting.done()
    waiting.cancel()


async def test_a_chat_that_telegram_bids_to_wait_waits_alone() -> None:
    telegram, pacing = Telegram(RetryAfter(1)), Pacing(QUICK)
    waiting = asyncio.create_task(call(pacing, telegram, 1))
    await asyncio.sleep(0.01)
    await asyncio.wait_for(call(pacing, telegram, 2), 0.5)
    assert not waiting.done()
    assert await waiting == "done"
    first, second = telegram.times(1)
    assert second - first >= 1


async def test_a_wait_that_is_too_long_is_not_waited_for() -> None:
    with pytest.raises(RetryAfter):
        await asyncio.wait_for(call(Pacing(QUICK), Telegram(RetryAfter(3600))), 1)


@pytest.mark.parametrize(
    "error",
    [
        NetworkError("Bad Gateway"),
        caused_by(NetworkError("aiohttp.ServerDisconnectedError"), aiohttp.ServerDisconnectedError()),
        caused_by(TimedOut(), aiohttp.ConnectionTimeoutError("no connection")),
    ],
)
async def test_a_message_that_the_network_lost_is_sent_again(error: TelegramError) -> None:
    telegram = Telegram(error)
    assert await call(Pacing(QUICK), telegram) == "done"
    assert len(telegram.calls) == 2


async def test_a_message_that_may_have_arrived_is_not_sent_twice_for_a_timeout() -> None:
    telegram = Telegram(caused_by(TimedOut(), aiohttp.SocketTimeoutError("slow")))
    with pytest.raises(TimedOut):
        await call(Pacing(QUICK), telegram)
    assert len(telegram.calls) == 1


async def test_an_edit_is_repeated_after_a_timeout_as_it_can_do_no_harm() -> None:
    telegram = Telegram(caused_by(TimedOut(), aiohttp.SocketTimeoutError("slow")))
    assert await call(Pacing(QUICK), telegram, endpoint="editMessageText") == "done"


@pytest.mark.parametrize("error", [BadRequest("chat not found"), Forbidden("blocked"), InvalidToken("no")])
async def test_what_telegram_refuses_is_not_repeated(error: TelegramError) -> None:
    telegram = Telegram(error)
    with pytest.raises(type(error)):
        await call(Pacing(QUICK), telegram)
    assert len(telegram.calls) == 1


async def test_repeating_has_an_end() -> None:
    telegram = Telegram(*(NetworkError("Bad Gateway") for _ in range(10)))
    with pytest.raises(NetworkError):
        await call(Pacing(QUICK), telegram)
    assert len(telegram.calls) == 4


async def test_taps_are_acknowledged_without_waiting_for_a_chats_turn() -> None:
    telegram, pacing = Telegram(), Pacing(Limits(chat=(1, 60.0)))
    await call(pacing, telegram, 1)
    await asyncio.wait_for(pacing.process_request(telegram, (1,), {}, "answerCallbackQuery", {}, None), 1)
    await asyncio.wait_for(call(pacing, telegram, 1, endpoint="sendChatAction"), 1)
