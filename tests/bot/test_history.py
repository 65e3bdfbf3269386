"""Fact bases are kept as revisions, which all replicas serve, and which a broken folder does not take away."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from bot.app import Assembly, assemble
from bot.loopback import Loopback, running
from bot.settings import Settings
from bot.storage import SqlStorage
from knowledge import Answerer, FactBase, FactBaseError, read_files
from tests.bot.test_admin import STAFF, change
from tests.conftest import ADMIN_ID
from tests.telegram import Bot
from tests.waiting import until

OLD, NEW = "UNMIK has 70 staff.", "There are 70 staff."


@asynccontextmanager
async def replica(
    settings: Settings, storage: SqlStorage, *, answering: Callable[[FactBase], Answerer] = Answerer
) -> AsyncIterator[tuple[Bot, Assembly]]:
    """Run the bot as it runs on Telegram, over a storage that it shares."""
    loopback = Loopback()
    loopback.world.add_person("Admin", language="en", id=ADMIN_ID)
    assembly = assemble(settings, storage=storage, request=loopback, answering=answering)
    await assembly.fact_bases.start()
    async with running(assembly.application):
        following = asyncio.create_task(assembly.fact_bases.follow(seconds=0.05))
        try:
            yield Bot(assembly.application, loopback), assembly
        finally:
            following.cancel()


def edit(settings: Settings, old: str, new: str) -> None:
    assert settings.facts_dir is not None
    change(settings.facts_dir / "facts" / "resources.toml", f'answer = "{old}"', f'answer = "{new}"')


async def ask(bot: Bot) -> str:
    return (await bot.user("Ana").ask(STAFF)).text


async def answers(bot: Bot, words: str) -> bool:
    return words in await ask(bot)


async def told(bot: Bot, command: str) -> str:
    return (await bot.user_with_id(ADMIN_ID).send(command)).text


async def test_a_reload_on_one_replica_is_served_by_all(settings: Settings, storage: SqlStorage) -> None:
    async with replica(settings, storage) as (one, _), replica(settings, storage) as (other, _):
        edit(settings, OLD, NEW)
        await told(one, "/reload")
        assert NEW in await ask(one)
        await until(lambda: answers(other, NEW))


async def test_a_replica_gets_ready_while_another_one_reloads(settings: Settings, storage: SqlStorage) -> None:
    built = []

    def build(facts: FactBase) -> Answerer:
        built.append(facts)
        return Answerer(facts)

    async with replica(settings, storage, answering=build) as (bot, _):
        await asyncio.sleep(0.2)
        edit(settings, OLD, NEW)
        assert settings.facts_dir is not None
        stored = await storage.revisions.add(read_files(settings.facts_dir), note="", make_current=False)
        await until(lambda: len(built) == 2)
        assert OLD in await ask(bot)
        await storage.revisions.set_current(stored.number)
        await until(lambda: answers(bot, NEW))
        assert len(built) == 2


async def test_a_reload_that_another_replica_does_not_finish_changes_nothing(
    settings: Settings, storage: SqlStorage
) -> None:
    async with replica(settings, storage) as (one, assembly), replica(settings, storage) as (other, _):
        await asyncio.sleep(0.2)
        await storage.revisions.add({"facts/broken.toml": b"not a fact base"}, note="", make_current=False)
        await asyncio.sleep(0.2)
        assert assembly.fact_bases.complaint is None
        edit(settings, OLD, NEW)
        await told(other, "/reload")
        await until(lambda: answers(one, NEW))


async def test_an_admin_can_go_back_to_a_revision_and_a_restart_stays_there(
    settings: Settings, storage: SqlStorage
) -> None:
    async with replica(settings, storage) as (bot, _):
        edit(settings, OLD, NEW)
        await told(bot, "/reload")
        listed = (await told(bot, "/revisions")).splitlines()
        assert [line[:2] for line in listed[1:]] == ["2,", "1,"]
        assert "(served)" in listed[1]
        assert await told(bot, "/rollback 1") == "Revision 1 is served."
        assert OLD in await ask(bot)
    async with replica(settings, storage) as (bot, _):
        assert OLD in await ask(bot)
        await told(bot, "/reload")
        assert NEW in await ask(bot)


@pytest.mark.parametrize("given", ["", "x", "1 2", "-1", "9" * 30])
async def test_a_rollback_needs_a_number(settings: Settings, storage: SqlStorage, given: str) -> None:
    async with replica(settings, storage) as (bot, _):
        assert "number of a revision" in await told(bot, f"/rollback {given}")


async def test_a_revision_that_is_not_there_is_said_so(settings: Settings, storage: SqlStorage) -> None:
    async with replica(settings, storage) as (bot, _):
        assert await told(bot, "/rollback 7") == "There is no revision 7."


async def test_a_folder_broken_at_the_start_leaves_the_last_good_revision_served(
    settings: Settings, storage: SqlStorage
) -> None:
    async with replica(settings, storage):
        pass
    edit(settings, OLD, "UNMIK has 71 staff.")
    async with replica(settings, storage) as (bot, assembly):
        assert OLD in await ask(bot)
        assert await assembly.fact_bases.start() is not None


async def test_a_folder_that_is_gone_at_the_start_leaves_the_last_good_revision_served(
    settings: Settings, storage: SqlStorage
) -> None:
    async with replica(settings, storage):
        pass
    assert settings.facts_dir is not None
    settings.facts_dir.rename(settings.facts_dir.with_name("elsewhere"))
    async with replica(settings, storage) as (bot, _):
        assert OLD in await ask(bot)


async def test_a_folder_broken_at_the_very_first_start_is_an_error(settings: Settings, storage: SqlStorage) -> None:
    edit(settings, OLD, "UNMIK has 71 staff.")
    with pytest.raises(FactBaseError):
        async with replica(settings, storage):
            pass


async def test_new_files_at_the_start_are_served_and_kept(settings: Settings, storage: SqlStorage) -> None:
    async with replica(settings, storage):
        pass
    edit(settings, OLD, NEW)
    async with replica(settings, storage) as (bot, _):
        assert NEW in await ask(bot)
        assert "2," in await told(bot, "/revisions")


async def test_a_replica_that_cannot_read_the_newest_keeps_its_own_and_says_so(
    settings: Settings, storage: SqlStorage
) -> None:
    async with replica(settings, storage) as (bot, assembly):
        await storage.revisions.add({"facts/broken.toml": b"not a fact base"}, note="by a newer version")
        await until(lambda: assembly.fact_bases.complaint)
        assert "revision 2 cannot be read here" in str(assembly.fact_bases.complaint)
        assert OLD in await ask(bot)
        await told(bot, "/rollback 1")
        assert assembly.fact_bases.complaint is None


async def test_a_restart_that_cannot_read_the_newest_serves_its_folder_and_leaves_other_replicas_alone(
    settings: Settings, storage: SqlStorage, caplog: pytest.LogCaptureFixture
) -> None:
    async with replica(settings, storage):
        pass
    await storage.revisions.add({"facts/broken.toml": b"not a fact base"}, note="by a newer version")
    async with replica(settings, storage) as (bot, assembly):
        await asyncio.sleep(0.2)
        assert OLD in await ask(bot)
        assert assembly.fact_bases.complaint is None
        assert [record.levelname for record in caplog.records if "cannot be read" in record.message] == ["ERROR"]
        current = await storage.revisions.current()
        assert current is not None
        assert current.number == 2


async def test_an_unforeseen_failure_does_not_end_the_following_of_revisions(
    settings: Settings, storage: SqlStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with replica(settings, storage) as (bot, assembly):
        with monkeypatch.context() as patch:
            patch.setattr(storage.revisions, "current", None)
            await until(lambda: assembly.fact_bases.complaint)
        assert assembly.fact_bases.complaint == "the current revision cannot be served here: TypeError"
        await until(lambda: assembly.fact_bases.complaint is None)
        assert OLD in await ask(bot)


async def test_what_was_current_before_a_change_is_not_served_after_it(
    settings: Settings, storage: SqlStorage, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.factbases")
    async with replica(settings, storage) as (bot, assembly):
        await asyncio.sleep(0.2)
        edit(settings, OLD, NEW)
        assert settings.facts_dir is not None
        await storage.revisions.add(read_files(settings.facts_dir), note="on another replica", make_current=False)
        await until(lambda: assembly.fact_bases._ready)
        async with assembly.fact_bases._changing:
            await storage.revisions.set_current(2)
            await asyncio.sleep(0.3)
            await storage.revisions.set_current(1)
        await asyncio.sleep(0.3)
        assert OLD in await ask(bot)
        assert "revision 2 is served" not in caplog.text


async def test_only_admins_see_revisions(settings: Settings, storage: SqlStorage) -> None:
    async with replica(settings, storage) as (bot, _):
        for command in ("/revisions", "/rollback 1"):
            assert "I do not know that command" in (await bot.user("Ana").send(command)).text
