"""What somebody chose is looked up while their update is still being claimed, and once for each time it is needed."""

import asyncio
import gc
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from bot.languages import Languages
from bot.locale import load_locales
from bot.people import People
from bot.storage import StorageError

LANGUAGES = Languages(load_locales(None))


@dataclass
class Asker:
    user_id: int | None
    app_language: str | None = "en"


class Choices:
    """Keeps what people chose, and for whom it was looked up."""

    def __init__(self) -> None:
        self.kept: dict[int, dict[str, str]] = {}
        self.looked_up: list[int] = []
        self.is_away = False

    def of(self, person: int) -> asyncio.Future[Mapping[str, str]]:
        self.looked_up.append(person)
        found: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()
        if self.is_away:
            found.set_exception(StorageError("away"))
        else:
            found.set_result(dict(self.kept.get(person, {})))
        return found

    async def choose(self, person: int, name: str, value: str | None) -> None:
        self.kept[person] = {name: value} if value else {}

    async def forget(self, person: int) -> None:
        self.kept.pop(person, None)


async def test_who_is_expected_is_looked_up_once() -> None:
    choices = Choices()
    people = People(LANGUAGES, choices)
    choices.kept[7] = {"language": "sq"}
    people.expect(7)
    assert choices.looked_up == [7]
    assert (await people.of(Asker(7))).tag == "sq"
    assert choices.looked_up == [7]


async def test_what_they_choose_meanwhile_counts_when_they_are_asked_for_again() -> None:
    choices = Choices()
    people = People(LANGUAGES, choices)
    people.expect(7)
    assert (await people.of(Asker(7))).tag == "en"
    await people.choose(Asker(7), "sq")
    assert (await people.of(Asker(7))).tag == "sq"


async def test_what_they_choose_first_counts_too() -> None:
    people = People(LANGUAGES, Choices())
    people.expect(7)
    await people.choose(Asker(7), "sq")
    assert (await people.of(Asker(7))).tag == "sq"


async def test_somebody_else_is_looked_up_by_themselves() -> None:
    choices = Choices()
    people = People(LANGUAGES, choices)
    choices.kept[7] = {"language": "sq"}
    people.expect(7)
    assert (await people.of(Asker(8))).tag == "en"
    assert choices.looked_up == [7, 8]


async def test_who_is_expected_and_not_asked_for_is_nobody_elses_concern(caplog: pytest.LogCaptureFixture) -> None:
    choices = Choices()
    people = People(LANGUAGES, choices)
    choices.is_away = True

    async def update() -> None:
        people.expect(7)

    await asyncio.create_task(update())
    gc.collect()
    assert caplog.records == []
    choices.is_away = False
    assert (await people.of(Asker(7))).tag == "en"
    assert choices.looked_up == [7, 7]
