"""Bringing the tables of a database up to what this version needs."""

from pathlib import Path

from sqlalchemy import Connection, column, inspect, select, table

from bot.storage.databases import Database
from bot.storage.migrations import NEWEST

_VERSION = table("alembic_version", column("version_num"))


async def migrate(database: Database) -> None:
    """Take the steps that the database has not taken; raises StorageError.

    Replicas that start together take them once: one does, the others wait. A database that a newer version has taken
    further is left as it is, since steps only ever add.
    """
    if not await database.run(_is_ready, single=True):
        await database.run_alone(_upgrade)


def _is_ready(connection: Connection) -> bool:
    if not inspect(connection).has_table(_VERSION.name):
        return False
    taken = connection.scalar(select(_VERSION.c.version_num))
    return taken is not None and taken >= NEWEST


def _upgrade(connection: Connection) -> None:
    if _is_ready(connection):
        return
    # Imported only when there is something to do: it takes more time and memory than the rest of a start.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
