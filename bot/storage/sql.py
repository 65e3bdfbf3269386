"""Storage in an SQL database."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Table, delete, select

from bot.storage.choices import SqlChoices
from bot.storage.counts import SqlCounts
from bot.storage.databases import database, make_folder
from bot.storage.migrating import migrate
from bot.storage.notes import SqlNotes
from bot.storage.protocol import StorageError
from bot.storage.revisions import SqlRevisions
from bot.storage.tables import notes, updates
from bot.storage.unanswered import SqlUnanswered
from bot.storage.updates import SqlUpdates

log = logging.getLogger(__name__)

_TIDY_SECONDS = 60 * 60.0
_SWEEP_SECONDS = 60.0
"""How long a note may outlast its time in the database; shorter, as it may hold people's words."""
_AT_ONCE = 1000
"""Rows deleted at once, so that nobody waits long for a deletion."""


def _today() -> date:
    return datetime.now(UTC).date()


class SqlStorage:
    """Keeps everything in an SQLite file, or in PostgreSQL for replicas.

    `sqlite://` keeps it in memory, for as long as the storage is open.
    """

    def __init__(
        self,
        url: str,
        *,
        claim_seconds: float = 10.0,
        retention_days: int = 30,
        beat_seconds: float = 1.0,
        today: Callable[[], date] = _today,
    ) -> None:
        """Take where to keep it; raises DatabaseUrlError, and connects to nothing yet.

        A claim lapses `claim_seconds` after its replica has died; counts are written every `beat_seconds`; questions
        without an answer are deleted `retention_days` after they were last asked.
        """
        self._url = url
        self._database = database(url)
        self._beat_seconds = min(beat_seconds, claim_seconds / 4)
        self.updates = SqlUpdates(self._database, claim_seconds=claim_seconds)
        self.choices = SqlChoices(self._database)
        self.notes = SqlNotes(self._database)
        self.counts = SqlCounts(self._database, today=today)
        self.unanswered = SqlUnanswered(self._database, today=today, retention_days=retention_days)
        self.revisions = SqlRevisions(self._database)
        self._tasks: list[asyncio.Task[None]] = []
        self._closing = asyncio.Event()
        self._refused = False

    async def open(self) -> None:
        """Connect, and bring the tables up to date; raises StorageError, and may then be tried again."""
        make_folder(self._url)
        try:
            await migrate(self._database)
        except BaseException:
            await self._database.close()
            raise
        self._closing.clear()
        self._tasks = [
            asyncio.create_task(self._repeat(self._beat, self._beat_seconds)),
            asyncio.create_task(self._repeat(self.tidy, _TIDY_SECONDS)),
            asyncio.create_task(self._repeat(self._sweep, _SWEEP_SECONDS)),
        ]

    async def close(self) -> None:
        """Write what is still to be written, and disconnect, whatever fails."""
        # Not cancelled, as a connection that is left in the middle of a statement is lost.
        self._closing.set()
        await asyncio.gather(*self._tasks)
        try:
            await self._beat()
        except Exception as error:
            log.warning("the last moments could not be written: %s", type(error).__name__)
        for part in (self.updates, self.choices, self.notes):
            await part.finish()
        await self._database.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def leader(self, name: str) -> AbstractAsyncContextManager[bool]:
        return self._database.leader(name)

    async def check(self) -> None:
        def work(connection: Connection) -> None:
            connection.scalar(select(1))

        await self._database.run(work, single=True)

    async def tidy(self) -> None:
        await self._delete_lapsed(updates)
        await self._sweep()
        await self.unanswered.tidy()

    async def _beat(self) -> None:
        await self.updates.beat()
        await self.notes.beat()
        await self.counts.beat()
        await self.unanswered.beat()

    async def _sweep(self) -> None:
        await self._delete_lapsed(notes)

    async def _delete_lapsed(self, table: Table) -> None:
        key = table.primary_key.columns[0]
        lapsed = select(key).where(table.c.until < self._database.now).limit(_AT_ONCE)

        def work(connection: Connection) -> int:
            return connection.execute(delete(table).where(key.in_(lapsed))).rowcount

        while await self._database.run(work) == _AT_ONCE:
            pass

    async def _repeat(self, work: Callable[[], Awaitable[None]], seconds: float) -> None:
        """Do work again and again until we close; what fails is tried again the next time."""
        while not self._closing.is_set():
            try:
                await work()
            except Exception as error:
                if not self._refused:
                    # What is not ours may quote a statement.
                    reason = error if isinstance(error, StorageError) else type(error).__name__
                    log.error("the database cannot be written, trying on: %s", reason)
                self._refused = True
            else:
                if self._refused:
                    log.info("the database can be written again")
                self._refused = False
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), seconds)
