"""Questions that had no answer, without what tells about people."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from sqlalchemy import Connection, case, delete, select

from bot.fleeting import Fleeting
from bot.storage.databases import Database
from bot.storage.protocol import UnansweredQuestion
from bot.storage.scrubbing import scrub
from bot.storage.sums import Sums
from bot.storage.tables import unanswered

_SECONDS = 600.0
"""How long it is remembered what a question is without what tells about people: many ask in the same words."""
_KEPT = 1000

_UNWRITTEN = 10_000
"""Different questions kept while the database is away; more are not counted."""


class SqlUnanswered:
    """Counts scrubbed questions in memory, and writes them now and then."""

    def __init__(self, database: Database, *, today: Callable[[], date], retention_days: int) -> None:
        self._database = database
        self._today = today
        self._retention = timedelta(days=retention_days)
        self._scrubbed: Fleeting[str, str] = Fleeting(seconds=_SECONDS, limit=_KEPT)
        self._sums = Sums(self._write_sums, most=_UNWRITTEN)
        insert = database.insert(unanswered)
        old, new = unanswered.c, insert.excluded
        self._write = insert.on_conflict_do_update(
            index_elements=[old.text],
            set_={
                "number": old.number + new.number,
                # Replicas write what they have counted in any order.
                "first_day": case(
                    (new.first_day < unanswered.c.first_day, new.first_day), else_=unanswered.c.first_day
                ),
                "last_day": case((new.last_day > old.last_day, new.last_day), else_=old.last_day),
            },
        )

    def add(self, question: str) -> None:
        if text := self._scrubbed.get_or_make(question, partial(scrub, question)):
            self._sums.add((text, self._today()))

    async def commonest(self, *, limit: int = 20) -> list[UnansweredQuestion]:
        chosen = (
            select(unanswered.c.text, unanswered.c.number, unanswered.c.first_day, unanswered.c.last_day)
            .where(unanswered.c.last_day >= self._today() - self._retention)
            .order_by(unanswered.c.number.desc(), unanswered.c.last_day.desc(), unanswered.c.text)
            .limit(limit)
        )

        def work(connection: Connection) -> list[UnansweredQuestion]:
            return [UnansweredQuestion(*row) for row in connection.execute(chosen)]

        await self.beat()
        return await self._database.run(work, single=True)

    async def beat(self) -> None:
        """Write what has been asked since the last time; raises StorageError, and then keeps it for the next."""
        await self._sums.write()

    async def _write_sums(self, sums: Sequence[tuple[tuple[str, date], int]]) -> None:
        rows = [{"text": text, "number": number, "first_day": day, "last_day": day} for (text, day), number in sums]

        def work(connection: Connection) -> None:
            connection.execute(self._write, rows)

        await self._database.run(work)

    async def tidy(self) -> None:
        """Delete the questions that nobody has asked for as long as they are kept."""

        def work(connection: Connection) -> None:
            connection.execute(delete(unanswered).where(unanswered.c.last_day < self._today() - self._retention))

        await self._database.run(work)
