"""Our transport does what the library's own does: the same calls, and the same errors for the same failures."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.delivery.transport import Transport, was_never_sent

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot
MESSAGE = {"message_id": 5, "date": 1_700_000_000, "chat": {"id": 1, "type": "private", "first_name": "Ana"}}

MAKERS: dict[str, Callable[..., BaseRequest]] = {"ours": Transport, "stock": HTTPXRequest}


@pytest.fixture(params=MAKERS)
def make(request: pytest.FixtureRequest) -> Callable[..., BaseRequest]:
    """Make a transport, of each kind in turn."""
    return MAKERS[request.param]


@pytest.fixture(autouse=True)
def _timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Opt in to what RetryAfter will hold in the library's next version, so that it does not warn."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


class Telegram:
    """The far end: it keeps what it was sent, and answers as it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.status = 200
        self.answer: dict[str, Any] = {"ok": True, "result": MESSAGE}
        self.page: str | None = None
        """What a proxy answers with in its place."""
        self.seconds = 0.0
        self.drops = False

    async def handle(self, request: web.Request) -> web.Response:
        is_json = request.content_type == "application/json"
        fields = await request.json() if is_json else await request.post()
        read = {
            name: (field.filename, field.file.read()) if isinstance(field, web.FileField) else field
            for name, field in fields.items()
        }
        self.calls.append((request.path.rpartition("/")[2], read))
        await asyncio.sleep(self.seconds)
        if self.drops and request.transport:
            request.transport.close()
        if self.page is not None:
            return web.Response(text=self.page, status=self.status)
        return web.json_response(self.answer, status=self.status)


@asynccontextmanager
async def serving(telegram: Telegram) -> AsyncIterator[str]:
    application = web.Application()
    application.router.add_route("*", "/{path:.*}", telegram.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    try:
        yield f"http://127.0.0.1:{port}/bot"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def calling(url: str, request: BaseRequest) -> AsyncIterator[Bot]:
    """Give a bot, which is not introduced to Telegram first."""
    bot = Bot(TOKEN, base_url=url, request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


async def test_a_message_arrives_as_it_was_sent(make: Callable[..., BaseRequest]) -> None:
    telegram = Telegram()
    async with serving(telegram) as url, calling(url, make()) as bot:
        sent = await bot.send_message(1, "Përshëndetje & <b>добар дан</b> +100 % ¶", parse_mode="HTML")
    assert sent.message_id == 5
    method, fields = telegram.calls[0]
    assert method == "sendMessage"
    assert fields["text"] == "Përshëndetje & <b>добар дан</b> +100 % ¶"
    assert int(fields["chat_id"]) == 1


async def test_half_a_character_that_somebody_sent_arrives_too() -> None:
    telegram = Telegram()
    async with serving(telegram) as url, calling(url, Transport()) as bot:
        await bot.send_message(1, "\ud83d?")
    assert telegram.calls[0][1]["text"] == "\ud83d?"


async def test_a_file_arrives_whole_with_its_name(make: Callable[..., BaseRequest]) -> None:
    telegram = Telegram()
    async with serving(telegram) as url, calling(url, make()) as bot:
        await bot.send_document(1, InputFile(b"\x00\xff" * 50_000, filename="reload.txt"), caption="Ja")
    _, fields = telegram.calls[0]
    assert fields["caption"] == "Ja"
    assert [value for value in fields.values() if isinstance(value, tuple)] == [("reload.txt", b"\x00\xff" * 50_000)]


@pytest.mark.parametrize("status", [401, 403, 404, 502])
@pytest.mark.parametrize("page", ["", "<h1>Not here</h1>"])
async def test_what_a_proxy_answers_counts_as_a_failure_of_the_network(status: int, page: str) -> None:
    telegram = Telegram()
    telegram.status, telegram.page = status, page
    async with serving(telegram) as url, calling(url, Transport()) as bot:
        with pytest.raises(NetworkError, match=f"HTTP {status}") as failure:
            await bot.send_message(1, "?")
    assert type(failure.value) is NetworkError


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, TelegramError),
        (429, RetryAfter),
        (500, NetworkError),
        (502, NetworkError),
    ],
)
async def test_what_telegram_refuses_is_raised_alike(
    make: Callable[..., BaseRequest], status: int, kind: type[TelegramError]
) -> None:
    telegram = Telegram()
    telegram.status = status
    telegram.answer = {"ok": False, "error_code": status, "description": "No", "parameters": {"retry_after": 3}}
    if status != 429:
        del telegram.answer["parameters"]
    async with serving(telegram) as url, calling(url, make()) as bot:
        with pytest.raises(kind):
            await bot.send_message(1, "?")


async def test_an_answer_that_takes_too_long_has_timed_out_after_it_was_sent(make: Callable[..., BaseRequest]) -> None:
    telegram = Telegram()
    telegram.seconds = 1.0
    async with serving(telegram) as url, calling(url, make(read_timeout=0.1)) as bot:
        with pytest.raises(TimedOut) as late:
            await bot.send_message(1, "?")
        assert not was_never_sent(late.value)
        telegram.seconds = 0.3
        await bot.send_message(1, "?", read_timeout=5)


async def test_a_connection_that_breaks_is_a_network_error_without_the_token(make: Callable[..., BaseRequest]) -> None:
    telegram = Telegram()
    telegram.drops = True
    async with serving(telegram) as url, calling(url, make()) as bot:
        with pytest.raises(NetworkError) as dropped:
            await bot.send_message(1, "?")
    assert not isinstance(dropped.value, TimedOut)
    assert TOKEN not in str(dropped.value)


async def test_nobody_listening_is_a_network_error(make: Callable[..., BaseRequest]) -> None:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{bound.getsockname()[1]}/bot"
        async with calling(url, make()) as bot:
            with pytest.raises(NetworkError):
                await bot.send_message(1, "?")


async def test_a_call_that_finds_no_connection_free_was_never_sent() -> None:
    telegram = Telegram()
    telegram.seconds = 0.5
    async with serving(telegram) as url, calling(url, Transport(connections=1)) as bot:
        first = asyncio.create_task(bot.send_message(1, "first"))
        await asyncio.sleep(0.1)
        with pytest.raises(TimedOut) as crowded:
            await bot.send_message(1, "second", connect_timeout=0.05, pool_timeout=0.05)
        await first
    assert was_never_sent(crowded.value)
    assert len(telegram.calls) == 1


async def test_a_transport_can_be_closed_twice_and_opened_again(make: Callable[..., BaseRequest]) -> None:
    telegram, request = Telegram(), make()
    async with serving(telegram) as url:
        for _ in range(2):
            async with calling(url, request) as bot:
                await bot.send_message(1, "?")
            await request.shutdown()
    assert len(telegram.calls) == 2


async def test_without_being_opened_it_says_so() -> None:
    with pytest.raises(RuntimeError):
        await Transport().do_request("http://127.0.0.1:9/", "POST", RequestData())


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_arrives_as_the_stock_transport_sends_it(text: str) -> None:
    async def send() -> list[Any]:
        telegram = Telegram()
        async with serving(telegram) as url:
            for make in MAKERS.values():
                async with calling(url, make()) as bot:
                    await bot.send_message(1, text)
        return [fields["text"] for _, fields in telegram.calls]

    ours, stock = asyncio.run(send())
    assert ours == stock == text
