"""The fact base that is served: one immutable snapshot, replaced whole or not at all."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.rendering import Renderer
from knowledge import Calibration, Difference, Explanation, FactBase, Id, Language, Outcome


class Considered(Protocol):
    """A question as it is understood by itself, before it is known which answer it goes on from."""

    @property
    def may_go_on(self) -> bool: ...

    def outcome(self, after: Id | None = None) -> Outcome: ...


class Answers(Protocol):
    """What answers questions."""

    def consider(self, question: str, *, language: Language | None = None) -> Considered: ...

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation: ...


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A fact base with everything built from it."""

    facts: FactBase
    answerer: Answers
    renderer: Renderer
    directory: Path
    loaded_at: datetime
    """In UTC."""
    digest: str
    """What tells its files from any others."""
    calibration: Calibration | None = None
    """What the answerer was calibrated to, if it can tell."""
    revision: int | None = None
    """Its number among the fact bases that are kept, once it is among them."""


class Serving:
    """Holds the snapshot that questions are answered from."""

    def __init__(self) -> None:
        self._now: Snapshot | None = None

    @property
    def now(self) -> Snapshot:
        """The snapshot served at this moment; a handler takes it once and keeps to it. There must be one."""
        if self._now is None:
            raise RuntimeError("a fact base must be loaded before it is served")
        return self._now

    def serve(self, fresh: Snapshot) -> Difference:
        """Serve a snapshot from now on, and return what changes with it."""
        difference = fresh.facts.difference((self._now or fresh).facts)
        self._now = fresh
        return difference

    def with_digest(self, digest: str) -> Snapshot | None:
        """Return the snapshot served if it is made of the files with this digest."""
        return self._now if self._now is not None and self._now.digest == digest else None
