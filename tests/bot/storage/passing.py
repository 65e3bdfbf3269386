"""Letting time pass for what a database holds."""

from sqlalchemy import Connection, Table, update

from bot.storage.databases import database


async def pass_time(url: str, table: Table, *, seconds: float) -> None:
    """Make everything in a table end this much earlier."""

    def work(connection: Connection) -> None:
        connection.execute(update(table).values(until=table.c.until - seconds))

    opened = database(url)
    await opened.run(work)
    await opened.close()
