"""Telegram's transport, in process: requests go to the world in memory, and nothing leaves the machine."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.loopback.about import About
from bot.loopback.answers import Answers
from bot.loopback.calls import Call
from bot.loopback.chats import File, Json, Message
from bot.loopback.messaging import Messaging
from bot.loopback.profile import Profile
from bot.loopback.refusals import Refused
from bot.loopback.world import World

TOKEN = "7000000000:no-token-is-needed-here"  # noqa: S105 - no secret: it only has to look like a token
"""A token for an application whose transport is the loopback."""


_UPDATES_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was turned down, and Telegram's words."""

    method: str
    code: int
    description: str


class Exchange:
    """What the bot does about one update."""

    def __init__(self) -> None:
        self.replies: list[Message] = []
        """The messages that it sent or edited, the last touched last."""
        self.unknown: list[str] = []
        """The methods that it called and the loopback does not have."""

    def note(self, message: Message) -> None:
        """Note that the bot sent or edited the message."""
        if message in self.replies:
            self.replies.remove(message)
        self.replies.append(message)


_exchange: ContextVar[Exchange] = ContextVar("exchange")


class Loopback(BaseRequest):
    """A stand-in for Telegram's servers: give it to ApplicationBuilder.request and get_updates_request.

    Calls are answered, and refused, as Telegram does it. A method that it does not have, or a use of one that it does
    not model, raises NotImplementedError, here and where the update came from.
    """

    def __init__(self, *, username: str = "unmik_fact_bot", name: str = "UNMIK Facts") -> None:
        self.world = World(username=username, name=name)
        self.calls: list[Call] = []
        """Every call, in order."""
        self.refusals: list[Refusal] = []
        """The calls that were turned down, except by plan."""
        self.profile = Profile()
        """The menus and profile texts that the bot has set."""
        self._methods = {
            **Messaging(self.world, touched=_note).methods(),
            **Answers(self.world).methods(),
            **About(self.world, self.profile).methods(),
        }
        self._planned: list[tuple[str, Refused]] = []
        self._queue: list[Json] = []
        self._queued = asyncio.Event()

    def fail_next(self, method: str, *, code: int, description: str = "", retry_after: int | None = None) -> None:
        """Have the next call of a method fail: 403, 429 with seconds to wait, 502 and so on."""
        parameters = {} if retry_after is None else {"retry_after": retry_after}
        wait = "" if retry_after is None else f"retry after {retry_after}"
        self._planned.append((method, Refused(description or wait, code=code, **parameters)))

    def queue(self, update: Json) -> None:
        """Keep an update for an application that fetches its updates itself."""
        self._queue.append(update)
        self._queued.set()

    @contextmanager
    def exchange(self) -> Iterator[Exchange]:
        """Collect what the bot does in this task, and in those that it starts, until the block ends."""
        exchange = Exchange()
        token = _exchange.set(exchange)
        try:
            yield exchange
        finally:
            _exchange.reset(token)

    @property
    def read_timeout(self) -> float | None:
        """No time limit: answers come at once."""
        return None

    async def initialize(self) -> None:
        """Do nothing: there is no connection to open."""

    async def shutdown(self) -> None:
        """Do nothing: there is no connection to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_more_timeouts: object,
    ) -> tuple[int, bytes]:
        """Answer one request: the HTTP status and the body."""
        await asyncio.sleep(0)  # as on a network, other updates are handled meanwhile
        name = url.rpartition("/")[2]
        if method == "GET":
            return 200, self.world.files[name].content
        call = self._read(name, request_data)
        self.calls.append(call)
        try:
            result = await self._updates(call) if name == "getUpdates" else self._answer(call)
        except Refused as refused:
            body = {"ok": False, "error_code": refused.code, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return refused.code, json.dumps(body).encode()
        except NotImplementedError as missing:
            if exchange := _exchange.get(None):
                exchange.unknown.append(f"{name}: {missing}")
            raise
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _updates(self, call: Call) -> list[Json]:
        """Return the queued updates from the offset on, once there are some or the timeout is over."""
        self._fail_if_planned(call)
        self._queue = [update for update in self._queue if update["update_id"] >= call.number("offset")]
        if not self._queue:
            self._queued.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._queued.wait(), call.number("timeout"))
        return self._queue[: call.number("limit") or _UPDATES_AT_ONCE]

    def _fail_if_planned(self, call: Call) -> None:
        for planned in self._planned:
            if planned[0] == call.method:
                self._planned.remove(planned)
                raise planned[1]

    def _answer(self, call: Call) -> Any:
        self._fail_if_planned(call)
        if call.method not in self._methods:
            raise NotImplementedError("the loopback has no such method")
        try:
            return self._methods[call.method](call)
        except Refused as refused:
            self.refusals.append(Refusal(call.method, refused.code, refused.description))
            raise

    def _read(self, method: str, request: RequestData | None) -> Call:
        if request is None:
            return Call(method, {})
        files: dict[str, File] = {}
        for name, part in request.multipart_data.items():
            file_name, content, mime_type = part
            content = content if isinstance(content, bytes) else content.read()
            files[name] = self.world.keep_file(file_name, content, mime_type)
        return Call(method, json.loads(json.dumps(request.parameters)), files)


def _note(message: Message) -> None:
    """Tell the exchange that is under way, if any, that the bot sent or edited a message."""
    if exchange := _exchange.get(None):
        exchange.note(message)
