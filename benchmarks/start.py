"""How soon a bot that starts gives its first answer, and how much memory it takes, over real HTTP on loopback."""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from compileall import compile_dir
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.processes import ROOT, environment, free_port
from benchmarks.stand_in import Poster, Telegram, question
from benchmarks.throughput import texts

MODES = ("polling", "webhook")

_STARTING_SECONDS = 60.0
_RETRY_SECONDS = 0.005
_AT_ONCE = 100
"""Questions on their way, as many as Telegram hands out at a time, or posts."""
_ADMIN = 1
_RELOADS = 3
_SETTLING_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Start:
    """How soon a bot answers."""

    mode: str
    """polling or webhook."""
    is_fresh: bool
    """Whether it had to make its database first."""
    seconds: tuple[float, ...]
    """From starting the process to its first answer, of each run."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a bot takes, in megabytes (10⁶ bytes)."""

    mode: str
    state: str
    """What it has done by then."""
    resident: float
    proportional: float
    """Resident, with what is shared with other processes in shares."""
    peak: float


def run(modes: Sequence[str], *, repeats: int, people: int) -> tuple[list[Start], list[Memory]]:
    """Start bots and measure them; `people` ask one question each of a bot whose memory is measured."""
    # As an installed package is; from sources it would be compiled at each start where Python may not write.
    for package in ("bot", "knowledge"):
        compile_dir(ROOT / package, quiet=2)
    started = [asyncio.run(_starts(mode, is_fresh, repeats)) for mode in modes for is_fresh in (True, False)]
    return started, [memory for mode in modes for memory in asyncio.run(_memory(mode, people))]


async def _starts(mode: str, is_fresh: bool, repeats: int) -> Start:
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        took = []
        # The first run of all warms the files up, and makes the database of those that start with one.
        for number in range(repeats + 1):
            file = Path(folder, f"{number if is_fresh else 0}.sqlite3")
            async with _Bot.running(mode, file, number) as bot:
                took.append(bot.seconds)
                if number == 0:
                    # Until what nobody waits for is written, the calibration among it.
                    await asyncio.sleep(_SETTLING_SECONDS)
    return Start(mode, is_fresh, tuple(took[1:]))


async def _memory(mode: str, people: int) -> list[Memory]:
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        file = Path(folder, "bot.sqlite3")
        # A bot that makes its database has other things in memory than one that finds it.
        async with _Bot.running(mode, file, 0):
            pass
        async with _Bot.running(mode, file, 1) as bot:
            await asyncio.sleep(_SETTLING_SECONDS)
            states = [bot.memory(mode, "started")]
            asked = zip(range(people), texts(), strict=False)
            waiting = iter([text for _, text in asked])

            async def ask_on() -> None:
                for text in waiting:
                    await bot.ask(text)

            await asyncio.gather(*(ask_on() for _ in range(_AT_ONCE)))
            await asyncio.sleep(_SETTLING_SECONDS)
            states.append(bot.memory(mode, f"and asked by {people:,} people"))
            for _ in range(_RELOADS):
                await bot.ask("/reload", person=_ADMIN)
            await asyncio.sleep(_SETTLING_SECONDS)
            states.append(bot.memory(mode, f"and reloaded {_RELOADS} times"))
    return states


class _Bot:
    """A bot that runs, and the Telegram that it runs on."""

    def __init__(self, telegram: Telegram, port: int, first: int) -> None:
        self._telegram = telegram
        self._port = port
        self._numbers = count(10_000_000 + first * 1_000_000)
        self._answered: dict[int, asyncio.Future[None]] = {}
        self._posters: list[Poster] = []
        self.pid = 0
        self.seconds = 0.0
        """From starting the process to its first answer."""
        telegram.on_message = self._on_message

    @classmethod
    @asynccontextmanager
    async def running(cls, mode: str, file: Path, number: int) -> "AsyncIterator[_Bot]":
        """Start a bot, the so many-th on its database, that finds a question waiting, until it has answered it."""
        async with AsyncExitStack() as stack:
            telegram = await stack.enter_async_context(Telegram(seconds=0.0))
            bot = cls(telegram, free_port() if mode == "webhook" else 0, number)
            stack.callback(bot._close)
            start = time.perf_counter()
            first = asyncio.ensure_future(bot.ask("how many cops does the UN have there"))
            arguments = ["--webhook"] if mode == "webhook" else []
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run", *arguments),
                env=environment(
                    api_port=telegram.port,
                    database_url=f"sqlite:///{file}",
                    ADMIN_IDS=str(_ADMIN),
                    LISTEN_PORT=str(bot._port or free_port()),
                    MESSAGES_PER_SECOND="1000000",
                ),
                cwd=ROOT,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                await asyncio.wait_for(first, _STARTING_SECONDS)
                bot.seconds = time.perf_counter() - start
                bot.pid = process.pid
                yield bot
            finally:
                process.kill()
                await process.wait()

    async def ask(self, text: str, *, person: int | None = None) -> None:
        """Ask, in the name of somebody new unless told otherwise, and wait for the message that answers it."""
        number = next(self._numbers)
        answered = self._answered[number] = asyncio.get_running_loop().create_future()
        update = question(number, text, person=person)
        if self._port:
            poster = await self._poster()
            status, _ = await poster.post(update)
            if status != 200:
                raise RuntimeError(f"the bot has answered {status}")
            self._posters.append(poster)
        else:
            self._telegram.hold(update)
        await answered

    async def _poster(self) -> Poster:
        """Return an idle connection, once the bot listens and has told Telegram where."""
        if self._posters:
            return self._posters.pop()
        await self._telegram.registered.wait()
        while True:
            try:
                return await Poster.connect(self._port, self._telegram)
            except ConnectionRefusedError:
                await asyncio.sleep(_RETRY_SECONDS)

    def _on_message(self, chat: int) -> None:
        if waiting := self._answered.pop(chat, None):
            waiting.set_result(None)

    def _close(self) -> None:
        for poster in self._posters:
            poster.close()

    def memory(self, mode: str, state: str) -> Memory:
        """Return what the process takes now, and the most that it has taken."""
        proc = Path("/proc", str(self.pid))
        fields = dict(
            line.split(":", 1)
            for file in ("smaps_rollup", "status")
            for line in (proc / file).read_text().splitlines()
            if line.endswith("kB")
        )
        resident, proportional, peak = (int(fields[name].split()[0]) * 1024 / 1e6 for name in ("Rss", "Pss", "VmHWM"))
        return Memory(mode, state, resident, proportional, peak)


def markdown(started: Sequence[Start], memory: Sequence[Memory]) -> str:
    """Return the results as two tables."""
    lines = [
        "| updates by | database | first answer after s: median | fastest–slowest |",
        "| --- | --- | ---: | ---: |",
    ]
    for start in started:
        lines.append(
            f"| {start.mode} | {'made at the start' if start.is_fresh else 'existing'} | "
            f"{statistics.median(start.seconds):.2f} | {min(start.seconds):.2f}–{max(start.seconds):.2f} |"
        )
    lines += [
        "",
        "| updates by | the bot has | resident MB | proportional MB | peak MB |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {each.mode} | {each.state} | {each.resident:.0f} | {each.proportional:.0f} | {each.peak:.0f} |"
        for each in memory
    ]
    return "\n".join(lines)
