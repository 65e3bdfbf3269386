"""The results over sizes as Markdown, as JSON and as a plot."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.measuring import Measured
from benchmarks.peers.table import TABLE
from benchmarks.plots import save_lines
from benchmarks.reload import Reload
from benchmarks.speed import Result
from benchmarks.tables import quantity, table

_BASELINE = "ours"


def markdown(results: Sequence[Result], *, cpu: bool) -> str:
    """Return medians over sizes, and a table for each size; `cpu` takes processor time in place of the clock's."""
    sizes = list(dict.fromkeys(result.size for result in results))
    parts = [_overview(results, sizes, cpu)]
    for size in sizes:
        of_size = [result for result in results if result.size == size]
        parts += [f"## {size:,} phrasings", _table(of_size, cpu)]
    return "\n\n".join(parts + _failures(results))


def memory_markdown(results: Sequence[Result]) -> str:
    """Return for each size what building took, and what memory it added."""
    rows = [
        [
            f"{result.size:,}",
            TABLE[result.peer].title,
            quantity(measured.build_seconds),
            quantity(measured.memory_mb),
            quantity(measured.peak_mb),
        ]
        for result in results
        if (measured := result.measured)
    ]
    header = ("phrasings", "method", "build s", "memory MB", "at most while building MB")
    return "\n\n".join([table(header, rows), *_failures(results)])


def reload_markdown(reload: Reload) -> str:
    """Return the times of answers in quiet and during a reload."""
    rows = [
        ["in quiet", f"{reload.quiet_asked}", quantity(reload.quiet_median_ms), quantity(reload.quiet_p99_ms), "–"],
        [
            f"while {reload.size:,} phrasings build for {reload.build_seconds:.1f} s",
            f"{reload.asked}",
            quantity(reload.median_ms),
            quantity(reload.p99_ms),
            quantity(reload.longest_ms),
        ],
    ]
    return table(("whole answers", "asked", "median ms", "p99 ms", "longest ms"), rows)


def content(results: Sequence[Result]) -> dict[str, object]:
    """Return the results as JSON takes them."""
    return {"results": [asdict(each) for each in results]}


def plot(results: Sequence[Result], path: Path, *, cpu: bool) -> None:
    """Draw the median time of a question over the size, a line a peer."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for result in results:
        if result.measured and (took := _times(result.measured, cpu)[0]):
            lines.setdefault(TABLE[result.peer].title.strip("*"), []).append((result.size, took))
    save_lines(path, lines=lines, across="phrasings", label="median ms a question")


def _overview(results: Sequence[Result], sizes: Sequence[int], cpu: bool) -> str:
    measured = {(result.peer, result.size): result.measured for result in results}
    rows = [
        [TABLE[peer].title, *(_median_and_p99(measured.get((peer, size)), cpu) for size in sizes)]
        for peer in dict.fromkeys(result.peer for result in results)
    ]
    return table(("median (p99) ms a question", *(f"{size:,}" for size in sizes)), rows)


def _median_and_p99(measured: Measured | None, cpu: bool) -> str:
    if measured is None:
        return "–"
    middle, high = _times(measured, cpu)
    return f"{quantity(middle)} ({quantity(high)})"


def _table(results: Sequence[Result], cpu: bool) -> str:
    ours = next((_times(each.measured, cpu)[0] for each in results if each.peer == _BASELINE and each.measured), None)
    rows = []
    for result in results:
        if measured := result.measured:
            middle, high = _times(measured, cpu)
            rows.append(
                [
                    TABLE[result.peer].title,
                    quantity(measured.build_cpu_seconds if cpu else measured.build_seconds),
                    quantity(measured.memory_mb),
                    quantity(middle),
                    f"{quantity(middle / ours)} ×" if middle and ours else "–",
                    quantity(high),
                    "–" if measured.right is None else f"{measured.right:.1%}",
                    f"{measured.asked:.0f}",
                ]
            )
    header = ("method", "build s", "memory MB", "median ms", "to ours", "p99 ms", "right fact first", "asked")
    return table(header, rows)


def _times(measured: Measured, cpu: bool) -> tuple[float | None, float | None]:
    """Return median and p99."""
    return (measured.cpu_median_ms, measured.cpu_p99_ms) if cpu else (measured.median_ms, measured.p99_ms)


def _failures(results: Sequence[Result]) -> list[str]:
    return [f"{TABLE[each.peer].title} at {each.size:,}: {each.failure}" for each in results if each.failure]
