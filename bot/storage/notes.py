"""Short-lived notes that all replicas share."""

from collections.abc import Mapping

from sqlalchemy import Double, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.batching import Batches
from bot.storage.databases import Database
from bot.storage.tables import notes


class SqlNotes:
    """Reads and writes many notes in one statement each."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reads = Batches(self._read_all)
        self._writes = Batches(self._write_all)
        self._unwritten: dict[str, tuple[str, float]] = {}
        self._read = select(notes.c.key, notes.c.text).where(
            notes.c.key.in_(database.each("keys", notes.c.key)), notes.c.until > database.now
        )
        insert = database.insert(notes)
        self._write = insert.values(until=database.now + bindparam("seconds", type_=Double)).on_conflict_do_update(
            index_elements=[notes.c.key], set_={"text": insert.excluded.text, "until": insert.excluded.until}
        )

    async def write(self, key: str, text: str, *, seconds: float) -> None:
        self._unwritten[key] = (text, seconds)
        await self._writes(key)

    async def read(self, key: str) -> str | None:
        if key in self._unwritten:
            await self._writes(key)
        return await self._reads(key)

    async def finish(self) -> None:
        """Wait for what is on its way."""
        await self._writes.finish()
        await self._reads.finish()

    async def _read_all(self, keys: list[str]) -> Mapping[str, str | None]:
        async def work(connection: AsyncConnection) -> Mapping[str, str | None]:
            rows = await connection.execute(self._read, {"keys": keys})
            found = {row.key: row.text for row in rows}
            return {key: found.get(key) for key in keys}

        return await self._database.run(work, single=True)

    async def _write_all(self, keys: list[str]) -> Mapping[str, None]:
        written = {key: self._unwritten.pop(key) for key in sorted(keys) if key in self._unwritten}

        async def work(connection: AsyncConnection) -> None:
            rows = [{"key": key, "text": text, "seconds": seconds} for key, (text, seconds) in written.items()]
            await connection.execute(self._write, rows)

        if written:
            await self._database.run(work)
        return dict.fromkeys(keys)
