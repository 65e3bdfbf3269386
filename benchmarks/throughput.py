"""Questions a second, end to end over real HTTP: our bot, with all it does, beside a bare echo bot."""

import asyncio
import importlib.util
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import uvloop

from benchmarks import shares
from benchmarks.processes import ROOT, environment, free_port
from benchmarks.stand_in import Poster, Telegram, question, search

QUESTIONS = ROOT / "tests" / "questions" / "en.jsonl"

_WARM_SECONDS = 1.0
_CONNECTIONS = 100
"""As many as Telegram opens to a webhook at most."""
_SEARCHES = 64
"""Inline queries on their way at most: of many more the bot drops some, which costs it nothing."""
_STARTING_SECONDS = 60.0


class NoWebhooksError(Exception):
    """What the echo bot needs is not installed."""


@dataclass(frozen=True, slots=True)
class Case:
    """A bot, and how it is asked."""

    name: str
    command: tuple[str, ...]
    seconds: float
    """What Telegram takes to confirm a message."""
    at_once: int = 1
    """Updates that the echo bot handles at once."""
    inline: bool = False
    """Ask inline queries, which our bot answers in the response."""
    processes: int = 1
    cores: float = 0.0
    """What each process is held to, so that they do not compete; 0 is all that there are."""
    new: bool = False
    """Ask each question in words that were not asked before, which our bot cannot answer from memory."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of a case."""

    name: str
    confirmed_after: float
    """Seconds that Telegram took."""
    per_second: float
    cpu_microseconds: float
    """Of the bot's processes, for each answer."""
    megabytes: float
    """Resident, of the largest process, at the end."""
    p50: float
    """Milliseconds from the post to the confirmed answer, at half of that load; 0 where it was not measured."""
    p99: float


_HALF = ", half a core"
_TWO = ", 2 processes"

OURS = (sys.executable, "-m", "bot", "run", "--webhook")
ECHO = (sys.executable, "-m", "benchmarks.echo_bot")

AT_ONCE = (1, 8, 16, 24, 32, 64, 256)
"""How many updates the echo bot is let handle at once, where Telegram takes its time."""


def cases() -> list[Case]:
    """Return the cases, in the order of the table."""
    slow = 0.05
    return [
        Case("echo, stock webhook", ECHO, 0.0),
        Case("ours, separate send", OURS, 0.0),
        Case("ours, separate send, each question new", OURS, 0.0, new=True),
        Case("ours, inline query answered in the response", OURS, 0.0, inline=True),
        Case(f"ours, separate send{_TWO}", OURS, 0.0, processes=2),
        Case(f"ours, separate send{_HALF}", OURS, 0.0, cores=0.5),
        Case(f"ours, separate send{_HALF}{_TWO}", OURS, 0.0, processes=2, cores=0.5),
        *(Case(f"echo, stock webhook, {at_once} at once", ECHO, slow, at_once=at_once) for at_once in AT_ONCE),
        Case("ours, separate send", OURS, slow),
    ]


async def measure(case: Case, *, seconds: float, window: int, half: bool = True) -> Measured:
    """Ask a bot as fast as it answers, with so many questions on their way, and then at half that pace."""
    window = min(window, _SEARCHES) if case.inline else window
    async with _asked(case) as asking:
        await asking.closed(_WARM_SECONDS, window)
        before = asking.cpu()
        answered, took = await asking.closed(seconds, window)
        cpu = asking.cpu() - before
        delays = await asking.open(seconds, answered / took / 2) if half else []
        centiles = statistics.quantiles(delays, n=100) if len(delays) > 1 else [0.0] * 99
        return Measured(
            name=case.name,
            confirmed_after=case.seconds,
            per_second=answered / took,
            cpu_microseconds=cpu / answered * 1e6 if answered else 0.0,
            megabytes=asking.megabytes(),
            p50=centiles[49] * 1000,
            p99=centiles[98] * 1000,
        )


class _Asking:
    """Bots that run, and what asks them."""

    def __init__(self, telegram: Telegram, posters: Sequence[Poster], pids: Sequence[int], case: Case) -> None:
        self._posters = posters
        self._pids = pids
        self._inline = case.inline
        self._numbers = count(10_000_000)
        self._texts = texts(new=case.new)
        self._awaited: dict[int, asyncio.Future[None]] = {}
        telegram.on_message = self._answered

    async def closed(self, seconds: float, window: int) -> tuple[int, float]:
        """Keep `window` questions on their way; return how many were answered, and in how many seconds."""
        start = time.perf_counter()
        answered = 0

        async def ask_on(poster: Poster) -> None:
            nonlocal answered
            while time.perf_counter() - start < seconds:
                # Read and added to in one go: others count too while this one waits.
                if await self._ask(poster):
                    answered += 1

        # The echo bot confirms at once, so that a connection can carry more than one of its questions.
        workers = [self._posters[number % len(self._posters)] for number in range(min(window, len(self._posters)))]
        await asyncio.gather(*map(ask_on, workers))
        return answered, time.perf_counter() - start

    async def open(self, seconds: float, per_second: float) -> list[float]:
        """Ask at an even pace, however fast answers come; return how long each took, in seconds."""
        idle: asyncio.Queue[Poster] = asyncio.Queue()
        for poster in self._posters:
            idle.put_nowait(poster)
        delays: list[float] = []

        async def ask(due: float) -> None:
            poster = await idle.get()
            if await self._ask(poster):
                delays.append(time.perf_counter() - due)
            idle.put_nowait(poster)

        start = time.perf_counter()
        async with asyncio.TaskGroup() as tasks:
            for number in range(int(seconds * per_second)):
                due = start + number / per_second
                await asyncio.sleep(max(due - time.perf_counter(), 0))
                tasks.create_task(ask(due))
        return delays

    async def _ask(self, poster: Poster) -> bool:
        """Ask once; return whether it was answered, and did not have to give way."""
        number = next(self._numbers)
        update = search if self._inline else question
        answered = self._awaited[number] = asyncio.get_running_loop().create_future()
        status, body = await poster.post(update(number, next(self._texts)))
        if status != 200:
            raise RuntimeError(f"the bot has answered {status}")
        if self._inline:
            del self._awaited[number]
            return body.startswith(b"{")
        await answered
        return True

    def _answered(self, number: int) -> None:
        if waiting := self._awaited.pop(number, None):
            waiting.set_result(None)

    def cpu(self) -> float:
        """Return the processor seconds that the bots have used."""
        ticks = os.sysconf("SC_CLK_TCK")
        fields = (Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self._pids)
        return sum((int(each[11]) + int(each[12])) / ticks for each in fields)

    def megabytes(self) -> float:
        """Return the resident memory of the largest of the bots."""
        pages = (int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self._pids)
        return max(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


@asynccontextmanager
async def _asked(case: Case) -> AsyncIterator[_Asking]:
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(Telegram(seconds=case.seconds))
        hold = stack.enter_context(shares.held_to(case.cores)) if case.cores else None
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="throughput-"))
        ports, pids = [], []
        for _ in range(case.processes):
            port = free_port()
            bot = await stack.enter_async_context(_running(case, telegram, port, folder))
            if hold:
                hold(bot.pid)
            ports.append(port)
            pids.append(bot.pid)
        posters = [await Poster.connect(ports[i % len(ports)], telegram) for i in range(_CONNECTIONS * len(ports))]
        for poster in posters:
            stack.callback(poster.close)
        yield _Asking(telegram, posters, pids, case)


@asynccontextmanager
async def _running(case: Case, telegram: Telegram, port: int, folder: str) -> AsyncIterator[asyncio.subprocess.Process]:
    told = environment(
        api_port=telegram.port,
        database_url=f"sqlite:///{folder}/bot.sqlite3",
        LISTEN_PORT=str(port),
        MESSAGES_PER_SECOND="1000000",
        AT_ONCE=str(case.at_once),
    )
    telegram.registered.clear()
    bot = await asyncio.create_subprocess_exec(*case.command, env=told, cwd=ROOT, stderr=asyncio.subprocess.DEVNULL)
    try:
        async with asyncio.timeout(_STARTING_SECONDS):
            await telegram.registered.wait()
            await _until_listening(port)
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.wait()


async def _until_listening(port: int) -> None:
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except ConnectionRefusedError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return


def texts(*, new: bool = False) -> Iterator[str]:
    """Yield questions as people ask them, for ever; if they are to be `new`, each time with one more space after it."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines if line.strip()]
    return (question + " " * number * new for number in count() for question in questions)


def run(chosen: Sequence[Case], *, seconds: float, window: int, repeats: int) -> list[Measured]:
    """Measure case after case, so many times over, and return the run in the middle of each; raises NoWebhooksError."""
    if any(case.command == ECHO for case in chosen) and importlib.util.find_spec("tornado") is None:
        raise NoWebhooksError("the echo bot needs a server: pip install -e '.[benchmarks]'")
    chosen = [case for case in chosen if not case.cores or shares.may_be_given()]
    rounds = [[_run(case, seconds=seconds, window=window) for case in chosen] for _ in range(repeats)]
    return [sorted(runs, key=lambda run: run.per_second)[repeats // 2] for runs in zip(*rounds, strict=True)]


def _run(case: Case, *, seconds: float, window: int) -> Measured:
    # What asks should take as little as can be of a machine that it shares with what is asked.
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(measure(case, seconds=seconds, window=window, half=case.at_once == 1))


def markdown(results: Sequence[Measured]) -> str:
    """Return the results as a table, with how they compare."""
    lines = [
        "| bot | confirmed after | answers/s | CPU µs an answer | p50 / p99 ms at half load | MB |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for each in results:
        delays = f"{each.p50:.1f} / {each.p99:.1f}" if each.p50 else ""
        lines.append(
            f"| {each.name} | {each.confirmed_after * 1000:.0f} ms | {each.per_second:.0f} | "
            f"{each.cpu_microseconds:.0f} | {delays} | {each.megabytes:.0f} |"
        )
    return "\n".join([*lines, "", *_comparisons(results)])


def _comparisons(results: Sequence[Measured]) -> Iterator[str]:
    for seconds in sorted({each.confirmed_after for each in results}):
        rates = {each.name: each.per_second for each in results if each.confirmed_after == seconds}
        echo = max((rate for name, rate in rates.items() if name.startswith("echo")), default=0.0)
        for name, rate in rates.items():
            single = rates.get(name.removesuffix(_TWO))
            if name.endswith(_TWO) and single:
                yield f"- {name}, {seconds * 1000:.0f} ms: {rate / single:.2f} times one process"
            elif name.startswith("ours") and echo and _HALF not in name:
                yield f"- {name}, {seconds * 1000:.0f} ms: {rate / echo:.2f} times the best echo"
