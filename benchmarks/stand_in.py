"""A stand-in for Telegram, over real HTTP on loopback: it hands updates out, or posts them, and takes the answers.

As little as can be between the sockets and the clock, so that what is measured is the bot.
"""

import asyncio
import json
import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import httptools

ME = {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "unmik_fact_bot"}
TOKEN = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot

_HANDED_OUT = 100
"""Updates at a time, at most."""
_CHAT = re.compile(rb"chat_id(?:=|\": ?)(\d+)")
"""As the library's own transport writes it, in a form, and as ours does, in JSON."""
RESULTS: dict[str, Any] = {
    "getMe": ME,
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
    "getMyName": {"name": ""},
}
"""What methods return whose result a bot reads; all others return true."""
_MESSAGE = (
    b'{"ok":true,"result":{"message_id":5,"date":1700000000,"text":"...","chat":{"id":%d,"type":"private",'
    b'"first_name":"Ana"},"from":{"id":123456,"is_bot":true,"first_name":"Bot","username":"unmik_fact_bot"}}}'
)


def question(number: int, text: str, *, person: int | None = None) -> bytes:
    """Return an update with a question of a person who has asked nothing before, or of the one given, as JSON."""
    sender = {"id": person or number, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    chat = {"id": number, "type": "private", "first_name": "Ana"}
    message = {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": sender, "text": text}
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    return json.dumps({"update_id": number, "message": message}).encode()


def search(number: int, text: str) -> bytes:
    """Return an update with an inline query, as JSON."""
    person = {"id": number, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    query = {"id": str(number), "from": person, "query": text, "offset": ""}
    return json.dumps({"update_id": number, "inline_query": query}).encode()


class Telegram:
    """The Bot API, in so far as a bot needs it to answer."""

    def __init__(self, *, seconds: float) -> None:
        """Take how long each message takes to be confirmed."""
        self.seconds = seconds
        self.webhook = ""
        """The path that a bot has registered."""
        self.secret = ""
        self.registered = asyncio.Event()
        self.on_message: Callable[[int], None] = lambda _chat: None
        """Called with the chat's id when a message has been confirmed."""
        self.port = 0
        self._held: list[bytes] = []
        self._polling: Callable[[bytes], None] | None = None
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> "Telegram":
        self._server = await asyncio.get_running_loop().create_server(lambda: _Call(self), "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._server:
            self._server.close()

    def hold(self, update: bytes) -> None:
        """Hand an update out to the bot that polls, now or when it does."""
        self._held.append(update)
        if self._polling:
            self._hand_out(self._polling)

    def answer(self, method: str, body: bytes, respond: Callable[[bytes], None]) -> None:
        """Answer a call, at once or after as long as a message takes."""
        if method == "sendMessage":
            found = _CHAT.search(body)
            chat = int(found.group(1)) if found else 0

            def confirm() -> None:
                respond(_MESSAGE % chat)
                self.on_message(chat)

            if self.seconds:
                asyncio.get_running_loop().call_later(self.seconds, confirm)
            else:
                confirm()
            return
        if method == "getUpdates":
            self._hand_out(respond)
            return
        if method == "setWebhook":
            self._register(body)
        respond(json.dumps({"ok": True, "result": RESULTS.get(method, True)}).encode())

    def _hand_out(self, respond: Callable[[bytes], None]) -> None:
        """Hand out what there is, each update once, or wait until there is something."""
        self._polling = None if self._held else respond
        if self._held:
            handed_out, self._held = self._held[:_HANDED_OUT], self._held[_HANDED_OUT:]
            respond(b'{"ok":true,"result":[%s]}' % b",".join(handed_out))

    def _register(self, body: bytes) -> None:
        is_form = not body.startswith(b"{")
        fields = dict(parse_qsl(body.decode())) if is_form else json.loads(body)
        self.webhook = urlsplit(fields["url"]).path
        self.secret = fields.get("secret_token", "")
        self.registered.set()


class _Call(asyncio.Protocol):
    """One connection of the bot to the API."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._parser = httptools.HttpRequestParser(self)
        self._url, self._body = b"", b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, received: bytes) -> None:
        self._parser.feed_data(received)

    def on_url(self, url: bytes) -> None:
        self._url = url

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        method, body = self._url.rpartition(b"/")[2].decode(), self._body
        self._url = self._body = b""
        self._telegram.answer(method, body, self._respond)

    def _respond(self, content: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                % (len(content), content)
            )


class Poster(asyncio.Protocol):
    """One connection of Telegram to the webhook."""

    def __init__(self, head: bytes) -> None:
        self._head = head
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def connect(cls, port: int, telegram: Telegram) -> "Poster":
        """Return a connection to a bot's webhook."""
        head = (
            f"POST {telegram.webhook} HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {telegram.secret}\r\n"
        ).encode()
        _, poster = await asyncio.get_running_loop().create_connection(lambda: cls(head), "127.0.0.1", port)
        return poster

    async def post(self, update: bytes) -> tuple[int, bytes]:
        """Post an update and return the status and the body of the response; raises ConnectionError."""
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(b"%sContent-Length: %d\r\n\r\n%s" % (self._head, len(update), update))
        return await self._answer

    def close(self) -> None:
        """Close the connection."""
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(error or ConnectionResetError("the bot has closed the connection"))

    def data_received(self, received: bytes) -> None:
        self._parser.feed_data(received)

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        body, self._body = self._body, b""
        if self._answer and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), body))
        self._parser = httptools.HttpResponseParser(self)
