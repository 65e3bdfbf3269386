"""The results on question sets as Markdown, as JSON and as a plot."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import fmean

from benchmarks.decisions import CAUTIONS, Decisions
from benchmarks.peers.table import TABLE
from benchmarks.plots import save_bars
from benchmarks.quality import Result, averaged
from benchmarks.sets import VARIANTS
from benchmarks.tables import percent, table

_VARIANT_TITLES = {"clean": "As asked", "noised": "With typing errors", "filler": "Wrapped in courtesies"}
_COLUMNS = ("accuracy", "auroc", "right_at_2", "right_at_5", "milliseconds")
_HEADER = ("method", "accuracy", "AUROC", "right at ≤ 2 % false", "right at ≤ 5 % false", "ms a question")


def markdown(results: Sequence[Result], decisions: Sequence[Decisions]) -> str:
    """Return for each variant a table of means over sets and one by set, and what is decided by our own bars."""
    peers = list(dict.fromkeys(result.peer for result in results))
    parts = []
    for variant in VARIANTS:
        sets = list(dict.fromkeys(result.set for result in results if result.variant == variant))
        if sets:
            parts += [
                f"## {_VARIANT_TITLES[variant]}, mean of {len(sets)} sets",
                _means(results, peers, variant),
                f"## {_VARIANT_TITLES[variant]}, by set: accuracy, right at ≤ 2 % and at ≤ 5 % false answers",
                _by_set(results, peers, sets, variant),
            ]
    if decisions:
        parts += ["## Ours, by its own bars", _decided(decisions)]
    return "\n\n".join(parts)


def content(results: Sequence[Result], decisions: Sequence[Decisions]) -> dict[str, object]:
    """Return the results as JSON takes them, shares as 0..1."""
    return {"results": [asdict(each) for each in results], "decisions": [asdict(each) for each in decisions]}


def plot(results: Sequence[Result], path: Path) -> None:
    """Draw what each peer answers rightly at no more than 2 % false answers, a group of bars a variant."""
    peers = list(dict.fromkeys(result.peer for result in results))
    variants = [variant for variant in VARIANTS if any(result.variant == variant for result in results)]
    bars = {
        TABLE[peer].title.strip("*"): [
            averaged(results, peer=peer, variant=each)["right_at_2"] or 0 for each in variants
        ]
        for peer in peers
    }
    save_bars(
        path,
        groups=[_VARIANT_TITLES[variant] for variant in variants],
        bars=bars,
        label="answered rightly at ≤ 2 % false answers",
    )


def _means(results: Sequence[Result], peers: Sequence[str], variant: str) -> str:
    rows = []
    for peer in peers:
        means = averaged(results, peer=peer, variant=variant)
        rows.append([TABLE[peer].title, *(means[name] for name in _COLUMNS)])
    return table(_HEADER, rows)


def _by_set(results: Sequence[Result], peers: Sequence[str], sets: Sequence[str], variant: str) -> str:
    figures = {(each.peer, each.set): each.figures for each in results if each.variant == variant}

    def cell(peer: str, name: str) -> str:
        of_set = figures[peer, name]
        shares = (of_set.accuracy, of_set.right_at_2, of_set.right_at_5)
        return " ".join("–" if share is None else f"{share:.3f}" for share in shares)

    return table(("method", *sets), [[TABLE[peer].title, *(cell(peer, name) for name in sets)] for peer in peers])


def _decided(decisions: Sequence[Decisions]) -> str:
    rows = []
    for variant in VARIANTS:
        for caution in CAUTIONS:
            alike = [each for each in decisions if each.variant == variant and each.caution == caution]
            if alike:
                columns = ([getattr(each, name) for each in alike] for name in ("right", "offered", "wrong", "false"))
                worst = max(each.false for each in alike)
                means = (percent(fmean(column)) for column in columns)
                rows.append([_VARIANT_TITLES[variant], percent(caution), *means, percent(worst)])
    return table(("variant", "caution", "right", "offered", "wrong", "false answers", "worst set"), rows)
