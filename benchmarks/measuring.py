"""Building one peer at one size and asking it questions; run as a process of its own, so that memory is its alone.

    python -m benchmarks.measuring PEER FILE SECONDS

FILE is a JSON object with `texts`, `facts` and `questions`; what was measured goes to standard output as JSON.
"""

import ctypes
import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time, thread_time

from benchmarks.peers import Peer, Phrasings
from benchmarks.peers.table import load
from benchmarks.synthetic import phrasings

_WARMING = 20
_FEWEST_FOR_P99 = 100
_FEWEST_ASKED = 3
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run of one peer at one size came to; what cannot be measured is None."""

    phrasings: int
    build_seconds: float
    build_cpu_seconds: float
    memory_mb: float | None
    """Resident memory that building added, beside the phrasings themselves."""
    peak_mb: float | None
    """The most that it added while it built."""
    asked: int = 0
    """Questions asked within the time allowed."""
    median_ms: float | None = None
    p99_ms: float | None = None
    """Absent where fewer than 100 questions were asked."""
    cpu_median_ms: float | None = None
    """Time of the asking thread on a processor, which other load on the machine does not stretch."""
    cpu_p99_ms: float | None = None
    right: float | None = None
    """Questions whose fact came first, 0..1: recall@1."""
    wrong: float | None = None
    """Questions for which another fact came first, 0..1."""


def measure(peer: type[Peer], known: Phrasings, questions: Sequence[tuple[str, int]], *, seconds: float) -> Measured:
    """Build a peer and ask it for as long as `seconds` allows, one question after the other."""
    _warm(peer)
    prepared = peer.prepared(known)
    resident_before = _settled("VmRSS")
    _forget_peak()
    wall, cpu = perf_counter(), process_time()
    built = peer(prepared)
    wall, cpu = perf_counter() - wall, process_time() - cpu
    peak, resident = _status("VmHWM"), _settled("VmRSS")
    about_building = {
        "phrasings": len(known.texts),
        "build_seconds": wall,
        "build_cpu_seconds": cpu,
        "memory_mb": _difference(resident, resident_before),
        "peak_mb": _difference(peak, resident_before),
    }
    return Measured(**about_building, **_asked(built, questions, seconds))  # type: ignore[arg-type]


def _asked(peer: Peer, questions: Sequence[tuple[str, int]], seconds: float) -> dict[str, float | None]:
    for question, _ in questions[-_WARMING:]:
        peer.ask(question)
    walls: list[float] = []
    cpus: list[float] = []
    right = wrong = 0
    end = perf_counter() + seconds
    for question, fact in questions:
        if len(walls) >= _FEWEST_ASKED and perf_counter() > end:
            break
        wall, cpu = perf_counter(), thread_time()
        guess = peer.ask(question)
        cpus.append((thread_time() - cpu) * 1000)
        walls.append((perf_counter() - wall) * 1000)
        right += guess is not None and guess.fact == fact
        wrong += guess is not None and guess.fact != fact
    if not walls:
        return {}
    return {
        "asked": len(walls),
        "median_ms": median(walls),
        "p99_ms": p99(walls),
        "cpu_median_ms": median(cpus),
        "cpu_p99_ms": p99(cpus),
        "right": right / len(walls),
        "wrong": wrong / len(walls),
    }


def p99(values: Sequence[float]) -> float | None:
    """Return the 99th percentile, or None where too few values are there to tell it."""
    return quantiles(values, n=100)[98] if len(values) >= _FEWEST_FOR_P99 else None


def _warm(peer: type[Peer]) -> None:
    """Use the peer once, so that what its library loads late counts neither as time nor as memory."""
    peer(peer.prepared(phrasings(100))).ask("who is the director")


def _settled(name: str) -> float | None:
    """Return a figure of memory after everything free has gone back to the system."""
    gc.collect()
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)
    return _status(name)


def _status(name: str) -> float | None:
    """Return a line of Linux's /proc/self/status in megabytes, or None elsewhere."""
    if not _STATUS.exists():
        return None
    lines = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="utf-8").splitlines())
    return int(lines[name].split()[0]) / 1024


def _forget_peak() -> None:
    """Let the peak of resident memory start again from what is resident now."""
    if _STATUS.exists():
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _difference(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else max(0.0, after - before)


def main() -> None:
    """Measure what the command line names."""
    name, path, seconds = sys.argv[1:]
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    known = Phrasings(content["texts"], content["facts"])
    questions = [(question, fact) for question, fact in content["questions"]]
    del content
    sys.stdout.write(json.dumps(asdict(measure(load(name), known, questions, seconds=float(seconds)))) + "\n")


if __name__ == "__main__":
    main()
