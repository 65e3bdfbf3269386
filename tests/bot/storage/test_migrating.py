import asyncio
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

import bot.storage.migrations
from bot.storage import SqlStorage, StorageError
from bot.storage.databases import Database, database
from bot.storage.migrating import migrate
from bot.storage.migrations import NEWEST
from bot.storage.tables import metadata


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    found: list[Any] = compare_metadata(context, metadata)
    return found


async def version(opened: Database) -> str:
    return await opened.run(lambda c: str(c.scalar(text("SELECT version_num FROM alembic_version"))))


@pytest.mark.parametrize("is_empty", [True, False])
async def test_the_steps_make_the_same_tables_as_are_made_in_an_empty_database(bare_url: str, is_empty: bool) -> None:
    opened = database(bare_url)
    if not is_empty:
        await opened.run(lambda c: c.execute(text("CREATE TABLE another (number INTEGER)")))
    await migrate(opened)
    if not is_empty:
        await opened.run(lambda c: c.execute(text("DROP TABLE another")))
    assert await opened.run(differences) == []
    assert await opened.run(lambda c: set(inspect(c).get_table_names())) == {*metadata.tables, "alembic_version"}
    assert await version(opened) == NEWEST
    await opened.close()


async def test_replicas_that_start_together_make_the_tables_once(bare_url: str) -> None:
    async def start(number: int) -> None:
        async with SqlStorage(bare_url) as storage:
            await storage.choices.choose(number, "language", "sq")

    await asyncio.gather(*map(start, range(6)))
    async with SqlStorage(bare_url) as storage:
        assert [await storage.choices.of(number) for number in range(6)] == [{"language": "sq"}] * 6


async def test_a_step_that_fails_leaves_nothing_behind_and_can_be_taken_again(bare_url: str) -> None:
    broken = database(bare_url)
    await broken.run(lambda c: c.execute(text("CREATE TABLE unanswered (text INTEGER)")))
    with pytest.raises(StorageError, match="already exists"):
        await migrate(broken)
    assert await broken.run(lambda c: inspect(c).get_table_names()) == ["unanswered"]
    await broken.run(lambda c: c.execute(text("DROP TABLE unanswered")))
    await migrate(broken)
    await broken.close()


async def test_a_database_that_a_newer_version_has_taken_further_is_left_as_it_is(bare_url: str) -> None:
    async with SqlStorage(bare_url):
        pass
    opened = database(bare_url)
    await opened.run(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    await opened.run(lambda c: c.execute(text("ALTER TABLE choices ADD COLUMN later TEXT")))
    async with SqlStorage(bare_url) as storage:
        await storage.choices.choose(1, "language", "sq")
        assert await storage.choices.of(1) == {"language": "sq"}
    assert await version(opened) == "9999"
    await opened.close()


def test_steps_are_numbered_one_after_another() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(bot.storage.migrations.__file__).parent))
    steps = list(reversed(list(ScriptDirectory.from_config(config).walk_revisions())))
    assert [step.revision for step in steps] == [f"{number:04}" for number in range(1, len(steps) + 1)]
    assert steps[-1].revision == NEWEST
    assert all(Path(step.path).name.startswith(f"v{step.revision}_") for step in steps)
