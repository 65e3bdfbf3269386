"""The table of throughput compares like with like."""

import importlib.util

import pytest

from benchmarks import throughput
from benchmarks.throughput import Measured, NoWebhooksError, cases, markdown


def measured(name: str, per_second: float, *, confirmed_after: float = 0.0) -> Measured:
    return Measured(name, confirmed_after, per_second, cpu_microseconds=1, megabytes=1, p50=0, p99=0)


def test_ours_is_held_against_the_best_echo_at_the_same_pace_of_telegram() -> None:
    table = markdown(
        [
            measured("echo, 1 at once", 10),
            measured("echo, 8 at once", 40),
            measured("ours", 100),
            measured("echo, 1 at once", 5, confirmed_after=0.05),
            measured("ours", 30, confirmed_after=0.05),
        ]
    )
    assert "- ours, 0 ms: 2.50 times the best echo" in table
    assert "- ours, 50 ms: 6.00 times the best echo" in table


def test_two_processes_are_held_against_one_with_as_much_of_the_machine() -> None:
    names = ("ours", "ours, 2 processes", "ours, half a core", "ours, half a core, 2 processes")
    rates = (100, 150, 40, 76)
    comparisons = markdown([measured("echo", 50), *map(measured, names, rates)]).partition("\n\n")[2].splitlines()
    assert comparisons == [
        "- ours, 0 ms: 2.00 times the best echo",
        "- ours, 2 processes, 0 ms: 1.50 times one process",
        "- ours, half a core, 2 processes, 0 ms: 1.90 times one process",
    ]


def test_what_the_echo_bot_needs_is_said_before_anything_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(NoWebhooksError, match=r"pip install -e '\.\[benchmarks\]'"):
        throughput.run(cases(), seconds=1, window=1, repeats=1)
