"""Counts per day, event and fact."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import Connection, func, select

from bot.storage.databases import Database
from bot.storage.protocol import DayCount, Event, FactCount
from bot.storage.sums import Sums
from bot.storage.tables import counts

_UNWRITTEN = 100_000
"""Different counts kept while the database is away; more are not counted."""


class SqlCounts:
    """Adds up in memory, and writes the sums now and then."""

    def __init__(self, database: Database, *, today: Callable[[], date]) -> None:
        self._database = database
        self._today = today
        self._sums = Sums(self._write_sums, most=_UNWRITTEN)
        insert = database.insert(counts)
        self._write = insert.on_conflict_do_update(
            index_elements=[counts.c.day, counts.c.event, counts.c.fact],
            set_={"number": counts.c.number + insert.excluded.number},
        )

    def add(self, event: Event, *, fact: str | None = None) -> None:
        self._sums.add((self._today(), event, fact or ""))

    async def daily(self, *, since: date) -> list[DayCount]:
        chosen = (
            select(counts.c.day, counts.c.event, func.sum(counts.c.number))
            .where(counts.c.day >= since)
            .group_by(counts.c.day, counts.c.event)
            .order_by(counts.c.day, counts.c.event)
        )

        def work(connection: Connection) -> list[DayCount]:
            rows = connection.execute(chosen)
            return [DayCount(day, Event(event), int(number)) for day, event, number in rows]

        await self.beat()
        return await self._database.run(work, single=True)

    async def by_fact(self, event: Event, *, since: date | None = None, limit: int | None = None) -> list[FactCount]:
        number = func.sum(counts.c.number)
        chosen = (
            select(counts.c.fact, number)
            .where(counts.c.event == event, counts.c.fact != "")
            .group_by(counts.c.fact)
            .order_by(number.desc(), counts.c.fact)
            .limit(limit)
        )
        if since is not None:
            chosen = chosen.where(counts.c.day >= since)

        def work(connection: Connection) -> list[FactCount]:
            return [FactCount(fact, int(number)) for fact, number in connection.execute(chosen)]

        await self.beat()
        return await self._database.run(work, single=True)

    async def beat(self) -> None:
        """Write what has been counted since the last time; raises StorageError, and then keeps it for the next."""
        await self._sums.write()

    async def _write_sums(self, sums: Sequence[tuple[tuple[date, Event, str], int]]) -> None:
        rows = [{"day": day, "event": event, "fact": fact, "number": number} for (day, event, fact), number in sums]

        def work(connection: Connection) -> None:
            connection.execute(self._write, rows)

        await self._database.run(work)
