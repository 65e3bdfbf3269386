"""What is kept, part by part; handlers take the part they need.

Every coroutine raises StorageError when the database cannot be reached or refuses, unless its docstring says otherwise.
"""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Protocol


class StorageError(Exception):
    """The database cannot be reached, or cannot do what it is asked; worth trying again later."""


class UnwritableError(StorageError):
    """The database takes nothing more, as its disk is full or its file must not be written; it may still be read."""


class DatabaseUrlError(ValueError):
    """A database URL that the bot cannot use; says what must hold, and never repeats the URL."""


class NoSuchRevisionError(LookupError):
    """There is no fact base revision with this number."""


class RevisionUnreadableError(Exception):
    """The stored content of a fact base revision is not what was stored."""


class Claim(Enum):
    """Whose an update is."""

    OURS = "ours"
    """Nobody has handled it, and nobody else will while we are alive: handle it."""
    TAKEN = "taken"
    """Somebody is handling it at this moment: neither handle nor confirm it, ask again in a second."""
    HANDLED = "handled"
    """It has been handled: confirm it, and do nothing else."""


class Updates(Protocol):
    """Which of Telegram's updates were handled, across restarts and replicas.

    An update is one replica's at a time. A claim holds for as long as its replica lives, however long the handling
    takes; when the replica dies, it lapses within seconds.

    A database that takes nothing more for longer than that, as on a full disk, keeps nobody from being answered: claims
    and marks are kept in memory, and marks written once there is room. A process that is killed before may then handle
    again what it had not yet confirmed.
    """

    @property
    def holds_back(self) -> bool:
        """Whether the database takes nothing more of late, so that what is not yet begun had better be released."""

    async def claim(self, update_id: int) -> Claim:
        """Claim an update, to be handled by us and nobody else; raises StorageError."""

    async def mark_handled(self, update_id: int, *, wait: bool = True) -> None:
        """Remember for a day that an update was handled; returns once that is written, or at once if not to `wait`.

        Never raises StorageError: while the database is away, this process remembers, and writes it later.
        """

    async def release(self, update_id: int) -> None:
        """Give up a claim, so that the update may be claimed anew at once; for handling that failed.

        Never raises StorageError: a claim that cannot be given up lapses.
        """

    async def is_handled(self, update_id: int) -> bool:
        """Tell whether an update was handled in the last day."""


class Choices(Protocol):
    """What people chose, such as their language, by the name of the choice."""

    async def of(self, person: int) -> Mapping[str, str]:
        """Return everything that a person chose."""

    async def choose(self, person: int, name: str, value: str | None) -> None:
        """Remember a choice, or forget it when the value is None."""

    async def forget(self, person: int) -> None:
        """Forget everything that a person chose."""


class Notes(Protocol):
    """Short-lived notes that all replicas share, such as what was answered last in a chat."""

    async def write(self, key: str, text: str, *, seconds: float) -> None:
        """Keep a text under a key for this long, in place of the one before."""

    def keep(self, key: str, text: str, *, seconds: float) -> None:
        """Do the same without waiting; `seconds` are to be the same for all texts of a key.

        Never raises StorageError: while the database is away, this process holds the text, and writes it later for the
        seconds that are left, unless another replica has written a newer one.
        """

    async def read(self, key: str) -> str | None:
        """Return the text under a key, or None if there is none or its time is over."""


class Event(StrEnum):
    """What is counted."""

    ANSWERED = "answered"
    SUGGESTED = "suggested"
    REFUSED = "refused"
    HELPFUL = "helpful"
    UNHELPFUL = "unhelpful"


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened on a day."""

    day: date
    event: Event
    number: int


@dataclass(frozen=True, slots=True)
class FactCount:
    """How often something happened with a fact."""

    fact: str
    number: int


class Counts(Protocol):
    """Counts per day in UTC, event and fact; nothing about who."""

    def add(self, event: Event, *, fact: str | None = None) -> None:
        """Count an event; written within about a second, so that a killed process forgets no more than that."""

    async def daily(self, *, since: date) -> list[DayCount]:
        """Return the counts of each day and event from a day on, in order of days; days without any are left out."""

    async def by_fact(self, event: Event, *, since: date | None = None, limit: int | None = None) -> list[FactCount]:
        """Return the counts of an event for each fact, from a day on or from the first, the most frequent first."""


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question without an answer, as `scrub` leaves it."""

    text: str
    number: int
    """How often it was asked."""
    first_day: date
    last_day: date


class Unanswered(Protocol):
    """Questions that had no answer, without what tells about people; deleted some days after they were last asked."""

    def add(self, question: str) -> None:
        """Count a question in the person's own words, of which only what `scrub` leaves is kept; written as counts."""

    async def commonest(self, *, limit: int = 20) -> list[UnansweredQuestion]:
        """Return the questions asked most often, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A fact base as it once was, without its content."""

    number: int
    """From 1, without gaps."""
    created_at: datetime
    """In UTC."""
    note: str
    digest: str
    """What tells its content from any other."""
    is_current: bool


class Revisions(Protocol):
    """Fact bases, numbered and never changed, one of which is current: the one that all replicas are to serve."""

    async def add(self, files: Mapping[str, bytes], *, note: str, make_current: bool = True) -> Revision:
        """Store the files of a fact base, by their paths in its folder, as the newest revision and make it current.

        Where the current or the newest revision has the same files, it is that one, and nothing is stored.
        """

    async def current(self) -> Revision | None:
        """Return the current revision, or None if there is none yet."""

    async def newest(self, *, limit: int = 20) -> list[Revision]:
        """Return the newest revisions, the newest first."""

    async def set_current(self, number: int) -> Revision:
        """Make a revision the current one and return it; raises NoSuchRevisionError."""

    async def files(self, number: int) -> dict[str, bytes]:
        """Return the files of a revision; raises NoSuchRevisionError and RevisionUnreadableError."""


class Storage(Protocol):
    """Everything that is kept."""

    @property
    def updates(self) -> Updates: ...

    @property
    def choices(self) -> Choices: ...

    @property
    def notes(self) -> Notes: ...

    @property
    def counts(self) -> Counts: ...

    @property
    def unanswered(self) -> Unanswered: ...

    @property
    def revisions(self) -> Revisions: ...

    def leader(self, name: str) -> AbstractAsyncContextManager[bool]:
        """Hold a task, for as long as the context lasts, that one replica is to do; gives whether it is ours.

        Where there can be no other replica it always is.
        """

    async def check(self) -> None:
        """Ask the database for a sign of life."""

    async def tidy(self) -> None:
        """Delete what is past its time; done by itself every hour, and every minute for notes."""
