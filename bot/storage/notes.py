"""Short-lived notes that all replicas share."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Boolean, Column, Connection, Double, bindparam, or_, select, true

from bot.storage.batching import Batches
from bot.storage.databases import Database
from bot.storage.tables import notes

_AT_ONCE = 500
"""Notes written at once."""

_UNWRITTEN = 30_000
"""Notes that wait for a database that takes nothing more; of more than these the oldest are given up."""


@dataclass(slots=True, eq=False)
class _Note:
    text: str = field(repr=False)
    until: float
    """By the clock of the event loop."""
    tried: bool = False
    """Whether it was to be written before."""


_Row = tuple[str, str, float]
"""The key, the text, and for how many seconds it is to be kept."""


class SqlNotes:
    """Reads and writes many notes in one statement each."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reads = Batches(self._read_all)
        self._writes = Batches(self._write_all)
        self._unwritten: dict[str, _Note] = {}
        """By key, what the database does not know yet."""
        self._read = select(notes.c.key, notes.c.text).where(
            notes.c.key.in_(database.each("keys", notes.c.key)), notes.c.until > database.now
        )
        insert = database.insert(notes)
        rows = database.rows("rows", notes.c.key, notes.c.text, Column("seconds", Double)).subquery()
        written = select(rows.c.key, rows.c.text, database.now + rows.c.seconds).where(true())
        self._write = insert.from_select([notes.c.key, notes.c.text, notes.c.until], written).on_conflict_do_update(
            index_elements=[notes.c.key],
            set_={"text": insert.excluded.text, "until": insert.excluded.until},
            # What could not be written at first does not replace what another replica has written since.
            where=or_(bindparam("fresh", type_=Boolean), insert.excluded.until >= notes.c.until),
        )

    async def write(self, key: str, text: str, *, seconds: float) -> None:
        note = self._unwritten[key] = _Note(text, _now() + seconds)
        try:
            await self._writes(key)
        finally:
            self._forget(key, note)

    def keep(self, key: str, text: str, *, seconds: float) -> None:
        self._unwritten[key] = _Note(text, _now() + seconds)
        if len(self._unwritten) > _UNWRITTEN:
            del self._unwritten[next(iter(self._unwritten))]
        self._writes.send_later(key)

    async def read(self, key: str) -> str | None:
        if key in self._unwritten:
            await self._writes(key)
        return await self._reads(key)

    async def beat(self) -> None:
        """Write what could not be; raises StorageError."""
        unwritten = [*self._unwritten]
        for first in range(0, len(unwritten), _AT_ONCE):
            await self._write_all(unwritten[first : first + _AT_ONCE])

    async def finish(self) -> None:
        """Wait for what is on its way, or would soon be."""
        await self._writes.finish()
        await self._reads.finish()

    async def _read_all(self, keys: list[str]) -> Mapping[str, str | None]:
        def work(connection: Connection) -> Mapping[str, str | None]:
            rows = connection.execute(self._read, {"keys": keys})
            found = {row.key: row.text for row in rows}
            return {key: found.get(key) for key in keys}

        return await self._database.run(work, single=True)

    async def _write_all(self, keys: list[str]) -> Mapping[str, None]:
        written = {key: self._unwritten[key] for key in sorted(keys) if key in self._unwritten}
        fresh: list[_Row] = []
        again: list[_Row] = []
        now = _now()
        for key, note in written.items():
            if note.until > now:
                (again if note.tried else fresh).append((key, note.text, note.until - now))
            note.tried = True
        for rows, are_fresh in ((fresh, True), (again, False)):
            if rows:
                await self._write_rows(rows, are_fresh=are_fresh)
        for key, note in written.items():
            self._forget(key, note)
        return dict.fromkeys(keys)

    async def _write_rows(self, rows: list[_Row], *, are_fresh: bool) -> None:
        def work(connection: Connection) -> None:
            connection.execute(self._write, {"rows": rows, "fresh": are_fresh})

        await self._database.run(work, single=True)

    def _forget(self, key: str, note: _Note) -> None:
        """Take a note for written, unless another has taken its place."""
        if self._unwritten.get(key) is note:
            del self._unwritten[key]


def _now() -> float:
    return asyncio.get_running_loop().time()
