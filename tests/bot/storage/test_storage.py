import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import select

from bot.storage import (
    DayCount,
    Event,
    FactCount,
    NoSuchRevisionError,
    RevisionUnreadableError,
    SqlStorage,
    Storage,
    StorageError,
    UnansweredQuestion,
    sqlite_url,
)
from bot.storage.databases import database
from bot.storage.tables import notes, revisions
from tests.bot.storage.passing import pass_time
from tests.waiting import until

DAY = date(2026, 3, 14)
FILES = {"facts/staff.toml": b"[[facts]]\n" * 50, "sources/s-2024-1.toml": 'titulli = "ë"'.encode()}


class Calendar:
    """A day that can be turned."""

    def __init__(self) -> None:
        self.today = DAY

    def __call__(self) -> date:
        return self.today


# What people chose


async def test_who_chose_nothing_has_no_choices(storage: SqlStorage) -> None:
    assert await storage.choices.of(1) == {}


async def test_choices_are_each_persons_own_and_shared_by_replicas(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.choices.choose(1, "language", "sq")
    await storage.choices.choose(1, "script", "latin")
    await storage.choices.choose(2**40, "language", "sr")
    assert await asyncio.gather(*map(replica.choices.of, (1, 2**40, 3))) == [
        {"language": "sq", "script": "latin"},
        {"language": "sr"},
        {},
    ]


async def test_the_last_choice_counts_and_none_takes_it_back(storage: SqlStorage) -> None:
    await storage.choices.choose(1, "language", "sq")
    await storage.choices.choose(1, "language", "sr")
    assert await storage.choices.of(1) == {"language": "sr"}
    await storage.choices.choose(1, "language", None)
    assert await storage.choices.of(1) == {}


async def test_everything_a_person_chose_is_forgotten_when_they_ask(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.choices.choose(1, "language", "sq")
    await storage.choices.choose(2, "language", "sr")
    await replica.choices.forget(1)
    assert await storage.choices.of(1) == {}
    assert await storage.choices.of(2) == {"language": "sr"}


# Short-lived notes


async def test_a_note_is_read_by_all_replicas_and_replaced_by_the_next(
    storage: SqlStorage, replica: SqlStorage
) -> None:
    assert await replica.notes.read("chat 1") is None
    await storage.notes.write("chat 1", "staff-total", seconds=600)
    assert await replica.notes.read("chat 1") == "staff-total"
    await replica.notes.write("chat 1", "budget", seconds=600)
    assert await storage.notes.read("chat 1") == "budget"


async def test_a_note_is_gone_when_its_time_is_over(url: str, storage: SqlStorage) -> None:
    await storage.notes.write("short", "a", seconds=60)
    await storage.notes.write("long", "b", seconds=600)
    await pass_time(url, notes, seconds=61)
    assert await storage.notes.read("short") is None
    await storage.tidy()
    assert await storage.notes.read("long") == "b"


async def test_a_note_whose_time_is_over_is_soon_deleted(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.sql._SWEEP_SECONDS", 0.05)
    async with SqlStorage(url) as storage:
        await storage.notes.write("short", "a", seconds=60)
        await storage.notes.write("long", "b", seconds=600)
        await pass_time(url, notes, seconds=61)
        async with asyncio.timeout(10):
            while await _keys(storage) != ["long"]:  # noqa: ASYNC110 - no event tells
                await asyncio.sleep(0.05)


async def _keys(storage: SqlStorage) -> list[str]:
    return await storage._database.run(lambda c: [*c.scalars(select(notes.c.key))])


async def test_notes_written_at_once_are_all_kept(storage: SqlStorage) -> None:
    await asyncio.gather(*(storage.notes.write(f"chat {i}", str(i), seconds=60) for i in range(700)))
    assert await asyncio.gather(*(storage.notes.read(f"chat {i}") for i in range(700))) == [str(i) for i in range(700)]


async def test_of_two_texts_written_at_once_under_a_key_the_last_is_kept(storage: SqlStorage) -> None:
    await asyncio.gather(*(storage.notes.write("chat 1", text, seconds=60) for text in "abc"))
    assert await storage.notes.read("chat 1") == "c"


async def test_a_note_that_is_kept_without_waiting_is_read_at_once_and_by_all_replicas(
    storage: SqlStorage, replica: SqlStorage
) -> None:
    for number in range(700):
        storage.notes.keep(f"chat {number}", str(number), seconds=600)
    storage.notes.keep("chat 1", "budget", seconds=600)
    assert await storage.notes.read("chat 1") == "budget"
    await storage.notes.finish()
    assert await replica.notes.read("chat 1") == "budget"
    assert await replica.notes.read("chat 699") == "699"


async def test_what_is_being_kept_is_read_before_it_is_written(storage: SqlStorage) -> None:
    storage.notes.keep("chat 1", "staff", seconds=600)
    await asyncio.sleep(0)
    storage.notes.keep("chat 1", "budget", seconds=600)
    assert await storage.notes.read("chat 1") == "budget"


@contextmanager
def away(storage: SqlStorage) -> Iterator[None]:
    """Keep a replica from its database."""

    async def refuse(*_arguments: object, **_options: object) -> NoReturn:
        raise StorageError("away")

    run = storage._database.run
    storage._database.run = refuse  # type: ignore[method-assign]
    yield
    storage._database.run = run  # type: ignore[method-assign]


async def test_what_could_not_be_kept_is_written_later_for_the_rest_of_its_time(url: str) -> None:
    async with SqlStorage(url, beat_seconds=0.05) as storage, SqlStorage(url) as replica:
        with away(storage):
            storage.notes.keep("long", "staff", seconds=600)
            storage.notes.keep("short", "staff", seconds=0.01)
            await asyncio.sleep(0.1)
            with pytest.raises(StorageError):
                await storage.notes.read("long")
        await until(lambda: replica.notes.read("long"), seconds=10)
        assert await replica.notes.read("short") is None
        await pass_time(url, notes, seconds=599.95)
        assert await replica.notes.read("long") is None


async def test_what_could_not_be_kept_does_not_replace_what_another_replica_has_kept_since(
    url: str, replica: SqlStorage
) -> None:
    async with SqlStorage(url, beat_seconds=0.05) as storage:
        with away(storage):
            storage.notes.keep("chat 1", "staff", seconds=600)
            await asyncio.sleep(0.1)
            replica.notes.keep("chat 1", "budget", seconds=600)
            await replica.notes.finish()
        assert await storage.notes.read("chat 1") == "budget"
    assert await replica.notes.read("chat 1") == "budget"


async def test_a_note_that_could_not_be_written_is_not_written_later(storage: SqlStorage, replica: SqlStorage) -> None:
    with away(storage), pytest.raises(StorageError):
        await storage.notes.write("chat 1", "staff", seconds=600)
    await storage.notes.beat()
    assert await replica.notes.read("chat 1") is None


# Counts


async def test_events_are_counted_by_day_by_all_replicas(url: str) -> None:
    calendar = Calendar()
    async with SqlStorage(url, today=calendar) as storage, SqlStorage(url, today=calendar) as replica:
        storage.counts.add(Event.ANSWERED, fact="staff")
        storage.counts.add(Event.ANSWERED, fact="budget")
        calendar.today = DAY + timedelta(days=1)
        replica.counts.add(Event.ANSWERED, fact="staff")
        replica.counts.add(Event.REFUSED)
        await replica.counts.daily(since=DAY)
        assert await storage.counts.daily(since=DAY) == [
            DayCount(DAY, Event.ANSWERED, 2),
            DayCount(calendar.today, Event.ANSWERED, 1),
            DayCount(calendar.today, Event.REFUSED, 1),
        ]
        assert await storage.counts.daily(since=calendar.today + timedelta(days=1)) == []


async def test_facts_are_counted_most_frequent_first(storage: SqlStorage) -> None:
    for fact in ("budget", "staff", "staff", "mandate"):
        storage.counts.add(Event.ANSWERED, fact=fact)
    storage.counts.add(Event.ANSWERED)
    storage.counts.add(Event.HELPFUL, fact="mandate")
    storage.counts.add(Event.UNHELPFUL, fact="budget")
    assert await storage.counts.by_fact(Event.ANSWERED) == [
        FactCount("staff", 2),
        FactCount("budget", 1),
        FactCount("mandate", 1),
    ]
    assert await storage.counts.by_fact(Event.ANSWERED, limit=1) == [FactCount("staff", 2)]
    assert await storage.counts.by_fact(Event.HELPFUL) == [FactCount("mandate", 1)]


async def test_facts_can_be_counted_from_a_day_on(url: str) -> None:
    calendar = Calendar()
    async with SqlStorage(url, today=calendar) as storage:
        storage.counts.add(Event.HELPFUL, fact="staff")
        calendar.today = DAY + timedelta(days=40)
        storage.counts.add(Event.HELPFUL, fact="staff")
        assert await storage.counts.by_fact(Event.HELPFUL, since=calendar.today) == [FactCount("staff", 1)]
        assert await storage.counts.by_fact(Event.HELPFUL) == [FactCount("staff", 2)]


async def test_counts_are_written_by_themselves_and_when_the_storage_is_closed(url: str) -> None:
    async with SqlStorage(url, beat_seconds=0.05) as reader:
        async with SqlStorage(url, beat_seconds=0.05) as writer:
            writer.counts.add(Event.SUGGESTED)
            await until(lambda: reader.counts.daily(since=date.min), seconds=5)
            writer.counts.add(Event.SUGGESTED)
        assert [count.number for count in await reader.counts.daily(since=date.min)] == [2]


# Questions without an answer


async def test_a_question_without_an_answer_is_counted_as_scrubbed(url: str) -> None:
    calendar = Calendar()
    async with SqlStorage(url, today=calendar) as storage, SqlStorage(url, today=calendar) as replica:
        storage.unanswered.add("My name is Arben. Who feeds the cats? 044 123 456")
        storage.unanswered.add("why is the sky blue?")
        calendar.today = DAY + timedelta(days=2)
        storage.unanswered.add("who feeds the cats")
        replica.unanswered.add("WHO FEEDS THE CATS!")
        await replica.unanswered.commonest()
        assert await storage.unanswered.commonest() == [
            UnansweredQuestion("who feeds the cats", 3, DAY, calendar.today),
            UnansweredQuestion("why is the sky blue", 1, DAY, DAY),
        ]
        assert [question.number for question in await storage.unanswered.commonest(limit=1)] == [3]


async def test_a_question_that_nothing_is_left_of_is_not_kept(storage: SqlStorage) -> None:
    storage.unanswered.add("+383 44 123 456")
    storage.unanswered.add("\0")
    assert await storage.unanswered.commonest() == []


async def test_questions_are_deleted_when_nobody_has_asked_them_for_as_long_as_they_are_kept(url: str) -> None:
    calendar = Calendar()
    async with SqlStorage(url, today=calendar, retention_days=30) as storage:
        storage.unanswered.add("asked once")
        storage.unanswered.add("asked again")
        await storage.unanswered.commonest()
        calendar.today = DAY + timedelta(days=30)
        storage.unanswered.add("asked again")
        await storage.tidy()
        assert len(await storage.unanswered.commonest()) == 2
        calendar.today = DAY + timedelta(days=31)
        assert [question.text for question in await storage.unanswered.commonest()] == ["asked again"]
        await storage.tidy()
    async with SqlStorage(url, today=calendar, retention_days=1000) as storage:
        assert [question.text for question in await storage.unanswered.commonest()] == ["asked again"]


# Fact base revisions


async def test_there_is_no_revision_at_first(storage: SqlStorage) -> None:
    assert await storage.revisions.current() is None
    assert await storage.revisions.newest() == []


async def test_a_revision_that_is_added_is_current_for_all_replicas(storage: SqlStorage, replica: SqlStorage) -> None:
    added = await storage.revisions.add(FILES, note="as shipped")
    assert (added.number, added.note, added.is_current) == (1, "as shipped", True)
    assert added.created_at.utcoffset() == timedelta(0)
    assert await replica.revisions.current() == added
    assert await replica.revisions.files(1) == FILES


async def test_revisions_are_numbered_and_listed_newest_first(storage: SqlStorage) -> None:
    for text in (b"a", b"b", b"c"):
        await storage.revisions.add({"facts/a.toml": text}, note=text.decode())
    assert [(r.number, r.note, r.is_current) for r in await storage.revisions.newest()] == [
        (3, "c", True),
        (2, "b", False),
        (1, "a", False),
    ]
    assert [revision.number for revision in await storage.revisions.newest(limit=1)] == [3]


async def test_an_older_revision_can_be_made_current_again(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.revisions.add({"a": b"1"}, note="")
    await storage.revisions.add({"a": b"2"}, note="")
    rolled_back = await storage.revisions.set_current(1)
    assert (rolled_back.number, rolled_back.is_current) == (1, True)
    assert await replica.revisions.current() == rolled_back
    assert [revision.is_current for revision in await replica.revisions.newest()] == [False, True]


async def test_a_revision_that_does_not_exist_can_neither_be_current_nor_read(storage: SqlStorage) -> None:
    await storage.revisions.add({"a": b"1"}, note="")
    with pytest.raises(NoSuchRevisionError):
        await storage.revisions.set_current(2)
    with pytest.raises(NoSuchRevisionError):
        await storage.revisions.files(2)
    current = await storage.revisions.current()
    assert current is not None
    assert current.number == 1


async def test_the_same_files_again_make_no_revision(storage: SqlStorage) -> None:
    first = await storage.revisions.add(FILES, note="first")
    assert await storage.revisions.add(dict(reversed(FILES.items())), note="again") == first


async def test_a_revision_can_be_stored_before_it_is_current(storage: SqlStorage, replica: SqlStorage) -> None:
    await storage.revisions.add({"a": b"1"}, note="first")
    stored = await storage.revisions.add({"a": b"2"}, note="second", make_current=False)
    assert (stored.number, stored.is_current) == (2, False)
    assert [revision.is_current for revision in await replica.revisions.newest()] == [False, True]
    assert await replica.revisions.files(2) == {"a": b"2"}
    assert await replica.revisions.add({"a": b"2"}, note="again") == await replica.revisions.current()
    assert [(r.number, r.note, r.is_current) for r in await storage.revisions.newest(limit=1)] == [(2, "second", True)]


async def test_the_files_of_an_old_revision_make_a_new_one(storage: SqlStorage) -> None:
    await storage.revisions.add({"a": b"1"}, note="")
    await storage.revisions.add({"a": b"2"}, note="")
    assert (await storage.revisions.add({"a": b"1"}, note="back")).number == 3


async def test_replicas_that_add_the_same_files_at_once_make_one_revision(
    storage: SqlStorage, replica: SqlStorage
) -> None:
    added = await asyncio.gather(*(r.revisions.add(FILES, note="start") for r in (storage, replica) * 5))
    assert {revision.number for revision in added} == {1}


async def test_revisions_added_at_once_all_get_numbers_of_their_own(storage: SqlStorage, replica: SqlStorage) -> None:
    added = await asyncio.gather(
        *(r.revisions.add({"a": bytes([i])}, note="") for i, r in enumerate((storage, replica) * 5))
    )
    assert sorted(revision.number for revision in added) == list(range(1, 11))


async def test_content_that_is_not_what_was_stored_is_not_served(url: str, storage: SqlStorage) -> None:
    await storage.revisions.add({"a": b"1"}, note="")
    await storage.revisions.add({"a": b"2"}, note="")
    opened = database(url)
    second = revisions.select().where(revisions.c.number == 2)
    whole = await opened.run(lambda c: c.execute(second).one())
    for broken in (whole.content[:-1], b""):
        change = revisions.update().where(revisions.c.number == 2).values(content=broken)
        await opened.run(lambda c, change=change: c.execute(change))  # type: ignore[misc]
        with pytest.raises(RevisionUnreadableError):
            await storage.revisions.files(2)
    swapped = revisions.update().where(revisions.c.number == 1).values(content=whole.content)
    await opened.run(lambda c: c.execute(swapped))
    await opened.close()
    with pytest.raises(RevisionUnreadableError):
        await storage.revisions.files(1)


async def test_a_note_may_hold_any_text(storage: SqlStorage) -> None:
    added = await storage.revisions.add(FILES, note="Приштина 🇽🇰 \0\ud800'; DROP TABLE revisions")
    assert added.note == "Приштина 🇽🇰 ?'; DROP TABLE revisions"


# One replica's tasks


async def test_one_replica_leads_at_a_time(url: str, storage: SqlStorage, replica: SqlStorage) -> None:
    alone = url.startswith("sqlite")
    async with storage.leader("menus") as ours:
        assert ours
        async with replica.leader("menus") as theirs, replica.leader("webhook") as another:
            assert theirs == alone
            assert another
    async with replica.leader("menus") as theirs:
        assert theirs


async def test_a_task_that_fails_is_open_to_others(storage: SqlStorage, replica: SqlStorage) -> None:
    with pytest.raises(ZeroDivisionError):
        async with storage.leader("menus"):
            raise ZeroDivisionError
    async with replica.leader("menus") as theirs:
        assert theirs


# The database as a whole


async def test_a_database_that_answers_gives_a_sign_of_life(storage: SqlStorage) -> None:
    await storage.check()


async def test_a_storage_can_be_opened_again(url: str) -> None:
    reopened = SqlStorage(url)
    storage: Storage = reopened
    for number in (1, 2):
        async with reopened:
            assert (await storage.revisions.add({"a": bytes([number])}, note="")).number == number


async def test_memory_keeps_things_while_the_storage_is_open() -> None:
    async with SqlStorage("sqlite://") as storage:
        await storage.choices.choose(1, "language", "sq")
        storage.counts.add(Event.HELPFUL, fact="staff")
        assert await storage.choices.of(1) == {"language": "sq"}
        assert await storage.counts.by_fact(Event.HELPFUL) == [FactCount("staff", 1)]


async def test_an_sqlite_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "bot.sqlite3"
    async with SqlStorage(sqlite_url(path)):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


async def test_a_file_that_is_no_database_is_said_without_a_traceback_of_drivers(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    path.write_bytes(b"certainly not a database " * 100)
    with pytest.raises(StorageError, match="file is not a database"):
        await SqlStorage(sqlite_url(path)).open()


async def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="FileExistsError"):
        await SqlStorage(sqlite_url(tmp_path / "file" / "bot.sqlite3")).open()
