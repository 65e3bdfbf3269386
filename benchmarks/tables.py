"""Results as Markdown tables, ready for the README."""

from collections.abc import Iterable, Sequence

Cell = str | float | None


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]], *, digits: int = 3) -> str:
    """Return a Markdown table; numbers get this many decimals, and what was not measured a dash."""
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *([_shown(cell, digits) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float | None) -> str:
    """Return a share as a whole number of percent."""
    return "–" if share is None else f"{share:.0%}"


def quantity(value: float | None) -> str:
    """Return a positive number with two digits that count, or all of those before the point."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _shown(cell: Cell, digits: int) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else f"{cell:.{digits}f}"
