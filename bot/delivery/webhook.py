"""The webhook: Telegram posts updates, and takes an answer of 2xx for their having been handled."""

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from telegram import Update
from telegram.error import InvalidToken

from bot.delivery.once import Delivered, Once
from bot.delivery.parking import Parking
from bot.delivery.polling import Stopped, introduce, patience, patiently
from bot.delivery.reading import readable
from bot.delivery.responding import collected
from bot.deriving import derived
from bot.storage import StorageError

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
"""Bytes of an update at most; Telegram's are a few kilobytes."""

MOST_CONNECTIONS = 100
"""As many as Telegram opens at most: each of them waits until its update is handled."""

_HANDLING_SECONDS = 50.0
"""How long Telegram is kept waiting; it gives up after a minute and comes again."""

_STOP_SECONDS = 20

_TAKEN = Response()
"""The same for nearly all updates."""

Unready = Callable[[], Awaitable[str | None]]
"""Tells why updates should rather go to another replica, or None if there is no reason."""


def path_of(token: str) -> str:
    """Return the path that updates are posted to, the same on every replica, and not to be guessed."""
    return f"/telegram/{derived(token, 'path')}"


def secret_of(token: str) -> str:
    """Return what Telegram is to prove itself with where no secret is set, the same on every replica."""
    return derived(token, "secret")


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where updates are posted to."""

    url: str
    """As Telegram reaches us, without the path, such as https://bot.example.org."""
    path: str
    secret: str


def asgi(once: Once, webhook: Webhook, *, unready: Unready, metrics: Callable[[], bytes]) -> ASGIApp:
    """Return the application that takes updates, and tells how it is."""
    secret = webhook.secret.encode()

    async def take(request: Request) -> Response:
        given = request.headers.get("x-telegram-bot-api-secret-token", "").encode()
        if not hmac.compare_digest(given, secret):
            return Response(status_code=403)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        update = readable(body, once.application.bot)
        return _TAKEN if update is None else await _handled(once, update)

    async def healthy(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        reason = await unready()
        return PlainTextResponse("ready" if reason is None else reason, status_code=200 if reason is None else 503)

    async def show_metrics(_request: Request) -> Response:
        return Response(metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")

    others = Starlette(routes=[Route("/healthz", healthy), Route("/readyz", ready), Route("/metrics", show_metrics)])

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        # Updates take the short way: the layers that Starlette has around a route cost a twentieth of an answer.
        if scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == webhook.path:
            response = await take(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await others(scope, receive, send)

    return application


async def _handled(once: Once, update: Update) -> Response:
    """Handle an update; 503 bids Telegram bring it again, here or to another replica."""
    response = collected()
    delivered = Delivered.NOT_YET
    with suppress(TimeoutError):
        async with asyncio.timeout(_HANDLING_SECONDS):
            delivered = await once.handle(update)
            if delivered is Delivered.DONE and not update.inline_query:
                # Telegram brings another once this one is confirmed.
                await once.room()
    if delivered is not Delivered.DONE:
        return Response(status_code=503, headers={"Retry-After": "1"})
    return Response(response.body, media_type="application/json") if response.body else _TAKEN


async def _read(request: Request) -> bytes | None:
    """Return the body, or None where it is too large."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > LARGEST:
        return None
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            return None
    return bytes(body)


class _Server(uvicorn.Server):
    """An HTTP server that leaves signals to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Takes updates over HTTP, and registers with Telegram."""

    once: Once
    parking: Parking
    webhook: Webhook
    allowed_updates: Sequence[str]
    unready: Unready
    metrics: Callable[[], bytes]
    host: str
    port: int
    pauses: Callable[[], Iterator[float]] = patience

    async def run(self, stop: asyncio.Event) -> None:
        """Run the bot until `stop` is set.

        Raises InvalidToken, at the start or later, and OSError where the port cannot be listened on.
        """
        application = self.once.application
        try:
            await patiently(application.initialize, stop, self.pauses())
        except Stopped:
            await application.shutdown()
            return
        server = self._server()
        serving = asyncio.create_task(server.serve())
        stopping, refused = asyncio.create_task(stop.wait()), asyncio.create_task(self.once.refused.wait())
        introduction: asyncio.Task[None] | None = None
        try:
            await application.start()
            while not server.started and not serving.done():  # noqa: ASYNC110 - uvicorn tells in no other way
                await asyncio.sleep(0.01)
            await patiently(self._register, stop, self.pauses())
            log.info("@%s is listening on %s:%s", application.bot.username, self.host, self.port)
            introduction = asyncio.create_task(self._introduce())
            await asyncio.wait({serving, stopping, refused}, return_when=asyncio.FIRST_COMPLETED)
            if refused.done():
                raise InvalidToken
        except Stopped:
            pass
        finally:
            stopping.cancel()
            refused.cancel()
            if introduction:
                introduction.cancel()
            server.should_exit = True
            await serving
            await application.stop()
            await application.shutdown()

    def _server(self) -> _Server:
        config = uvicorn.Config(
            asgi(self.once, self.webhook, unready=self.unready, metrics=self.metrics),
            host=self.host,
            port=self.port,
            access_log=False,
            log_config=None,
            lifespan="off",
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_STOP_SECONDS,
            http="httptools",
        )
        return _Server(config)

    async def _register(self) -> None:
        await self.once.application.bot.set_webhook(
            f"{self.webhook.url.rstrip('/')}{self.webhook.path}",
            max_connections=MOST_CONNECTIONS,
            allowed_updates=self.allowed_updates,
            secret_token=self.webhook.secret,
        )

    async def _introduce(self) -> None:
        """Do what is due once the bot is there, and take up what was left when it last polled."""
        await introduce(self.once.application)
        try:
            left = await self.parking.left(self.once.application.bot)
            await asyncio.gather(*(self.once.persist(update, self.pauses()) for update in left))
            await self.parking.park(())
        except StorageError as error:
            log.warning("updates that were left cannot be looked up: %s", error)
