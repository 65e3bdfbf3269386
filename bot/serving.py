"""The fact base that is served: one immutable snapshot, replaced whole or not at all."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from bot.collecting import undisturbed
from bot.rendering import Renderer
from knowledge import Difference, Explanation, FactBase, Id, Language, Outcome


class Answers(Protocol):
    """What answers questions."""

    def answer(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Outcome: ...

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


class Serving:
    """Holds the snapshot that questions are answered from."""

    def __init__(self, load: Callable[[], Snapshot]) -> None:
        """Load the first snapshot; raises what `load` raises."""
        self._load = load
        with undisturbed():
            self._now = load()
        self._reloading = asyncio.Lock()

    @property
    def now(self) -> Snapshot:
        """The snapshot served at this moment; a handler takes it once and keeps to it."""
        return self._now

    async def reload(self) -> Difference:
        """Load aside, swap, and return what changed; raises what `load` raises, and then goes on serving as before.

        Reloads wait for one another, and questions wait for none.
        """
        async with self._reloading:
            with undisturbed():
                fresh = await asyncio.to_thread(self._load)
            difference = fresh.facts.difference(self._now.facts)
            self._now = fresh
            return difference
