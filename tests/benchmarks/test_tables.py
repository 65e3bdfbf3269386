"""Tables as they go into the README."""

from dataclasses import replace

import pytest

from benchmarks import speed_report
from benchmarks.measuring import Measured, p99
from benchmarks.speed import Result, median_of
from benchmarks.tables import percent, quantity, table

MEASURED = Measured(
    phrasings=1000, build_seconds=1, build_cpu_seconds=1, memory_mb=2, peak_mb=3, asked=200, median_ms=0.5, p99_ms=1,
    cpu_median_ms=0.4, cpu_p99_ms=0.9, right=0.975, wrong=0.025,
)  # fmt: skip


def test_a_table_is_markdown_with_numbers_to_the_right() -> None:
    assert table(("who", "how much"), [("ours", 0.12345), ("theirs", None)]).splitlines() == [
        "| who | how much |",
        "| --- | ---: |",
        "| ours | 0.123 |",
        "| theirs | – |",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.123, "0.12"), (9.87, "9.87"), (12.34, "12.3"), (1234.5, "1,234"), (None, "–")]
)
def test_quantities_keep_the_digits_that_count(value: float | None, shown: str) -> None:
    assert quantity(value) == shown


def test_shares_are_whole_percents() -> None:
    assert percent(0.416) == "42%"
    assert percent(None) == "–"


def test_a_peer_is_set_beside_ours() -> None:
    slow = replace(MEASURED, median_ms=5.0)
    report = speed_report.markdown([Result("ours", 1000, 3, MEASURED), Result("ratio", 1000, 3, slow)], cpu=False)
    assert "| rapidfuzz ratio | 1.00 | 2.00 | 5.00 | 10.0 × | 1.00 | 97.5% | 200 |" in report


def test_processor_time_is_shown_where_it_is_asked_for() -> None:
    report = speed_report.markdown([Result("ours", 1000, 3, MEASURED)], cpu=True)
    assert "| **ours** | 0.40 (0.90) |" in report


def test_a_peer_that_failed_is_said() -> None:
    report = speed_report.markdown([Result("fts5", 1000, 0, None, "MemoryError")], cpu=False)
    assert "SQLite FTS5 (trigram) at 1,000: MemoryError" in report


def test_the_median_of_runs_is_taken_figure_by_figure() -> None:
    runs = [replace(MEASURED, median_ms=median, p99_ms=None) for median in (3.0, 1.0, 2.0)]
    assert median_of(runs).median_ms == 2.0
    assert median_of(runs).p99_ms is None


def test_a_99th_percentile_takes_a_hundred_values() -> None:
    assert p99([1.0] * 99) is None
    assert p99([float(value) for value in range(1, 101)]) == pytest.approx(99.99)
