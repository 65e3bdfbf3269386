"""Letting time pass for what a database holds."""

from sqlalchemy import Table, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.databases import database


async def pass_time(url: str, table: Table, *, seconds: float) -> None:
    """Make everything in a table end this much earlier."""

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(update(table).values(until=table.c.until - seconds))

    opened = database(url)
    await opened.run(work)
    await opened.close()
