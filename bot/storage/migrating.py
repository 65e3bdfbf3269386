"""Bringing the tables of a database up to what this version needs."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, select

from bot.storage.databases import Database
from bot.storage.migrations import NEWEST
from bot.storage.tables import metadata

# As Alembic makes it.
_VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


async def migrate(database: Database) -> None:
    """Take the steps that the database has not taken, or make the tables in one where it is empty; raises StorageError.

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
    if not inspect(connection).get_table_names():
        metadata.create_all(connection)
        _VERSION.create(connection)
        connection.execute(insert(_VERSION).values(version_num=NEWEST))
        return
    # Imported only when there is a step to take: it adds a tenth to the memory of the bot, and to the time of a start.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
