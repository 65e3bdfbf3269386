"""Whether a question is lost or answered twice while the bot is killed and the world around it fails.

The bot runs as a process and is killed with SIGKILL at random moments while people ask. Telegram's end repeats what was
not confirmed, as the real one does, and besides fails as it is told to. Each question is the only one of its chat, so
that the messages to a chat are the answers to that question.
"""

import asyncio
import contextlib
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from benchmarks.stand_in import TOKEN, question
from benchmarks.throughput import free_port, texts
from knowledge import shipped_directory
from tests.bot.storage.server import PostgresServer, postgres_server

_STARTING_SECONDS = 60.0
_SETTLING_SECONDS = 60.0
_REPEAT_SECONDS = 1.0
_RESULTS: dict[str, Any] = {
    "getMe": {"id": 123456, "is_bot": True, "first_name": "Bot", "username": "unmik_fact_bot"},
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What is done to the bot."""

    mode: str
    """polling or webhook."""
    database: str
    """sqlite or postgresql."""
    kills: int
    per_second: float
    """Questions asked in a second."""
    fails: float
    """The share of calls and posts that fail, in each way."""
    seed: int


@dataclass(frozen=True, slots=True)
class Survived:
    """What came of it."""

    trial: Trial
    asked: int
    unanswered: int
    twice: int
    """Questions that got more than one answer."""
    lost_responses: int
    """Messages that Telegram took while the bot was not told so."""
    database_restarts: int
    broken_folders: int
    seconds: float


class _Telegram:
    """Telegram's end: it brings updates until they are confirmed, and fails now and then."""

    def __init__(self, trial: Trial, chance: random.Random) -> None:
        self.answers: Counter[int] = Counter()
        self.lost_responses = 0
        self._fails = trial.fails
        self._chance = chance
        self._pending: dict[int, bytes] = {}
        self._came = asyncio.Event()
        self._hook: tuple[str, str] | None = None
        self._posts: set[asyncio.Task[None]] = set()
        self.port = 0
        self.hook_port = 0

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Answer the bot's calls."""
        application = web.Application()
        application.router.add_post("/{_:bot.*}/{method}", self._call)
        runner = web.AppRunner(application, shutdown_timeout=0.1)
        await runner.setup()
        self.port = free_port()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        async with aiohttp.ClientSession(trust_env=False) as self._session:
            yield
            for task in self._posts:
                task.cancel()
        await runner.cleanup()

    def ask(self, number: int, text: str, *, webhook: bool) -> None:
        """Have somebody ask a question, whose update and chat have this number."""
        self._pending[number] = question(number, text)
        self._came.set()
        if webhook:
            task = asyncio.create_task(self._bring(number))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)

    @property
    def unconfirmed(self) -> int:
        """How many updates have not been confirmed."""
        return len(self._pending)

    def _fails_now(self) -> bool:
        return self._chance.random() < self._fails

    async def _bring(self, number: int) -> None:
        """Post an update until it is confirmed, and at times once more."""
        again = self._fails_now()
        while number in self._pending or again:
            status = 0
            if self._hook:
                path, secret = self._hook
                headers = {"X-Telegram-Bot-Api-Secret-Token": secret, "Content-Type": "application/json"}
                url = f"http://127.0.0.1:{self.hook_port}{path}"
                body = self._pending.get(number) or question(number, "again")
                with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                    async with self._session.post(url, data=body, headers=headers) as response:
                        status = response.status
            if status == 200:
                again = again and number in self._pending
                # A response may be lost on its way to Telegram, which then knows of nothing.
                if not self._fails_now():
                    self._pending.pop(number, None)
            else:
                await asyncio.sleep(_REPEAT_SECONDS)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        fields = dict(await request.post())
        if self._fails_now():
            return web.json_response({"ok": False, "error_code": 502, "description": "Bad Gateway"}, status=502)
        if method == "getUpdates":
            return await self._updates(int(str(fields.get("offset", 0))), float(str(fields.get("timeout", 0))))
        if method == "setWebhook":
            self._hook = urlsplit(str(fields["url"])).path, str(fields["secret_token"])
        result = _RESULTS.get(method, True)
        if method == "sendMessage":
            chat = int(str(fields["chat_id"]))
            self.answers[chat] += 1
            kind = {"id": chat, "type": "private", "first_name": "Ana"}
            result = {"message_id": 5, "date": 1_700_000_000, "chat": kind, "text": "..."}
            if self._fails_now() and request.transport:
                self.lost_responses += 1
                request.transport.close()
        return web.json_response({"ok": True, "result": result})

    async def _updates(self, offset: int, seconds: float) -> web.Response:
        for number in [number for number in self._pending if number < offset]:
            del self._pending[number]
        if not self._pending:
            self._came.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._came.wait(), seconds)
        updates = [json.loads(body) for _, body in sorted(self._pending.items())[:100]]
        return web.json_response({"ok": True, "result": updates})


class _Bot:
    """The bot as a process, with a folder of facts that somebody breaks at times."""

    def __init__(self, trial: Trial, telegram: _Telegram, folder: Path, database_url: str) -> None:
        self._webhook = trial.mode == "webhook"
        self._telegram = telegram
        self._facts = Path(shutil.copytree(shipped_directory(), folder / "facts"))
        self._gaps = (self._facts / "gaps.toml").read_text(encoding="utf-8")
        self._log = (folder / "log").open("ab")
        telegram.hook_port = free_port()
        self._environment = {
            **{name: value for name, value in os.environ.items() if "proxy" not in name.lower()},
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_BASE_URL": f"http://127.0.0.1:{telegram.port}/bot",
            "TELEGRAM_BASE_FILE_URL": f"http://127.0.0.1:{telegram.port}/file/bot",
            "DATABASE_URL": database_url,
            "FACTS_DIR": str(self._facts),
            "WEBHOOK_URL": "https://bot.example.org",
            "LISTEN_PORT": str(telegram.hook_port),
            "MESSAGES_PER_SECOND": "1000",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *, broken: bool) -> None:
        """Start the bot, and wait until it takes updates."""
        self._facts.joinpath("gaps.toml").write_text("broken" if broken else self._gaps, encoding="utf-8")
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "run", *(["--webhook"] if self._webhook else [])),
            env=self._environment,
            cwd=Path(__file__).parents[1],
            stderr=self._log,
        )

    async def kill(self) -> None:
        """Kill the bot at once."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


async def _endure(trial: Trial) -> Survived:
    chance = random.Random(trial.seed)  # noqa: S311 - no secret
    telegram = _Telegram(trial, chance)
    start = time.perf_counter()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chaos-")))
        server: PostgresServer | None = None
        url = f"sqlite:///{folder}/bot.sqlite3"
        if trial.database == "postgresql":
            server = stack.enter_context(postgres_server())
            url = server.make("chaos")
        await stack.enter_async_context(telegram.listening())
        bot = _Bot(trial, telegram, folder, url)
        stack.push_async_callback(bot.kill)
        await bot.start(broken=False)
        numbers = iter(range(10_000_000, 20_000_000))
        asking = asyncio.create_task(_ask(trial, telegram, numbers))
        await _until(lambda: bool(telegram.answers), _STARTING_SECONDS)
        restarts = broken = 0
        for _ in range(trial.kills):
            answered = len(telegram.answers)
            await asyncio.sleep(chance.uniform(0.0, 1.5))
            await bot.kill()
            breaks = chance.random() < 0.2
            broken += breaks
            if server and chance.random() < 0.1:
                restarts += 1
                await asyncio.to_thread(server.kill)
                await bot.start(broken=breaks)
                await asyncio.sleep(chance.uniform(0.0, 2.0))
                await asyncio.to_thread(server.start)
            else:
                await bot.start(broken=breaks)
            # A bot that is killed before it has done anything proves little.
            await _until(lambda answered=answered: len(telegram.answers) > answered, _STARTING_SECONDS)
        asking.cancel()
        asked = next(numbers) - 10_000_000
        everything = range(10_000_000, 10_000_000 + asked)
        await _until(lambda: all(number in telegram.answers for number in everything), _SETTLING_SECONDS)
        # What would come twice comes late.
        await _until(lambda: not telegram.unconfirmed, _SETTLING_SECONDS)
    return Survived(
        trial=trial,
        asked=asked,
        unanswered=sum(number not in telegram.answers for number in everything),
        twice=sum(number > 1 for number in telegram.answers.values()),
        lost_responses=telegram.lost_responses,
        database_restarts=restarts,
        broken_folders=broken,
        seconds=time.perf_counter() - start,
    )


async def _ask(trial: Trial, telegram: _Telegram, numbers: Iterator[int]) -> None:
    asked = texts()
    while True:
        telegram.ask(next(numbers), next(asked), webhook=trial.mode == "webhook")
        await asyncio.sleep(1 / trial.per_second)


async def _until(holds: Any, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:  # noqa: ASYNC110 - it comes from another process
        await asyncio.sleep(0.02)


def run(trials: list[Trial]) -> list[Survived]:
    """Do trial after trial."""
    return [asyncio.run(_endure(trial)) for trial in trials]


def markdown(results: list[Survived]) -> str:
    """Return the results as a table."""
    lines = [
        "| updates by | database | kills | asked | unanswered | answered twice | responses lost | "
        "database restarts | broken folders | seconds |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {each.trial.mode} | {each.trial.database} | {each.trial.kills} | {each.asked} | {each.unanswered} | "
        f"{each.twice} | {each.lost_responses} | {each.database_restarts} | {each.broken_folders} | "
        f"{each.seconds:.0f} |"
        for each in results
    ]
    return "\n".join(lines)
