"""What goes into a matcher and what it proposes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query, or several that stand for one, as "security council" does for "SC"."""

    asked: str
    """As it was asked, normalised."""
    known: str | None
    """As the base spells it: the same, a correction, or the preferred synonym; None if the base does not know it."""
    weight: float
    """How much the word tells questions of this base apart; a word that the base does not know weighs most."""
    content: bool
    """Whether it carries subject matter, as function words and courtesies do not."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it was read."""

    text: str
    """The whole question, normalised."""
    words: tuple[Word, ...]
    """Its words in order, without courtesies."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a match and against it; all shares are from 0 to 1."""

    met: tuple[Word, ...]
    """Words of the query that some question of the target holds, by itself, stem, synonym or correction."""
    missed: tuple[Word, ...]
    """The other words of the query."""
    query_met: float
    """Share of the query's weight that the target's questions meet together."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The targets proposed for a question, best first, one match a target."""

    query: Query
    matches: tuple[Match, ...]
    exact: bool
    """Whether the question equals the first match's, after normalisation and apart from courtesies."""
    _evidence: Callable[[Match], Evidence] = field(repr=False, compare=False)

    def evidence(self, match: Match) -> Evidence:
        """Return what speaks for and against a match of this proposal; worked out when asked for."""
        return self._evidence(match)


@dataclass(frozen=True, slots=True)
class Trial:
    """A known question asked again of a base that lacks it; worked out when asked for."""

    known: KnownQuestion
    _without_itself: Callable[[], Proposal] = field(repr=False, compare=False)
    _without_target: Callable[[], Proposal] = field(repr=False, compare=False)

    @property
    def without_itself(self) -> Proposal:
        """Propose from the base without this question: the target's other questions, if it has any, can answer it."""
        return self._without_itself()

    @property
    def without_target(self) -> Proposal:
        """Propose from the base without any question of its target: it cannot be answered."""
        return self._without_target()


class Matcher(Protocol):
    """Proposes the targets whose known questions are nearest to a question."""

    def match(self, question: str, *, language: Language | None = None, limit: int = 5) -> list[Match]:
        """Return up to `limit` targets, best first, one match a target; `language` breaks ties."""
        ...

    def propose(self, question: str, *, language: Language | None = None, limit: int = 5) -> Proposal:
        """Return the same matches with the query as it was read and the evidence for each match."""
        ...

    def trials(self, *, limit: int = 500) -> Iterator[Trial]:
        """Ask up to `limit` known questions, spread over the base, of the base without them."""
        ...
