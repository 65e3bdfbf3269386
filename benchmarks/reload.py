"""Whether questions stall while a fact base is built beside them, as a reload does."""

import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import perf_counter, sleep

from benchmarks.factbases import factbase_of
from benchmarks.measuring import p99
from benchmarks.progress import steps
from benchmarks.synthetic import phrasings, questions
from bot.collecting import undisturbed
from knowledge import Answerer

_PAUSE = 0.005
"""Seconds between an answer and the next question, as questions come one by one; while idle the build may run."""
_QUIET_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Reload:
    """Times of whole answers before a reload and while it builds, in milliseconds of the clock."""

    size: int
    build_seconds: float
    quiet_asked: int
    quiet_median_ms: float
    quiet_p99_ms: float | None
    asked: int
    median_ms: float
    p99_ms: float | None
    longest_ms: float


def run(size: int) -> Reload:
    """Ask an answerer of `size` phrasings, at first in quiet and then while another one is built in a thread."""
    with steps(3) as progress:
        progress.begin(f"{size:,} phrasings: first build")
        known = phrasings(size)
        factbase = factbase_of(known)
        answerer = Answerer(factbase)
        texts = [question for question, _ in questions(known, 2_000)]
        progress.done()
        progress.begin("in quiet")
        quiet = _times(answerer, texts, until=perf_counter() + _QUIET_SECONDS)
        progress.done()
        progress.begin("while a thread builds")
        start = perf_counter()
        with undisturbed(), ThreadPoolExecutor(1) as pool:
            building = pool.submit(Answerer, factbase)
            busy = _times(answerer, texts, building=building)
        took = perf_counter() - start
        building.result()
        progress.done()
    return Reload(
        size=size,
        build_seconds=took,
        quiet_asked=len(quiet),
        quiet_median_ms=median(quiet),
        quiet_p99_ms=p99(quiet),
        asked=len(busy),
        median_ms=median(busy),
        p99_ms=p99(busy),
        longest_ms=max(busy),
    )


def _times(
    answerer: Answerer, texts: list[str], *, until: float = sys.float_info.max, building: Future[Answerer] | None = None
) -> list[float]:
    """Return what each answer took, in milliseconds from when it was due, until a time or the end of a build."""
    took: list[float] = []
    while perf_counter() < until and not (building and building.done()):
        due = perf_counter() + _PAUSE
        sleep(_PAUSE)
        answerer.answer(texts[len(took) % len(texts)])
        took.append((perf_counter() - due) * 1000)
    return took
