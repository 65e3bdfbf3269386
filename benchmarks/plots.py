"""Plots, drawn by matplotlib without a display."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class NoPlotError(Exception):
    """A plot that cannot be drawn, and what has to be installed for it."""


def save_bars(path: Path, *, groups: Sequence[str], bars: Mapping[str, Sequence[float]], label: str) -> None:
    """Draw bars in groups, one colour a name, the first name in black."""
    figure, axes = _figure()
    width = 0.8 / max(1, len(bars))
    for number, (name, heights) in enumerate(bars.items()):
        places = [group + (number - (len(bars) - 1) / 2) * width for group in range(len(groups))]
        axes.bar(places, heights, width, label=name, color=_colour(number))
    axes.set_xticks(range(len(groups)), groups)
    axes.set_ylabel(label)
    _save(figure, axes, path)


def save_lines(path: Path, *, lines: Mapping[str, Sequence[tuple[float, float]]], across: str, label: str) -> None:
    """Draw lines through points on logarithmic axes, one colour a name, the first name in black."""
    figure, axes = _figure()
    for number, (name, points) in enumerate(lines.items()):
        axes.plot(*zip(*points, strict=True), marker="o", label=name, color=_colour(number))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel(across)
    axes.set_ylabel(label)
    _save(figure, axes, path)


def _figure() -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415 - an extra that only plots need
    except ImportError as error:
        raise NoPlotError(f"no plot: matplotlib is not installed; pip install matplotlib ({error})") from error
    figure = Figure(figsize=(10, 6), layout="constrained")
    return figure, figure.subplots()


def _colour(number: int) -> str:
    return "black" if number == 0 else f"C{number - 1}"


def _save(figure: Any, axes: Any, path: Path) -> None:
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, dpi=150)
