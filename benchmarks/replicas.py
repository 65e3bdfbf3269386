"""Two replicas behind nginx while people ask: how soon both serve what was reloaded, and what losing one costs.

The proxy is nginx as deploy/nginx.conf sets it up, without TLS, and the database a PostgreSQL. Each question is the
only one of its chat, so that the messages to a chat are the answers to that question.
"""

import asyncio
import contextlib
import getpass
import json
import os
import re
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import aiohttp

from benchmarks.processes import ROOT, environment, free_port
from benchmarks.stand_in import Telegram, question
from benchmarks.throughput import texts
from knowledge import shipped_directory
from tests.bot.storage.server import postgres_server

_CONFIRMED_SECONDS = 0.05
"""What Telegram takes to confirm a message, so that some are always on their way."""
_CONNECTIONS = 100
"""As many as Telegram opens to a webhook at most."""
_REPEAT_SECONDS = 1.0
"""How long Telegram waits before it posts again what was not taken."""
_PATIENCE_SECONDS = 60.0
_BEFORE_SECONDS = 1.0
_AFTER_SECONDS = 3.0

_ADMINS = 100
"""The first of the ids of admins; each of them reloads once."""
_QUESTIONS = 10_000_000
"""The first of the ids of people who ask, each of them once."""
_GAP = """
[[gaps]]
id = "replicas-{number}"

[gaps.wordings.en]
reply = "The source does not speak of the cafeteria's menu {number}."
questions = ["What is on menu {number} of the cafeteria?"]
"""
_REVISION = re.compile(r"^unmik_bot_revision (\S+)$", re.MULTILINE)


class NoNginxError(Exception):
    """There is no nginx, or it does not start; says what to do."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened in one run, and what came of the questions that were asked meanwhile."""

    what: str
    seconds: float
    """What it took; 0 where nothing is to be waited for."""
    under_way: int
    """Questions that were not yet taken when it began."""
    asked: int
    refused: int
    """Posts that Telegram saw answered with anything but 2xx."""
    unanswered: int
    twice: int
    """Questions that got more than one answer."""
    p50: float
    """Seconds from a question to its answer."""
    longest: float


@dataclass(slots=True)
class _Asked:
    """A question, and what came of it."""

    what: str
    at: float
    answered: list[float] = field(default_factory=list)
    refused: int = 0
    is_taken: bool = False


class _People:
    """People who ask at an even pace, and Telegram, which posts what they ask until it is taken."""

    def __init__(self, telegram: Telegram, session: aiohttp.ClientSession, *, port: int) -> None:
        self.what = "starting"
        self.asked: dict[int, _Asked] = {}
        self._telegram = telegram
        self._session = session
        self._port = port
        self._posts: set[asyncio.Task[None]] = set()
        telegram.on_message = self._answered

    async def ask_on(self, per_second: float) -> None:
        """Ask for ever."""
        start = time.perf_counter()
        for count, text in enumerate(texts()):
            await asyncio.sleep(max(start + count / per_second - time.perf_counter(), 0))
            self.send(_QUESTIONS + count, question(_QUESTIONS + count, text))

    def send(self, number: int, update: bytes) -> None:
        """Have an update posted that is of the chat with the same number."""
        asked = self.asked[number] = _Asked(self.what, time.perf_counter())
        task = asyncio.create_task(self._post(asked, update))
        self._posts.add(task)
        task.add_done_callback(self._posts.discard)

    @property
    def under_way(self) -> list[_Asked]:
        """The questions that are not answered yet, or not taken."""
        return [asked for asked in self.asked.values() if not (asked.answered and asked.is_taken)]

    def happening(self, what: str, seconds: float, under_way: int) -> Happening:
        """Return what came of what was asked while this happened."""
        of = {number: asked for number, asked in self.asked.items() if asked.what == what}
        asked = list(of.values())
        # An admin is answered when the reload is done, which `seconds` tells.
        waits = [each.answered[0] - each.at for number, each in of.items() if each.answered and number >= _QUESTIONS]
        return Happening(
            what=what,
            seconds=seconds,
            under_way=under_way,
            asked=len(asked),
            refused=sum(each.refused for each in asked),
            unanswered=sum(not each.answered for each in asked),
            twice=sum(len(each.answered) > 1 for each in asked),
            p50=statistics.median(waits) if waits else 0.0,
            longest=max(waits, default=0.0),
        )

    def _answered(self, number: int) -> None:
        if asked := self.asked.get(number):
            asked.answered.append(time.perf_counter())

    async def _post(self, asked: _Asked, update: bytes) -> None:
        url = f"http://127.0.0.1:{self._port}{self._telegram.webhook}"
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._telegram.secret, "Content-Type": "application/json"}
        while not asked.is_taken:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with self._session.post(url, data=update, headers=headers) as response:
                    asked.is_taken = response.ok
            if not asked.is_taken:
                asked.refused += 1
                await asyncio.sleep(_REPEAT_SECONDS)


class _Replica:
    """One of the bots."""

    def __init__(self, session: aiohttp.ClientSession, told: dict[str, str], log: Path) -> None:
        self.port = free_port()
        self._session = session
        self._environment = {**told, "LISTEN_PORT": str(self.port)}
        self._log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start, and wait until it is ready."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", "--webhook"), env=self._environment, cwd=ROOT, stderr=log
            )
        await _until(self._is_ready)

    async def end(self, number: signal.Signals) -> None:
        """Send a signal that ends it, and wait until it has ended."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(number)
            await self._process.wait()

    async def revision(self) -> int:
        """Return the number of the fact base that it serves."""
        async with self._session.get(f"http://127.0.0.1:{self.port}/metrics") as response:
            found = _REVISION.search(await response.text())
        return int(float(found.group(1))) if found else 0

    async def _is_ready(self) -> bool:
        with contextlib.suppress(aiohttp.ClientError):
            async with self._session.get(f"http://127.0.0.1:{self.port}/readyz") as response:
                return response.ok
        return False


@asynccontextmanager
async def _nginx(program: str, folder: Path, *, port: int, replicas: Sequence[_Replica]) -> AsyncIterator[None]:
    """Run the proxy of deploy/nginx.conf, on a port of the loopback and without TLS; raises NoNginxError."""
    settings = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    settings = settings.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    settings = re.sub(r"^ *ssl_certificate.*\n", "", settings, flags=re.MULTILINE)
    for replica, theirs in zip(replicas, ("8081", "8082"), strict=True):
        settings = settings.replace(f"server 127.0.0.1:{theirs} ", f"server 127.0.0.1:{replica.port} ")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    own = [f"{kind}_temp_path {folder}/{kind};" for kind in kinds] + ["access_log off;", settings]
    whole = [f"pid {folder}/pid;", "worker_processes 1;", "events {}", "http {", *own, "}"]
    if os.geteuid() == 0:
        whole.insert(0, f"user {getpass.getuser()};")
    written = folder / "nginx.conf"
    written.write_text("\n".join(whole), encoding="utf-8")
    log = folder / "error.log"
    process = await asyncio.create_subprocess_exec(program, "-e", log, "-c", written, "-g", "daemon off;")

    async def listens() -> bool:
        if process.returncode is not None:
            raise NoNginxError(f"nginx does not start: {log.read_text(encoding='utf-8')}")
        with contextlib.suppress(ConnectionRefusedError):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.close()
            return True
        return False

    try:
        await _until(listens)
        yield
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


class _Trial:
    """Replicas that run, and what happens to them."""

    def __init__(self, people: _People, replicas: Sequence[_Replica], facts: Path) -> None:
        self._people = people
        self._replicas = replicas
        self._gaps = facts / "gaps.toml"

    async def happen(self, *, reloads: int) -> list[tuple[str, float, int]]:
        """Do all that may happen, one after the other; return what, how long it took and how much was under way."""
        one = self._replicas[0]
        happened = [await self._do("nothing", self._nothing)]
        for number in range(reloads):
            happened.append(await self._do(f"reload {number + 1}", partial(self._reload, number)))
        return [
            *happened,
            await self._do("kill -9 of one", partial(self._kill, one)),
            await self._do("its start", one.start),
            await self._do("SIGTERM to one", partial(one.end, signal.SIGTERM)),
            await self._do("its start again", one.start),
        ]

    async def _do(self, what: str, work: Callable[[], Awaitable[None]]) -> tuple[str, float, int]:
        self._people.what = what
        await asyncio.sleep(_BEFORE_SECONDS)
        under_way, start = len(self._people.under_way), time.perf_counter()
        await work()
        seconds = time.perf_counter() - start
        await asyncio.sleep(_AFTER_SECONDS)
        return what, seconds, under_way

    async def _nothing(self) -> None:
        """Do nothing."""

    async def _reload(self, number: int) -> None:
        """Change the folder, have an admin reload it, and wait until both serve it."""
        old = max([await replica.revision() for replica in self._replicas])
        with self._gaps.open("a", encoding="utf-8") as gaps:
            gaps.write(_GAP.format(number=1000 + number))
        update = json.loads(question(_ADMINS + number, "/reload"))
        update["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": len("/reload")}]
        self._people.send(_ADMINS + number, json.dumps(update).encode())

        async def both_serve() -> bool:
            return min([await replica.revision() for replica in self._replicas]) > old

        await _until(both_serve)

    async def _kill(self, replica: _Replica) -> None:
        """Kill a replica, and wait until what was under way is served by the other."""
        left = self._people.under_way
        await replica.end(signal.SIGKILL)

        async def is_served() -> bool:
            return all(asked.answered and asked.is_taken for asked in left)

        await _until(is_served)


def _program() -> str:
    """Return where nginx is; raises NoNginxError."""
    # Where only root looks for programs, but where Debian puts it.
    program = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"]))
    if program is None:
        raise NoNginxError("nginx must be on PATH to balance replicas: apt-get install nginx-light brings it")
    return program


async def _trial(nginx: str, *, per_second: float, reloads: int) -> list[Happening]:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="replicas-")))
        facts = Path(shutil.copytree(shipped_directory(), folder / "facts"))
        url = stack.enter_context(postgres_server()).make("replicas")
        telegram = await stack.enter_async_context(Telegram(seconds=_CONFIRMED_SECONDS))
        connector = aiohttp.TCPConnector(limit=_CONNECTIONS)
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=connector, trust_env=False))
        told = environment(
            api_port=telegram.port,
            database_url=url,
            ADMIN_IDS=",".join(str(_ADMINS + number) for number in range(reloads)),
            FACTS_DIR=str(facts),
            MESSAGES_PER_SECOND="1000",
        )
        replicas = [_Replica(session, told, folder / f"log-{number}") for number in (1, 2)]
        for replica in replicas:
            stack.push_async_callback(replica.end, signal.SIGKILL)
        await asyncio.gather(*(replica.start() for replica in replicas))
        port = free_port()
        await stack.enter_async_context(_nginx(nginx, folder, port=port, replicas=replicas))
        people = _People(telegram, session, port=port)
        asking = asyncio.create_task(people.ask_on(per_second))
        happened = await _Trial(people, replicas, facts).happen(reloads=reloads)
        asking.cancel()

        async def are_served() -> bool:
            return not people.under_way

        await _until(are_served)
        return [people.happening(*each) for each in happened]


async def _until(holds: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something holds, or patience is at its end: what was not served by then shows in the table."""
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not await holds() and time.monotonic() < deadline:  # noqa: ASYNC110 - it comes from another process
        await asyncio.sleep(0.02)


def run(*, repeats: int, per_second: float, reloads: int) -> list[list[Happening]]:
    """Do the same several times, each with replicas of its own; raises NoNginxError."""
    nginx = _program()
    return [asyncio.run(_trial(nginx, per_second=per_second, reloads=reloads)) for _ in range(repeats)]


def markdown(trials: Sequence[Sequence[Happening]]) -> str:
    """Return what came of all runs as a table."""
    lines = [
        "| what happens | seconds, median (most) | under way | asked | not 2xx | unanswered | answered twice | "
        "ms to the answer, median (most) |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*lines, *(_line(each) for each in zip(*trials, strict=True))])


def _line(same: Sequence[Happening]) -> str:
    seconds = [each.seconds for each in same]
    took = f"{statistics.median(seconds):.1f} ({max(seconds):.1f})" if max(seconds) > 0.05 else ""
    counts = [
        sum(getattr(each, name) for each in same) for name in ("under_way", "asked", "refused", "unanswered", "twice")
    ]
    waits = f"{statistics.median(each.p50 for each in same) * 1000:.0f} ({max(e.longest for e in same) * 1000:.0f})"
    return " | ".join([f"| {same[0].what}", took, *map(str, counts), waits]) + " |"
