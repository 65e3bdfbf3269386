"""The bot fetches updates with patience, confirms them, and ends at once when told to or when the token is refused."""

import asyncio
import json
import logging
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.error import InvalidToken
from telegram.request import BaseRequest, RequestData

from bot.app import UPDATES, assemble
from bot.delivery.once import Once
from bot.delivery.pacing import Pacing
from bot.delivery.parking import Parking
from bot.delivery.polling import Polling
from bot.settings import Settings
from bot.storage import Claim, SqlStorage, StorageError, sqlite_url

ME = {"id": 7, "is_bot": True, "first_name": "Bot", "username": "unmik_fact_bot"}
ANA = {"id": 1, "is_bot": False, "first_name": "Ana"}


def question(number: int, *, chat: int = 1) -> dict[str, Any]:
    place = {"id": chat, "type": "private", "first_name": "Ana"}
    message = {"message_id": number, "date": 1_700_000_000, "chat": place, "from": ANA, "text": "Who leads UNMIK?"}
    return {"update_id": number, "message": message}


class Server(BaseRequest):
    """Telegram's end of a long poll: it hands out updates, and fails when it is told to."""

    def __init__(self, *updates: dict[str, Any]) -> None:
        self.updates = list(updates)
        self.failures: dict[str, list[int]] = {}
        self.revoking: str | None = None
        """The call at which the token is revoked."""
        self.is_revoked = False
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.called = asyncio.Event()
        self.idle = asyncio.Event()
        """Set when there is nothing left to hand out."""

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    def asked(self, method: str) -> list[dict[str, Any]]:
        return [parameters for name, parameters in self.calls if name == method]

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_timeouts: Any, **_more_timeouts: Any
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        parameters = dict(request_data.parameters) if request_data else {}
        self.calls.append((name, parameters))
        self.called.set()
        self.is_revoked |= name == self.revoking
        if self.is_revoked or self.failures.get(name):
            code = 401 if self.is_revoked else self.failures[name].pop(0)
            return code, json.dumps({"ok": False, "error_code": code, "description": "Failed"}).encode()
        result = await getattr(self, f"_{name}", self._anything)(parameters)
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _getMe(self, _parameters: dict[str, Any]) -> Any:
        return ME

    async def _getUpdates(self, parameters: dict[str, Any]) -> Any:
        self.updates = [each for each in self.updates if each["update_id"] >= parameters.get("offset", 0)]
        if not self.updates and parameters["timeout"]:
            self.idle.set()
            await asyncio.sleep(parameters["timeout"])
        return self.updates[:100]

    async def _sendMessage(self, parameters: dict[str, Any]) -> Any:
        chat = {"id": int(parameters["chat_id"]), "type": "private", "first_name": "Ana"}
        return {"message_id": 100 + len(self.calls), "date": 1_700_000_000, "chat": chat, "text": "…"}

    async def _getMyCommands(self, _parameters: dict[str, Any]) -> Any:
        return []

    async def _anything(self, _parameters: dict[str, Any]) -> Any:
        return {"short_description": "", "description": ""}


def no_pauses() -> Iterator[float]:
    return repeat(0.0)


async def run(settings: Settings, server: Server, *, stop: asyncio.Event) -> None:
    async with asyncio.timeout(20), SqlStorage("sqlite://") as storage:
        await poll(settings, server, storage, stop=stop)


async def poll(
    settings: Settings,
    server: Server,
    storage: SqlStorage,
    *,
    stop: asyncio.Event,
    pacing: Pacing | None = None,
    **options: Any,
) -> None:
    assembly = assemble(settings, storage=storage, request=server, pacing=pacing)
    assembly.fact_bases.load()
    once, parking = Once(assembly.application, storage.updates), Parking(storage.notes)
    await Polling(once=once, parking=parking, allowed_updates=UPDATES, pauses=no_pauses, **options).run(stop)


async def run_until_idle(settings: Settings, server: Server) -> None:
    async with SqlStorage("sqlite://") as storage:
        await poll_until_idle(settings, server, storage)


async def poll_until_idle(settings: Settings, server: Server, storage: SqlStorage) -> None:
    stop = asyncio.Event()

    async def stop_when_idle() -> None:
        await server.idle.wait()
        stop.set()

    async with asyncio.timeout(20):
        await asyncio.gather(poll(settings, server, storage, stop=stop), stop_when_idle())


async def test_every_update_is_answered_and_confirmed(settings: Settings) -> None:
    server = Server(question(11), question(12))
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 2
    assert server.updates == []


async def test_only_updates_that_have_a_handler_are_asked_for(settings: Settings) -> None:
    server = Server()
    await run_until_idle(settings, server)
    asked = {*server.asked("getUpdates")[0]["allowed_updates"]}
    assert asked == {"message", "edited_message", "callback_query", "inline_query"}


async def test_a_webhook_set_before_is_taken_down_as_it_would_keep_updates_away(settings: Settings) -> None:
    server = Server()
    await run_until_idle(settings, server)
    names = [name for name, _ in server.calls]
    assert names.index("deleteWebhook") < names.index("getUpdates")


async def test_telegram_being_down_at_start_and_later_is_borne(settings: Settings) -> None:
    server = Server(question(11))
    server.failures = {"getMe": [502, 500], "deleteWebhook": [502], "getUpdates": [502, 409, 500]}
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 1


async def test_a_second_poller_is_said_clearly(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    server = Server()
    server.failures = {"getUpdates": [409]}
    await run_until_idle(settings, server)
    assert "another process is polling with the same token" in caplog.text


async def test_every_round_that_telegram_answers_is_a_sign_of_life(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.delivery.polling._POLL_SECONDS", 0)
    server, stop, beats = Server(question(11)), asyncio.Event(), []

    def beat() -> None:
        beats.append(len(server.asked("getUpdates")))
        if len(beats) == 2:
            stop.set()

    server.failures = {"getUpdates": [502]}
    async with SqlStorage("sqlite://") as storage:
        await poll(settings, server, storage, stop=stop, beat=beat)
    assert beats[0] == 2


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_a_refused_token_ends_the_bot(settings: Settings, method: str) -> None:
    server = Server()
    server.revoking = method
    with pytest.raises(InvalidToken):
        await run(settings, server, stop=asyncio.Event())


async def test_what_was_asked_when_the_token_was_revoked_is_left_for_the_new_one(settings: Settings) -> None:
    server = Server(question(11))
    server.revoking = "sendMessage"
    async with asyncio.timeout(20), SqlStorage("sqlite://") as storage:
        with pytest.raises(InvalidToken):
            await poll(settings, server, storage, stop=asyncio.Event(), patient_seconds=0.05)
        assert await storage.updates.claim(11) is Claim.OURS


async def test_an_update_that_cannot_be_read_does_not_keep_others_from_being_answered(settings: Settings) -> None:
    server = Server(question(11), {"update_id": 12, "message": {}}, question(13))
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 2
    assert server.updates == []


async def test_who_sends_hundreds_of_messages_does_not_keep_others_waiting(settings: Settings) -> None:
    ben = question(700, chat=2)
    ben["message"]["from"] = {**ANA, "id": 2}
    server = Server(*map(question, range(11, 700)), ben)
    answered = asyncio.Event()

    async def note(parameters: dict[str, Any]) -> Any:
        if parameters["chat_id"] == 2:
            answered.set()
        return await Server._sendMessage(server, parameters)

    server.__dict__["_sendMessage"] = note
    async with SqlStorage("sqlite://") as storage:
        running = asyncio.create_task(
            poll(settings, server, storage, stop=asyncio.Event(), pacing=Pacing(), patient_seconds=0.05)
        )
        async with asyncio.timeout(5):
            await answered.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_the_bot_can_be_stopped_while_telegram_is_down(settings: Settings) -> None:
    server, stop = Server(), asyncio.Event()
    server.failures = {"getMe": [502] * 1000}
    running = asyncio.create_task(run(settings, server, stop=stop))
    await server.called.wait()
    stop.set()
    await running
    assert server.asked("getUpdates") == []


async def test_updates_that_came_last_are_answered_and_confirmed_before_the_end(settings: Settings) -> None:
    server, stop = Server(question(11)), asyncio.Event()

    async def stop_at_once(_parameters: dict[str, Any]) -> Any:
        stop.set()
        return server.updates

    server.__dict__["_getUpdates"] = stop_at_once
    await run(settings, server, stop=stop)
    assert len(server.asked("sendMessage")) == 1
    assert [call.get("offset") for call in server.asked("getUpdates")] == [None, 12]


async def test_a_menu_that_cannot_be_set_does_not_keep_the_bot_from_answering(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    server = Server(question(11))
    server.failures = {"getMyCommands": [400] * 4, "getMyDescription": [502] * 4, "getMyShortDescription": [502] * 4}
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 1


async def test_an_update_is_confirmed_only_once_it_is_answered(settings: Settings) -> None:
    server, sent, answered = Server(question(11)), asyncio.Event(), asyncio.Event()

    async def slow(parameters: dict[str, Any]) -> Any:
        sent.set()
        await answered.wait()
        return await Server._sendMessage(server, parameters)

    server.__dict__["_sendMessage"] = slow
    stop = asyncio.Event()
    running = asyncio.create_task(run(settings, server, stop=stop))
    await sent.wait()
    await asyncio.sleep(0.1)
    assert [call.get("offset") for call in server.asked("getUpdates")] == [None]
    answered.set()
    await server.idle.wait()
    stop.set()
    await running
    assert server.asked("getUpdates")[1]["offset"] == 12


async def test_a_slow_update_holds_up_others_for_a_moment_only_and_is_not_lost_when_the_bot_dies(
    settings: Settings,
) -> None:
    server, stop = Server(question(11)), asyncio.Event()

    async def never(_parameters: dict[str, Any]) -> Any:
        await asyncio.Event().wait()

    server.__dict__["_sendMessage"] = never
    async with SqlStorage("sqlite://") as storage:
        running = asyncio.create_task(poll(settings, server, storage, stop=stop, patient_seconds=0.05))
        async with asyncio.timeout(20):
            await server.idle.wait()
        assert server.updates == [], "the slow update is confirmed"
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert len(server.asked("sendMessage")) == 1

        del server.__dict__["_sendMessage"]
        server.idle.clear()
        await poll_until_idle(settings, server, storage)
        assert len(server.asked("sendMessage")) == 2
        assert json.loads(await storage.notes.read("parked updates") or "[]") == []


async def test_what_was_written_down_and_cannot_be_read_is_left_aside() -> None:
    async with SqlStorage("sqlite://") as storage:
        written = json.dumps([question(11), {"update_id": 12, "message": {}}])
        await storage.notes.write("parked updates", written, seconds=60)
        assert [update.update_id for update in await Parking(storage.notes).left(None)] == [11]  # type: ignore[arg-type]


async def test_what_is_written_down_need_not_be_struck_out_while_the_disk_is_full() -> None:
    async with SqlStorage("sqlite://") as storage:
        parking = Parking(storage.notes)
        eleven, twelve = (Update.de_json(question(number), None) for number in (11, 12))
        assert await parking.park([eleven])

        async def refuse(key: str, text: str, *, seconds: float) -> None:
            raise StorageError("full")

        storage.notes.write = refuse  # type: ignore[method-assign]
        assert await parking.park([])
        assert not await parking.park([eleven, twelve])


async def test_an_update_that_comes_again_is_not_answered_again(settings: Settings) -> None:
    async with SqlStorage("sqlite://") as storage:
        for _ in range(2):
            server = Server(question(11))
            await poll_until_idle(settings, server, storage)
    assert server.asked("sendMessage") == []


async def test_updates_wait_while_the_database_is_away(settings: Settings, tmp_path: Path) -> None:
    server = Server(question(11))
    storage = SqlStorage(sqlite_url(tmp_path / "bot.sqlite3"))
    async with storage:
        claim, refusals = storage.updates.claim, [StorageError("away")] * 3

        async def claim_later(update_id: int) -> Claim:
            if refusals:
                raise refusals.pop()
            return await claim(update_id)

        storage.updates.claim = claim_later  # type: ignore[method-assign]
        await poll_until_idle(settings, server, storage)
    assert len(server.asked("sendMessage")) == 1
    assert server.updates == []


async def test_an_answer_that_cannot_reach_telegram_is_tried_again(settings: Settings) -> None:
    server = Server(question(11))
    server.failures = {"sendMessage": [502, 502]}
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 3


async def test_an_answer_that_telegram_never_takes_does_not_stand_in_the_way_for_ever(settings: Settings) -> None:
    server = Server(question(11))
    server.failures = {"sendMessage": [502] * 100}
    await run_until_idle(settings, server)
    assert len(server.asked("sendMessage")) == 5
