"""Proposing: which known questions are near to an asked one, and how near."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from knowledge.model import Id, Language


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question the fact base knows, with the fact or gap it asks for."""

    target: Id
    question: str
    language: Language


@dataclass(frozen=True, slots=True)
class Match:
    """A fact or gap that was proposed for a question."""

    target: Id
    question: str
    """The known question that is nearest."""
    language: Language
    score: float
    """Similarity from 0 to 100, not a probability."""


class Matcher(Protocol):
    """Proposes the targets whose known questions are nearest to a question."""

    def match(self, question: str, *, language: Language | None = None, limit: int = 5) -> list[Match]:
        """Return up to `limit` targets, best first, one match a target; `language` breaks ties."""
        ...
