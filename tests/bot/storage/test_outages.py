"""What happens when the database goes away under a running bot."""

import asyncio
import logging
import sqlite3
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bot.storage import Claim, DayCount, Event, SqlStorage, StorageError, sqlite_url
from tests.bot.storage.server import PostgresServer
from tests.waiting import until

DAY = date(2026, 3, 14)
_numbers = count(1)


@pytest.fixture
def url(fragile_server: PostgresServer) -> Iterator[str]:
    yield fragile_server.make(f"fragile_{next(_numbers)}")
    if not fragile_server.running:
        fragile_server.start()


async def test_a_restart_of_the_database_is_hardly_noticed(url: str, fragile_server: PostgresServer) -> None:
    async with SqlStorage(url) as storage:
        await asyncio.gather(*map(storage.updates.claim, range(50)))
        fragile_server.stop()
        fragile_server.start()
        claims = await asyncio.gather(*map(storage.updates.claim, range(25, 75)))
        assert claims == [Claim.TAKEN] * 25 + [Claim.OURS] * 25


async def test_while_the_database_is_away_nothing_can_be_claimed(url: str, fragile_server: PostgresServer) -> None:
    async with SqlStorage(url) as storage:
        fragile_server.kill()
        with pytest.raises(StorageError):
            await storage.updates.claim(7)
        with pytest.raises(StorageError):
            await storage.check()
        fragile_server.start()
        assert await storage.updates.claim(7) is Claim.OURS
        await storage.check()


async def test_what_was_handled_while_the_database_was_away_is_marked_later(
    url: str, fragile_server: PostgresServer
) -> None:
    async with SqlStorage(url, claim_seconds=1) as storage, SqlStorage(url) as replica:
        await storage.updates.claim(7)
        fragile_server.kill()
        await storage.updates.mark_handled(7)
        assert await storage.updates.claim(7) is Claim.HANDLED
        fragile_server.start()
        async with asyncio.timeout(10):
            while await replica.updates.claim(7) is not Claim.HANDLED:  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.05)


async def test_what_was_counted_while_the_database_was_away_is_written_once_later(
    url: str, fragile_server: PostgresServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with SqlStorage(url, beat_seconds=0.05, today=lambda: DAY) as storage:
        storage.counts.add(Event.ANSWERED, fact="staff")
        await storage.counts.daily(since=DAY)
        fragile_server.kill()
        storage.counts.add(Event.ANSWERED, fact="staff")
        storage.unanswered.add("who feeds the cats")
        await asyncio.sleep(0.4)
        fragile_server.start()
        assert await storage.counts.daily(since=DAY) == [DayCount(DAY, Event.ANSWERED, 2)]
        assert [question.number for question in await storage.unanswered.commonest()] == [1]
    warnings = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert len(warnings) == 1
    assert "cats" not in caplog.text


async def test_closing_ends_though_the_database_is_away(url: str, fragile_server: PostgresServer) -> None:
    async with SqlStorage(url) as storage:
        storage.counts.add(Event.ANSWERED)
        fragile_server.kill()


async def test_a_storage_that_could_not_be_opened_can_be_opened_later(url: str, fragile_server: PostgresServer) -> None:
    storage = SqlStorage(url)
    fragile_server.stop()
    with pytest.raises(StorageError):
        await storage.open()
    fragile_server.start()
    async with storage:
        assert await storage.updates.claim(7) is Claim.OURS


async def test_who_may_not_enter_is_told_without_the_password(server: PostgresServer) -> None:
    with pytest.raises(StorageError) as refused:
        await SqlStorage(server.url().replace("postgres@", "nobody:geheim@")).open()
    assert "nobody" in str(refused.value)
    assert "geheim" not in str(refused.value)


async def test_a_file_that_another_process_writes_to_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with SqlStorage(sqlite_url(path)) as storage:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        claiming = asyncio.create_task(storage.updates.claim(7))
        await asyncio.sleep(0.3)
        assert not claiming.done()
        other.execute("COMMIT")
        other.close()
        assert await claiming is Claim.OURS


async def _limit(storage: SqlStorage, *, pages: int) -> None:
    """Let the file have no more pages than this, as a full disk does, though never fewer than it has."""
    await storage._database.run(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages}"), single=True)


async def test_a_full_disk_stops_claims_until_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    async with SqlStorage(sqlite_url(path)) as storage:
        await storage.updates.mark_handled(1)
        await _limit(storage, pages=1)
        claims = await asyncio.gather(*map(storage.updates.claim, range(2, 5000)), return_exceptions=True)
        assert {str(claim) for claim in claims} == {"OperationalError: database or disk is full"}
        assert await storage.updates.claim(1) is Claim.HANDLED
        await _limit(storage, pages=2**30)
        assert await storage.updates.claim(4999) is Claim.OURS


async def _refuse_writes(storage: SqlStorage, *, refuse: bool = True) -> None:
    await storage._database.run(
        lambda c: c.exec_driver_sql(f"PRAGMA query_only={'ON' if refuse else 'OFF'}"), single=True
    )


async def test_a_disk_that_stays_full_keeps_nobody_from_being_answered(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "bot.sqlite3")
    async with SqlStorage(url, claim_seconds=0.3) as storage, SqlStorage(url) as other:
        await other.updates.mark_handled(1)
        await other.updates.claim(2)
        await storage.updates.claim(3)
        await _refuse_writes(storage)
        with pytest.raises(StorageError):
            await storage.updates.claim(4)
        assert storage.updates.holds_back
        await asyncio.sleep(0.4)
        claims = await asyncio.gather(*map(storage.updates.claim, (1, 2, 3, 4)))
        assert claims == [Claim.HANDLED, Claim.TAKEN, Claim.TAKEN, Claim.OURS]
        assert not storage.updates.holds_back
        await storage.updates.mark_handled(4)
        assert await storage.updates.claim(4) is Claim.HANDLED
        await _refuse_writes(storage, refuse=False)
        await until(lambda: other.updates.is_handled(4), seconds=10)


async def test_what_need_not_be_written_does_not_make_a_full_disk_pass_for_one_with_room(tmp_path: Path) -> None:
    async with SqlStorage(sqlite_url(tmp_path / "bot.sqlite3"), claim_seconds=0.6) as storage:
        await storage.updates.mark_handled(1)
        await _limit(storage, pages=1)
        await asyncio.gather(*map(storage.updates.claim, range(2, 5000)), return_exceptions=True)
        await asyncio.sleep(0.4)
        assert await storage.updates.claim(1) is Claim.HANDLED
        await asyncio.sleep(0.3)
        assert set(await asyncio.gather(*map(storage.updates.claim, range(2, 5000)))) == {Claim.OURS}


async def test_that_a_disk_is_full_is_told_once_however_many_answers_it_keeps_from_being_marked(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with SqlStorage(sqlite_url(tmp_path / "bot.sqlite3"), beat_seconds=0.05) as storage:
        await _refuse_writes(storage)
        await asyncio.gather(*map(storage.updates.mark_handled, range(1500)))
        await asyncio.sleep(0.5)
        await _refuse_writes(storage, refuse=False)
    told = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert told == ["the database cannot be written, trying on: OperationalError: attempt to write a readonly database"]
