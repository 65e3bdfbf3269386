"""The webhook takes an update for handled only once it is, from Telegram only, and each once."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp
from telegram import Update
from telegram.error import InvalidToken

from bot.app import assemble
from bot.delivery.once import Delivered, Once
from bot.delivery.pacing import Pacing
from bot.delivery.responding import Responding
from bot.delivery.thinking import Thinking
from bot.delivery.webhook import LARGEST, Listening, Webhook, asgi, path_of, secret_of
from bot.running import _delivery
from bot.settings import Settings
from bot.storage import Claim, SqlStorage, StorageError
from tests.bot.test_polling import ANA, Server, question
from tests.waiting import until

SEARCH = {"update_id": 14, "inline_query": {"id": "7", "from": ANA, "query": "who leads UNMIK", "offset": ""}}
WEBHOOK = Webhook("https://bot.example.org", "/telegram/abc", "s3cret-s3cret-s3cret")


@dataclass(frozen=True, slots=True)
class Hook:
    """The webhook, with Telegram at both of its ends."""

    application: ASGIApp
    client: httpx.AsyncClient
    server: Server
    storage: SqlStorage
    once: Once
    reasons: list[str | None]
    """Why it is not ready, the newest last."""

    async def post(self, update: dict[str, Any] | bytes, **headers: str) -> httpx.Response:
        content = update if isinstance(update, bytes) else json.dumps(update).encode()
        given = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK.secret, **headers}
        return await self.client.post(WEBHOOK.path, content=content, headers=given)


@pytest.fixture
async def hook(settings: Settings) -> AsyncIterator[Hook]:
    server = Server()
    async with SqlStorage("sqlite://") as storage:
        assembly = assemble(settings, storage=storage, request=Responding(server))
        assembly.fact_bases.load()

        reasons: list[str | None] = [None]

        async def unready() -> str | None:
            return reasons[-1]

        once = Once(
            assembly.application,
            storage.updates,
            observe=assembly.metrics.observe,
            waits_for_marks=False,
        )
        application = asgi(once, WEBHOOK, unready=unready, metrics=assembly.metrics.text)
        transport = httpx.ASGITransport(application)
        async with (
            assembly.application,
            httpx.AsyncClient(transport=transport, base_url="http://bot", trust_env=False) as client,
        ):
            yield Hook(application, client, server, storage, once, reasons)


async def test_an_update_is_confirmed_after_it_was_answered(hook: Hook) -> None:
    answered = asyncio.Event()

    async def slow(parameters: dict[str, Any]) -> Any:
        await answered.wait()
        return await Server._sendMessage(hook.server, parameters)

    hook.server.__dict__["_sendMessage"] = slow
    posting = asyncio.create_task(hook.post(question(11)))
    await asyncio.sleep(0.3)
    assert not posting.done()
    answered.set()
    assert (await posting).status_code == 200
    assert await hook.storage.updates.is_handled(11)


async def test_an_update_that_is_posted_again_is_confirmed_and_not_answered_again(hook: Hook) -> None:
    responses = [await hook.post(question(11)) for _ in range(2)]
    assert [response.status_code for response in responses] == [200, 200]
    assert len(hook.server.asked("sendMessage")) == 1


async def test_an_update_is_confirmed_before_its_mark_is_written(hook: Hook) -> None:
    writes = asyncio.Event()
    marks = hook.storage.updates._marks
    write = marks._send

    async def slow(ids: list[int]) -> Any:
        await writes.wait()
        return await write(ids)

    marks._send = slow
    assert (await hook.post(question(11))).status_code == 200
    assert (await hook.post(question(11))).status_code == 200
    assert len(hook.server.asked("sendMessage")) == 1
    writes.set()
    await hook.storage.updates.finish()
    assert await hook.storage.updates.claim(11) is Claim.HANDLED


async def test_an_update_that_another_replica_has_in_hand_is_to_come_again(hook: Hook) -> None:
    await hook.storage.updates.claim(11)
    response = await hook.post(question(11))
    assert (response.status_code, response.headers["retry-after"]) == (503, "1")


async def test_while_the_database_is_away_updates_are_to_come_again(hook: Hook) -> None:
    claim = hook.storage.updates.claim

    async def refuse(update_id: int) -> Claim:
        raise StorageError("away")

    hook.storage.updates.claim = refuse  # type: ignore[method-assign]
    assert (await hook.post(question(11))).status_code == 503
    hook.storage.updates.claim = claim  # type: ignore[method-assign]
    assert (await hook.post(question(11))).status_code == 200
    assert len(hook.server.asked("sendMessage")) == 1


async def fill_disk(storage: SqlStorage, *, full: bool = True) -> None:
    """Have the database take nothing more, or take it again."""
    await storage._database.run(
        lambda c: c.exec_driver_sql(f"PRAGMA query_only={'ON' if full else 'OFF'}"), single=True
    )


async def test_while_the_disk_is_full_updates_are_to_come_again_and_that_is_told_once(
    hook: Hook, caplog: pytest.LogCaptureFixture
) -> None:
    await fill_disk(hook.storage)
    assert [(await hook.post(question(number))).status_code for number in (11, 12, 11)] == [503, 503, 503]
    told = [
        record.message
        for record in caplog.records
        if record.name == "bot.delivery.once" and record.levelno > logging.INFO
    ]
    assert told == ["updates have to wait for the database: OperationalError: attempt to write a readonly database"]
    await fill_disk(hook.storage, full=False)
    assert [(await hook.post(question(number))).status_code for number in (11, 12)] == [200, 200]
    assert len(hook.server.asked("sendMessage")) == 2


class Slow:
    """Telegram, when it takes no message before it is told to."""

    def __init__(self, server: Server) -> None:
        self.sent = 0
        self._may_take = asyncio.Semaphore(0)
        self._server = server
        server.__dict__["_sendMessage"] = self._take

    def take(self, messages: int = 10) -> None:
        for _ in range(messages):
            self._may_take.release()

    async def _take(self, parameters: dict[str, Any]) -> Any:
        self.sent += 1
        await self._may_take.acquire()
        return await Server._sendMessage(self._server, parameters)


@pytest.fixture
def patient(hook: Hook) -> None:
    """Have a question wait for those before it however long they take."""
    hook.once._unmarked_seconds = 60.0


async def post_three(hook: Hook) -> tuple[Slow, list[asyncio.Task[httpx.Response]]]:
    """Post three questions to which no answer is taken for now."""
    slow = Slow(hook.server)
    posting = [asyncio.create_task(hook.post(question(number, chat=number))) for number in (11, 12, 13)]
    await asyncio.sleep(0.3)
    return slow, posting


@pytest.mark.usefixtures("patient")
async def test_a_question_waits_until_few_answers_before_it_are_still_to_be_marked(hook: Hook) -> None:
    slow, posting = await post_three(hook)
    assert slow.sent == 2
    slow.take()
    assert [response.status_code for response in await asyncio.gather(*posting)] == [200, 200, 200]
    assert slow.sent == 3


async def test_a_question_does_not_wait_long_for_answers_that_take_long(hook: Hook) -> None:
    slow, posting = await post_three(hook)
    assert slow.sent == 3
    slow.take()
    await asyncio.gather(*posting)


async def test_a_question_waits_on_while_answers_wait_for_telegrams_pace(hook: Hook) -> None:
    behind = [True]
    hook.once._is_behind = lambda: behind[0]
    slow, posting = await post_three(hook)
    assert slow.sent == 2
    behind[0] = False
    await asyncio.sleep(0.3)
    assert slow.sent == 3
    slow.take()
    await asyncio.gather(*posting)


@pytest.mark.usefixtures("patient")
async def test_what_waits_while_the_disk_fills_is_to_come_again(hook: Hook) -> None:
    # As where updates are confirmed later than they are done, so that their marks matter.
    hook.once._waits_for_marks = True
    slow, posting = await post_three(hook)
    await fill_disk(hook.storage)
    slow.take()
    assert [response.status_code for response in await asyncio.gather(*posting)] == [200, 200, 503]
    await fill_disk(hook.storage, full=False)
    assert (await hook.post(question(13, chat=13))).status_code == 200
    assert slow.sent == 3


@pytest.mark.usefixtures("patient")
async def test_what_has_waited_too_long_can_be_had_again_at_once(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.delivery.webhook._HANDLING_SECONDS", 0.4)
    slow, posting = await post_three(hook)
    assert [response.status_code for response in await asyncio.gather(*posting)] == [503, 503, 503]
    slow.take()
    assert (await hook.post(question(13, chat=13))).status_code == 200


async def held_up(hook: Hook) -> tuple[Slow, list[asyncio.Task[httpx.Response]]]:
    """Post a question that is answered, and another that is thought about after it, with no room beside it."""
    hook.once._thinking = Thinking(at_once=1)
    slow = Slow(hook.server)
    posting = [asyncio.create_task(hook.post(question(number, chat=number))) for number in (11, 12)]
    await until(lambda: slow.sent == 1)
    slow.take(1)
    await until(lambda: slow.sent == 2)
    return slow, posting


async def test_an_update_is_confirmed_once_there_is_room_for_another(hook: Hook) -> None:
    slow, posting = await held_up(hook)
    assert await hook.storage.updates.is_handled(11)
    assert not posting[0].done()
    slow.take()
    assert [response.status_code for response in await asyncio.gather(*posting)] == [200, 200]


async def test_an_update_does_not_wait_for_room_until_telegram_gives_up(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.webhook._HANDLING_SECONDS", 0.4)
    _, posting = await held_up(hook)
    assert [response.status_code for response in await asyncio.gather(*posting)] == [200, 503]


@pytest.mark.usefixtures("patient")
async def test_an_update_does_not_wait_for_room_while_questions_wait_for_marks(hook: Hook) -> None:
    hook.once._thinking = Thinking(at_once=4)
    slow = Slow(hook.server)
    posting = [asyncio.create_task(hook.post(question(number, chat=number))) for number in range(11, 17)]
    await until(lambda: slow.sent == 2)
    slow.take(1)
    assert (await asyncio.wait_for(posting[0], 10)).status_code == 200
    assert not any(each.done() for each in posting[1:])
    slow.take()
    await asyncio.gather(*posting)


async def test_an_inline_query_does_not_wait_for_room(hook: Hook) -> None:
    slow, posting = await held_up(hook)
    assert (await hook.post(SEARCH)).json()["method"] == "answerInlineQuery"
    assert not posting[0].done()
    slow.take()
    await asyncio.gather(*posting)


async def test_an_answer_that_cannot_be_sent_is_to_come_again(hook: Hook) -> None:
    hook.server.failures = {"sendMessage": [502]}
    assert [(await hook.post(question(11))).status_code for _ in range(3)] == [503, 200, 200]
    assert len(hook.server.asked("sendMessage")) == 2


async def test_the_bot_ends_when_its_token_is_revoked_and_leaves_what_was_asked_then(settings: Settings) -> None:
    server = Server()
    async with SqlStorage("sqlite://") as storage:
        assembly = assemble(settings, storage=storage, request=server)
        assembly.fact_bases.load()
        any_port = settings.model_copy(update={"listen_port": 0})
        listening = _delivery(any_port, assembly, storage, Pacing(), webhook=True)
        async with asyncio.timeout(20):
            running = asyncio.create_task(listening.run(asyncio.Event()))
            await until(lambda: server.asked("setWebhook"))
            server.revoking = "sendMessage"
            assert isinstance(listening, Listening)
            asked = Update.de_json(question(11), assembly.application.bot)
            assert await listening.once.handle(asked) is Delivered.NOT_YET
            with pytest.raises(InvalidToken):
                await running
        assert await storage.updates.claim(11) is Claim.OURS


@pytest.mark.parametrize("secret", ["", "wrong", "s3cret-s3cret-s3cre", "ş"])
async def test_only_who_knows_the_secret_may_post(hook: Hook, secret: str) -> None:
    given = {b"X-Telegram-Bot-Api-Secret-Token": secret.encode()}
    response = await hook.client.post(WEBHOOK.path, content=json.dumps(question(11)), headers=given)
    assert response.status_code == 403
    assert hook.server.asked("sendMessage") == []


async def test_without_a_secret_nobody_may_post(hook: Hook) -> None:
    assert (await hook.client.post(WEBHOOK.path, content=json.dumps(question(11)))).status_code == 403


async def test_what_is_too_large_is_not_read(hook: Hook) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (LARGEST // 2)

    assert (await hook.post(b"x" * (LARGEST + 1))).status_code == 413
    given = {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK.secret}
    assert (await hook.client.post(WEBHOOK.path, content=pieces(), headers=given)).status_code == 413


async def test_an_update_that_breaks_off_is_not_handled(hook: Hook) -> None:
    pieces = iter(
        [
            {"type": "http.request", "body": json.dumps(question(11)).encode(), "more_body": True},
            {"type": "http.disconnect"},
        ]
    )

    async def receive() -> Any:
        return next(pieces)

    async def send(_message: Any) -> None: ...

    headers = [(b"x-telegram-bot-api-secret-token", WEBHOOK.secret.encode())]
    scope = {"type": "http", "method": "POST", "path": WEBHOOK.path, "headers": headers}
    with pytest.raises(ClientDisconnect):
        await hook.application(scope, receive, send)
    assert not hook.server.asked("sendMessage")


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"{}", b'{"update_id": 5, "message": {}}', b"\xff", b"[" * 99_999]
)
async def test_what_can_never_be_read_is_taken_so_that_it_does_not_come_again(hook: Hook, body: bytes) -> None:
    assert (await hook.post(body)).status_code == 200
    assert hook.server.asked("sendMessage") == []


async def test_an_inline_query_is_answered_in_the_response(hook: Hook) -> None:
    response = await hook.post(SEARCH)
    body = response.json()
    assert body["method"] == "answerInlineQuery"
    assert body["inline_query_id"] == "7"
    assert body["results"][0]["type"] == "article"
    assert response.headers["content-type"] == "application/json"
    assert hook.server.asked("answerInlineQuery") == []


async def test_the_process_tells_how_it_is(hook: Hook) -> None:
    assert (await hook.client.get("/healthz")).text == "ok"
    assert (await hook.client.get("/readyz")).status_code == 200
    hook.reasons.append("the database is away")
    assert (await hook.client.get("/readyz")).text == "the database is away"
    assert (await hook.client.get("/readyz")).status_code == 503
    await hook.post(question(11))
    metrics = (await hook.client.get("/metrics")).text
    assert 'unmik_bot_updates_total{chat="private"} 1.0' in metrics
    assert 'unmik_bot_questions_total{outcome="answered"} 1.0' in metrics
    assert "unmik_bot_update_seconds_count 1.0" in metrics


async def test_other_paths_and_methods_are_refused(hook: Hook) -> None:
    assert (await hook.client.get(WEBHOOK.path)).status_code == 404
    assert (await hook.client.post("/telegram/guess")).status_code == 404


def test_path_and_secret_are_the_same_on_every_replica_and_tell_nothing_of_the_token() -> None:
    token = "123456:abcdefghijklmnopqrstuvwxyz0123456"  # noqa: S105 - of no bot
    assert path_of(token) == path_of(token)
    assert path_of(token) != path_of(f"{token}7")
    assert secret_of(token) not in path_of(token)
    assert token[7:] not in path_of(token) + secret_of(token)
    assert set(secret_of(token)) <= set("0123456789abcdef")
