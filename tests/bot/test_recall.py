"""What was said just before is known to every replica, and to a bot that was started again, for a short time."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import assemble
from bot.loopback import Loopback
from bot.settings import Settings
from bot.storage import SqlStorage, sqlite_url
from bot.storage.tables import notes
from tests.bot.storage.passing import pass_time
from tests.telegram import Bot, User

SEAT, STAFF, BUDGET = "Where is UNMIK based?", "How many staff does UNMIK have?", "What is the budget of UNMIK?"
ON, THERE = "and mitrovica?", "regional office"
MINUTES, DAY = 600.0, 24 * 60 * 60.0


class Replicas:
    """Bots on one database, in one world."""

    def __init__(self, settings: Settings, url: str, stack: AsyncExitStack) -> None:
        self.url = url
        self.settings = settings
        self.loopback = Loopback()
        self.storages: list[SqlStorage] = []
        self._stack = stack

    async def start(self) -> Bot:
        """Start one more."""
        storage = await self._stack.enter_async_context(SqlStorage(self.url))
        self.storages.append(storage)
        assembly = assemble(self.settings, storage=storage, request=self.loopback)
        assembly.fact_bases.load()
        return Bot(await self._stack.enter_async_context(assembly.application), self.loopback)

    async def settle(self) -> None:
        """Let a moment pass, as it does before a person who was answered goes on."""
        for storage in self.storages:
            await storage.notes.finish()

    async def rows(self) -> list[tuple[str, str]]:
        """Return the notes in the database, as (key, text)."""
        await self.settle()
        return await self.storages[-1]._database.run(
            lambda c: [(row.key, row.text) for row in c.execute(notes.select())]
        )

    async def pass_time(self, seconds: float) -> None:
        """Let time pass for what is remembered."""
        await self.settle()
        await pass_time(self.url, notes, seconds=seconds)

    async def break_(self) -> None:
        """Have the database refuse everything about notes."""
        await self.storages[-1]._database.run(lambda c: c.execute(text("DROP TABLE notes")))


@pytest.fixture
async def replicas(settings: Settings, tmp_path: Path) -> AsyncIterator[Replicas]:
    async with AsyncExitStack() as stack:
        yield Replicas(settings, sqlite_url(tmp_path / "shared.sqlite3"), stack)


@pytest.fixture
async def here(replicas: Replicas) -> User:
    """Ana, who is heard by one replica."""
    return (await replicas.start()).user("Ana")


@pytest.fixture
async def there(replicas: Replicas, here: User) -> User:
    """Ana, when she is heard by another replica."""
    return (await replicas.start()).user_with_id(here.id)


async def test_a_follow_up_is_understood_by_another_replica(replicas: Replicas, here: User, there: User) -> None:
    await here.ask(SEAT)
    await replicas.settle()
    assert THERE in (await there.ask(ON)).text


async def test_the_last_answer_of_all_replicas_is_gone_on_from(replicas: Replicas, here: User, there: User) -> None:
    await here.ask(SEAT)
    await replicas.settle()
    await there.ask(STAFF)
    await replicas.settle()
    assert "Did you mean" in (await here.ask(ON)).text


async def test_a_fact_behind_a_button_is_gone_on_from_on_another_replica(
    replicas: Replicas, here: User, there: User
) -> None:
    await here.tap(await here.tap(await here.send("/topics"), "The Mission"), SEAT)
    await replicas.settle()
    assert THERE in (await there.ask(ON)).text


async def test_another_replica_tells_why(replicas: Replicas, here: User, there: User) -> None:
    await here.ask(SEAT)
    answer = await here.ask(ON)
    await replicas.settle()
    why = await there.tap(answer, "Why?")
    assert "I took it to go on from the answer before it." in why.text


async def test_an_edited_question_changes_the_answer_of_another_replica(
    replicas: Replicas, here: User, there: User
) -> None:
    answer = await here.ask(STAFF)
    await replicas.settle()
    assert await there.edit(here.last_message, BUDGET) is answer
    assert "$5,000,000" in answer.text
    await replicas.settle()
    assert await here.edit(here.last_message, STAFF) is answer


async def test_an_edit_that_asks_the_same_of_another_replica_leaves_the_answer_alone(
    replicas: Replicas, here: User, there: User
) -> None:
    await here.ask(STAFF)
    await replicas.settle()
    assert await there.client.edit(here.last_message, f"{STAFF}!") == []
    assert here.bot.refusals == []


async def test_an_edited_follow_up_goes_on_from_the_same_answer_on_another_replica(
    replicas: Replicas, here: User, there: User
) -> None:
    await here.ask(SEAT)
    answer = await here.ask("and where is it?")
    question = here.last_message
    await here.ask(STAFF)
    await replicas.settle()
    assert await there.edit(question, ON) is answer
    assert THERE in answer.text


async def test_a_bot_that_was_started_again_knows_what_was_said(settings: Settings, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "shared.sqlite3")
    async with AsyncExitStack() as stack:
        before = Replicas(settings, url, stack)
        ana = (await before.start()).user("Ana")
        answer = await ana.ask(SEAT)
        question = ana.last_message
    async with AsyncExitStack() as stack:
        after = Replicas(settings, url, stack)
        after.loopback = before.loopback
        ana = (await after.start()).user_with_id(ana.id)
        assert THERE in (await ana.ask(ON)).text
        assert "I know that question word for word." in (await ana.tap(answer, "Why?")).text
        assert await ana.edit(question, STAFF) is answer


async def test_what_was_said_is_forgotten_after_ten_minutes_and_where_it_was_answered_after_a_day(
    replicas: Replicas, here: User
) -> None:
    answer = await here.ask(SEAT)
    question = here.last_message
    await replicas.pass_time(MINUTES)
    assert "Did you mean" in (await here.ask(ON)).text
    assert await here.tap(answer, "Why?") is answer
    assert here.notices == ["I no longer know that question. Ask again, and I will tell you why."]
    assert await here.edit(question, STAFF) is answer

    await replicas.pass_time(DAY)
    await replicas.storages[0].tidy()
    assert await replicas.rows() == []
    assert await here.edit(question, BUDGET) is not answer


async def test_words_are_deleted_after_ten_minutes_and_ids_are_never_kept(replicas: Replicas, here: User) -> None:
    await here.ask("how many purple staff does unmik have")
    await here.ask("purple " * 200)
    kept = await replicas.rows()
    assert sum("purple" in words for _, words in kept) == 1, "only the question with a button that asks why"
    assert str(here.id) not in str(kept)
    await replicas.pass_time(MINUTES)
    await replicas.storages[0].tidy()
    assert "purple" not in str(await replicas.rows())


async def test_an_ordinary_question_writes_once_and_looks_nothing_up(
    replicas: Replicas, here: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = replicas.storages[0].notes
    read: list[str] = []
    written: list[list[str]] = []
    read_all, write_all = shared._reads._send, shared._writes._send

    async def read_too(keys: list[str]) -> object:
        read.extend(keys)
        return await read_all(keys)

    async def write_too(keys: list[str]) -> object:
        written.append(keys)
        return await write_all(keys)

    monkeypatch.setattr(shared._reads, "_send", read_too)
    monkeypatch.setattr(shared._writes, "_send", write_too)
    await here.ask(SEAT)
    await shared.finish()
    assert (len(written), read) == (1, [])
    await here.ask(ON)
    assert len(read) == 1


async def test_without_the_database_questions_are_answered_as_if_nothing_had_been_said(
    replicas: Replicas, here: User, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await here.ask(SEAT)
    question = here.last_message
    await replicas.break_()
    assert "Did you mean" in (await here.ask(ON)).text
    assert await here.tap(answer, "Why?") is answer
    again = await here.edit(question, STAFF)
    assert again is not answer
    assert "70 staff" in again.text
    warnings = [record for record in caplog.records if record.name == "bot.recall"]
    assert {record.levelno for record in warnings} == {logging.WARNING}
    assert "mitrovica" not in caplog.text
    assert str(here.id) not in caplog.text
