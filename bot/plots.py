"""Plots of scores, drawn without a display by matplotlib, which only they need."""

from pathlib import Path

from bot.scores import Score


class NoPlotError(Exception):
    """A plot that cannot be drawn, and what it takes."""


def require_plots() -> None:
    """Raise NoPlotError unless plots can be drawn."""
    try:
        import matplotlib  # noqa: F401, PLC0415 - an extra
    except ImportError:
        raise NoPlotError("--plot needs matplotlib: pip install 'unmik-bot[plot]'") from None


def save_plot(path: Path, score: Score) -> None:
    """Draw precision against coverage over settings of caution, and mark the one that is set.

    Raises OSError and ValueError where matplotlib cannot write such a file.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra

    points = [(tally.coverage, tally.precision) for tally in score.by_caution.values()]
    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    axes.plot(*zip(*points, strict=True), marker="o", color="black")
    # What lies in one place on the paper has one label.
    labels: dict[tuple[float, float], list[str]] = {}
    for caution, (coverage, precision) in zip(score.by_caution, points, strict=True):
        labels.setdefault((round(coverage, 2), round(precision, 3)), []).append(f"{caution:.1%}")
    for place, cautions in labels.items():
        axes.annotate(", ".join(cautions), place, (-6, -12), textcoords="offset points", ha="right")
    tally = score.by_caution[score.caution]
    axes.plot(
        [tally.coverage], [tally.precision], "o", color="C3", markersize=10, label=f"caution set: {score.caution:.1%}"
    )
    axes.margins(x=0.15, y=0.15)
    axes.set_xlabel("coverage: answers per answerable question")
    axes.set_ylabel("precision: right answers per answer")
    axes.set_title("Precision against coverage over the caution setting")
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=150)
