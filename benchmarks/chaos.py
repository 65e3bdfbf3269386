"""Whether a question is lost or answered twice while the bot is killed and the world around it fails.

The bot runs as a process and is killed with SIGKILL at random moments while people ask. Telegram's end repeats what was
not confirmed, as the real one does, and besides fails as it is told to. Each question is the only one of its chat, so
that the messages to a chat are the answers to that question; an admin's commands count as questions.

A full disk is one on which the process may not make any file longer: a limit that needs no rights.
"""

import asyncio
import contextlib
import json
import random
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from benchmarks.processes import ROOT, environment, free_port
from benchmarks.stand_in import RESULTS, question
from benchmarks.throughput import texts
from knowledge import shipped_directory
from tests.bot.storage.server import PostgresServer, postgres_server

_STARTING_SECONDS = 60.0
_SETTLING_SECONDS = 60.0
_CATCHING_UP_SECONDS = 180.0
_REPEAT_SECONDS = 1.0
_LASTING_SECONDS = 40.0
"""How long a disk may be full before questions have to be answered all the same, with room to spare."""
_MESSAGES_PER_SECOND = 50
"""What the bot may send: enough to catch up, after a start, with what was asked meanwhile."""
_ADMIN = 1
_ANSWERED_TWICE = 0.02
"""The share of questions that may get more than one answer; besides, it may be one after each kill on
average, not counting lost responses, of which there are the more the longer the bot lives."""
_RARE = 0.1
"""The share of kills beside which something else fails too."""
_FILLS = hasattr(resource, "prlimit")


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
    twice: dict[str, int]
    """Questions that got more than one answer, by what made the bot answer again."""
    lost_responses: int
    """Messages that Telegram took while the bot was not told so."""
    database_restarts: int
    broken_folders: int
    """Starts with a fact base that cannot be read."""
    broken_reloads: int
    told_reloads: int
    """Reloads of a fact base that cannot be read after which the admin was told so, while others were answered."""
    full_disks: int
    alerts: int
    """What the admin was told of all that."""
    answered_when_full: bool
    """Whether questions were answered, and the admin told, while the disk stayed full; true where it never was."""
    seconds: float

    @property
    def failings(self) -> list[str]:
        """What did not hold."""
        twice = sum(self.twice.values())
        after_kills = twice - self.twice["lost response"]
        bounds = {
            f"{self.unanswered} unanswered": self.unanswered > 0,
            f"{after_kills} answered twice after {self.trial.kills} kills": after_kills > self.trial.kills,
            f"{twice / self.asked:.1%} answered twice": twice > self.asked * _ANSWERED_TWICE,
            "a broken reload not told, or answers stalled": self.told_reloads < self.broken_reloads,
            "nobody answered or told on a full disk": not self.answered_when_full,
        }
        return [failing for failing, fails in bounds.items() if fails]


@dataclass(frozen=True, slots=True)
class _Message:
    """A message that Telegram took."""

    text: str
    bot: int
    """Which of the bots, one after another, sent it."""
    lost: bool
    """Whether the bot was not told that it was taken."""


class _Telegram:
    """Telegram's end: it brings updates until they are confirmed, and fails now and then."""

    def __init__(self, trial: Trial, chance: random.Random) -> None:
        self.answers: defaultdict[int, list[_Message]] = defaultdict(list)
        self.alerts = 0
        self.bot = 0
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
        """Have somebody, or the admin where it is a command, ask a question, whose update and chat have this number."""
        self._pending[number] = question(number, text, person=_ADMIN if text.startswith("/") else number)
        self._came.set()
        if webhook:
            task = asyncio.create_task(self._bring(number))
            self._posts.add(task)
            task.add_done_callback(self._posts.discard)

    def twice(self) -> dict[str, int]:
        """Return how many questions got more than one answer, by why the second one was sent."""
        causes = Counter({"lost response": 0, "kill": 0, "other": 0})
        for messages in self.answers.values():
            if len(messages) > 1:
                first, second = messages[:2]
                causes["lost response" if first.lost else "kill" if first.bot != second.bot else "other"] += 1
        return dict(causes)

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
        fields = json.loads(await request.read() or b"{}")
        if self._fails_now():
            return web.json_response({"ok": False, "error_code": 502, "description": "Bad Gateway"}, status=502)
        if method == "getUpdates":
            return await self._updates(int(str(fields.get("offset", 0))), float(str(fields.get("timeout", 0))))
        if method == "setWebhook":
            self._hook = urlsplit(str(fields["url"])).path, str(fields["secret_token"])
        result = RESULTS.get(method, True)
        if method == "sendMessage":
            chat = int(str(fields["chat_id"]))
            kind = {"id": chat, "type": "private", "first_name": "Ana"}
            result = {"message_id": 5, "date": 1_700_000_000, "chat": kind, "text": "..."}
            if chat == _ADMIN:
                self.alerts += 1
                return web.json_response({"ok": True, "result": result})
            lost = self._fails_now()
            self.answers[chat].append(_Message(str(fields["text"]), self.bot, lost))
            if lost and request.transport:
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
        self._environment = environment(
            api_port=telegram.port,
            database_url=database_url,
            FACTS_DIR=str(self._facts),
            LISTEN_PORT=str(telegram.hook_port),
            MESSAGES_PER_SECOND=str(_MESSAGES_PER_SECOND),
            ADMIN_IDS=str(_ADMIN),
        )
        self._process: asyncio.subprocess.Process | None = None

    def break_folder(self, *, broken: bool = True) -> None:
        """Break a file of the fact base, or mend it."""
        self._facts.joinpath("gaps.toml").write_text("broken" if broken else self._gaps, encoding="utf-8")

    def fill_disk(self, *, full: bool = True) -> None:
        """Take the room for more from the bot, or give it back."""
        if self._process and self._process.returncode is None:
            _, most = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (0 if full else most, most))

    async def start(self, *, broken: bool = False) -> None:
        """Start the bot."""
        self.break_folder(broken=broken)
        self._telegram.bot += 1
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *(["--webhook"] if self._webhook else [])),
            env=self._environment,
            cwd=ROOT,
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
        await bot.start()
        ask = _Asking(trial, telegram)
        asking = asyncio.create_task(ask.on())
        await _until(lambda: bool(telegram.answers), _STARTING_SECONDS)
        happened: Counter[str] = Counter()
        for _ in range(trial.kills):
            if chance.random() < _RARE:
                happened["broken reloads"] += 1
                happened["told reloads"] += await _is_told_of_breaking(bot, telegram, ask)
                # The mended folder takes that long to be loaded, so that the kill comes while it is, or after.
                await asyncio.sleep(chance.uniform(0.0, 1.5))
            await asyncio.sleep(chance.uniform(0.0, 1.5))
            await _kill(bot, server, chance, happened)
            # A bot that is killed before it has done anything proves little, but has to be borne now and then.
            started = len(telegram.answers)
            if chance.random() > _RARE:
                await _until(lambda started=started: len(telegram.answers) > started, _STARTING_SECONDS)
        answered_when_full = True
        if server is None and _FILLS:
            happened["full disks"] += 1
            answered_when_full = await _is_answered_when_full(trial, bot, telegram, ask)
        asking.cancel()
        await _until(lambda: all(number in telegram.answers for number in ask.asked), _SETTLING_SECONDS)
        # What would come twice comes late.
        await _until(lambda: not telegram.unconfirmed, _SETTLING_SECONDS)
    return Survived(
        trial=trial,
        asked=len(ask.asked),
        unanswered=sum(number not in telegram.answers for number in ask.asked),
        twice=telegram.twice(),
        lost_responses=sum(message.lost for messages in telegram.answers.values() for message in messages),
        database_restarts=happened["restarts"],
        broken_folders=happened["broken folders"],
        broken_reloads=happened["broken reloads"],
        told_reloads=happened["told reloads"],
        full_disks=happened["full disks"],
        alerts=telegram.alerts,
        answered_when_full=answered_when_full,
        seconds=time.perf_counter() - start,
    )


async def _kill(bot: _Bot, server: PostgresServer | None, chance: random.Random, happened: Counter[str]) -> None:
    """Kill the bot and start it again, at times with a full disk, without a database or with a broken fact base."""
    fills = server is None and _FILLS and chance.random() < _RARE
    restarts = server is not None and chance.random() < _RARE
    breaks = chance.random() < 2 * _RARE
    happened.update({"full disks": fills, "restarts": restarts, "broken folders": breaks})
    if fills:
        bot.fill_disk()
        await asyncio.sleep(chance.uniform(0.0, 2.0))
    await bot.kill()
    if server and restarts:
        await asyncio.to_thread(server.kill)
    await bot.start(broken=breaks)
    if fills:
        bot.fill_disk()
    if fills or restarts:
        await asyncio.sleep(chance.uniform(0.0, 4.0))
    if fills:
        bot.fill_disk(full=False)
    if server and restarts:
        await asyncio.to_thread(server.start)


class _Asking:
    """People who ask, one question after another."""

    def __init__(self, trial: Trial, telegram: _Telegram) -> None:
        self._trial = trial
        self._telegram = telegram
        self.asked = range(10_000_000, 10_000_000)
        """The numbers of the questions."""

    def one(self, text: str) -> int:
        """Ask a question, and return its number."""
        number = self.asked.stop
        self.asked = range(self.asked.start, number + 1)
        self._telegram.ask(number, text, webhook=self._trial.mode == "webhook")
        return number

    async def on(self) -> None:
        """Ask at an even pace, for ever."""
        for text in texts():
            self.one(text)
            await asyncio.sleep(1 / self._trial.per_second)


async def _is_told_of_breaking(bot: _Bot, telegram: _Telegram, ask: _Asking) -> bool:
    """Reload a broken fact base, and then the mended one; tell whether the admin heard, and others were answered."""
    bot.break_folder()
    answered = len(telegram.answers)
    command = ask.one("/reload")
    await _until(lambda: command in telegram.answers, _STARTING_SECONDS)
    told = [message for message in telegram.answers.get(command, []) if "gaps.toml" in message.text]
    bot.break_folder(broken=False)
    ask.one("/reload")
    await _until(lambda: len(telegram.answers) > answered + 1, _STARTING_SECONDS)
    return bool(told) and len(telegram.answers) > answered + 1


async def _is_answered_when_full(trial: Trial, bot: _Bot, telegram: _Telegram, ask: _Asking) -> bool:
    """Keep the disk full until what is asked is answered again; tell whether it was, and the admin ever told."""
    # It may just have been killed, with many who wait already: what is to be seen is how long the disk holds them up.
    await _until(lambda: telegram.unconfirmed < trial.per_second, _CATCHING_UP_SECONDS)
    bot.fill_disk()
    await asyncio.sleep(1.0)
    number = ask.one("who is the SRSG")
    await _until(lambda: number in telegram.answers and telegram.alerts > 0, _LASTING_SECONDS)
    answered = number in telegram.answers and telegram.alerts > 0
    bot.fill_disk(full=False)
    return answered


async def _until(holds: Any, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:  # noqa: ASYNC110 - it comes from another process
        await asyncio.sleep(0.02)


async def _run(trials: list[Trial], jobs: int) -> list[Survived]:
    turn = asyncio.Semaphore(jobs)

    async def endure(trial: Trial) -> Survived:
        async with turn:
            return await _endure(trial)

    return await asyncio.gather(*map(endure, trials))


def run(trials: list[Trial], *, jobs: int) -> list[Survived]:
    """Do the trials, so many at a time."""
    return asyncio.run(_run(trials, jobs))


def markdown(results: list[Survived]) -> str:
    """Return the results as a table, and whether the bounds hold."""
    lines = [
        "| updates by | database | kills | asked | unanswered | answered twice | after a lost response / a kill / else "
        "| responses lost | database restarts | full disks | broken starts | broken reloads | alerts | seconds |",
        f"|{' --- |' * 14}",
    ]
    for each in results:
        twice = sum(each.twice.values())
        cells = [
            *(each.trial.mode, each.trial.database, each.trial.kills, each.asked, each.unanswered),
            f"{twice} ({twice / each.asked:.1%})",
            " / ".join(map(str, each.twice.values())),
            *(
                each.lost_responses,
                each.database_restarts,
                each.full_disks,
                each.broken_folders,
                each.broken_reloads,
                each.alerts,
            ),
            f"{each.seconds:.0f}",
        ]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    lines.append("")
    if not _FILLS:
        lines.append("- No disk was full: this system lets no process be limited by another.")
    for each in results:
        verdict = "; ".join(each.failings) or "holds"
        lines.append(f"- {each.trial.mode}, {each.trial.database}: {verdict}")
    return "\n".join(lines)
