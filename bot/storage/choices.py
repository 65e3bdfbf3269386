"""What people chose."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from bot.storage.batching import Batches
from bot.storage.databases import Database
from bot.storage.tables import choices


class SqlChoices:
    """Reads the choices of many people in one statement."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._reads = Batches(self._read_all)
        self._read = select(choices).where(choices.c.person.in_(database.each("people", choices.c.person)))
        insert = database.insert(choices)
        self._write = insert.on_conflict_do_update(
            index_elements=[choices.c.person, choices.c.name], set_={"value": insert.excluded.value}
        )

    async def of(self, person: int) -> Mapping[str, str]:
        return await self._reads(person)

    async def choose(self, person: int, name: str, value: str | None) -> None:
        def work(connection: Connection) -> None:
            if value is None:
                chosen = delete(choices).where(choices.c.person == person, choices.c.name == name)
                connection.execute(chosen)
            else:
                connection.execute(self._write, {"person": person, "name": name, "value": value})

        await self._database.run(work, single=True)

    async def forget(self, person: int) -> None:
        def work(connection: Connection) -> None:
            connection.execute(delete(choices).where(choices.c.person == person))

        await self._database.run(work, single=True)

    async def finish(self) -> None:
        """Wait for what is on its way."""
        await self._reads.finish()

    async def _read_all(self, people: list[int]) -> Mapping[int, Mapping[str, str]]:
        def work(connection: Connection) -> Mapping[int, Mapping[str, str]]:
            found: defaultdict[int, dict[str, str]] = defaultdict(dict)
            for person, name, value in connection.execute(self._read, {"people": people}):
                found[person][name] = value
            return {person: found[person] for person in people}

        return await self._database.run(work, single=True)
