"""Failures of a question set that are known, so that a run fails on new ones, and on those that no longer fail."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from knowledge.evaluation import Evaluation, Judged


@dataclass(frozen=True, slots=True)
class Surprises:
    """Where a run differs from the known failures."""

    passing: tuple[Judged, ...]
    """Listed, and right."""
    mistaken: tuple[Judged, ...]
    """Answered wrong or falsely, and not listed."""


def load_known_failures(path: Path) -> frozenset[str]:
    """Read questions, one a line; empty lines and lines that begin with # are passed over."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def surprises(evaluation: Evaluation, known: Collection[str]) -> Surprises:
    """Hold a run against the known failures; a listed question that was not asked says nothing."""
    return Surprises(
        passing=tuple(j for j in evaluation.judged if not j.has_failed and j.question.q.strip() in known),
        mistaken=tuple(j for j in evaluation.judged if j.is_mistaken and j.question.q.strip() not in known),
    )
