"""Fact bases, numbered and never changed."""

import asyncio
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.storage.databases import Database
from bot.storage.folders import pack, unpack
from bot.storage.protocol import NoSuchRevisionError, Revision, RevisionUnreadableError
from bot.storage.tables import current_revision, revisions

_LOCK = "revisions"


class SqlRevisions:
    """Keeps each fact base as one compressed piece."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read = select(
            revisions.c.number,
            revisions.c.created_at,
            revisions.c.note,
            revisions.c.digest,
            current_revision.c.number.is_not(None).label("is_current"),
        ).join_from(revisions, current_revision, revisions.c.number == current_revision.c.number, isouter=True)
        upsert = database.insert(current_revision)
        self._point = upsert.on_conflict_do_update(
            index_elements=[current_revision.c.id], set_={"number": upsert.excluded.number}
        )

    async def add(self, files: Mapping[str, bytes], *, note: str, make_current: bool = True) -> Revision:
        whole = pack(files)
        kept, content = sha256(whole).hexdigest(), await asyncio.to_thread(zlib.compress, whole, zlib.Z_BEST_SPEED)
        # Not every string is text that a database takes.
        plain = note.replace("\0", "").encode(errors="replace").decode()

        def work(connection: Connection) -> Revision:
            self._database.lock(connection, _LOCK)
            current = self._current(connection)
            if current is not None and current.digest == kept:
                return current
            newest = connection.execute(self._read.order_by(revisions.c.number.desc()).limit(1)).one_or_none()
            number = newest.number if newest else 0
            if newest is None or newest.digest != kept:
                number += 1
                connection.execute(
                    insert(revisions).values(
                        number=number, created_at=self._database.now, note=plain, digest=kept, content=content
                    )
                )
            if make_current:
                connection.execute(self._point, {"id": 1, "number": number})
            return self._revision(connection, number)

        return await self._database.run(work)

    async def current(self) -> Revision | None:
        return await self._database.run(self._current, single=True)

    async def newest(self, *, limit: int = 20) -> list[Revision]:
        def work(connection: Connection) -> list[Revision]:
            rows = connection.execute(self._read.order_by(revisions.c.number.desc()).limit(limit))
            return [_revision(row) for row in rows]

        return await self._database.run(work, single=True)

    async def set_current(self, number: int) -> Revision:
        def work(connection: Connection) -> Revision:
            self._database.lock(connection, _LOCK)
            self._revision(connection, number)
            connection.execute(self._point, {"id": 1, "number": number})
            return self._revision(connection, number)

        return await self._database.run(work)

    async def files(self, number: int) -> dict[str, bytes]:
        def work(connection: Connection) -> tuple[str, bytes]:
            chosen = select(revisions.c.digest, revisions.c.content).where(revisions.c.number == number)
            row = connection.execute(chosen).one_or_none()
            if row is None:
                raise NoSuchRevisionError(number)
            return row.digest, row.content

        kept, content = await self._database.run(work, single=True)
        try:
            whole = zlib.decompress(content)
        except zlib.error as error:
            raise RevisionUnreadableError(number) from error
        if sha256(whole).hexdigest() != kept:
            raise RevisionUnreadableError(number)
        return unpack(whole)

    def _current(self, connection: Connection) -> Revision | None:
        row = connection.execute(self._read.where(current_revision.c.number.is_not(None))).one_or_none()
        return None if row is None else _revision(row)

    def _revision(self, connection: Connection, number: int) -> Revision:
        row = connection.execute(self._read.where(revisions.c.number == number)).one_or_none()
        if row is None:
            raise NoSuchRevisionError(number)
        return _revision(row)


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        number=row.number,
        created_at=datetime.fromtimestamp(row.created_at, UTC),
        note=row.note,
        digest=row.digest,
        is_current=row.is_current,
    )
