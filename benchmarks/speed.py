"""How fast each peer builds and proposes, how much memory it takes and how often it is right, over sizes."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measuring import Measured
from benchmarks.progress import steps
from benchmarks.synthetic import phrasings, questions

DEFAULT_PEERS = ("ours", "ours-answer", "ratio", "token-set", "tantivy", "bm25", "fts5")
DEFAULT_SIZES = (1_000, 10_000, 100_000, 1_000_000)

_LONG_RUN = 60.0
"""Seconds of building from which on a run is not repeated."""
_ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Result:
    """A peer at a size: the median of its runs, or why there is none."""

    peer: str
    size: int
    runs: int
    measured: Measured | None
    failure: str = ""


def run(sizes: Iterable[int], peers: Sequence[str], *, count: int, seconds: float, repeats: int) -> list[Result]:
    """Measure every peer at every size, each run in a fresh process with one thread for linear algebra.

    `count` questions are asked at most, for at most `seconds` a run.
    """
    results = []
    sizes = list(sizes)
    with steps(len(sizes) * len(peers)) as progress, TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.json"
            progress.begin(f"{size:,} phrasings")
            _write(path, size, count)
            for peer in peers:
                progress.begin(f"{size:,} phrasings: {peer}")
                results.append(_result(peer, size, path, seconds, repeats))
                progress.done()
    return results


def _write(path: Path, size: int, count: int) -> None:
    known = phrasings(size)
    content = {"texts": known.texts, "facts": known.facts, "questions": questions(known, count)}
    path.write_text(json.dumps(content), encoding="utf-8")


def _result(peer: str, size: int, path: Path, seconds: float, repeats: int) -> Result:
    runs: list[Measured] = []
    while len(runs) < repeats and (not runs or runs[0].build_seconds < _LONG_RUN):
        command = [sys.executable, "-m", "benchmarks.measuring", peer, str(path), str(seconds)]
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        ended = subprocess.run(  # noqa: S603 - our own module
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=False
        )
        if ended.returncode:
            said = ended.stderr.strip().splitlines()
            return Result(peer, size, len(runs), None, said[-1] if said else f"ended with {ended.returncode}")
        runs.append(Measured(**json.loads(ended.stdout)))
    return Result(peer, size, len(runs), median_of(runs))


def median_of(runs: Sequence[Measured]) -> Measured:
    """Return the median of each figure over runs that measured it."""
    columns = {field.name: [asdict(run)[field.name] for run in runs] for field in fields(Measured)}
    present = {name: [value for value in values if value is not None] for name, values in columns.items()}
    medians = {name: median(values) if values else None for name, values in present.items()}
    return Measured(**medians)  # type: ignore[arg-type]
