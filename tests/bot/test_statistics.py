"""Admins see the last days in a picture and in words."""

import pytest

from bot.app import assemble
from bot.loopback import Loopback, running
from bot.settings import Settings
from bot.storage import SqlStorage, StorageError
from tests.conftest import ADMIN_ID
from tests.telegram import Bot, User

STAFF = "How many staff does UNMIK have?"
SEAT = "Where is UNMIK based?"
PNG = b"\x89PNG\r\n"


async def test_the_picture_comes_with_what_questions_came_to(ana: User, admin: User) -> None:
    await ana.ask(STAFF)
    await ana.ask("Tell me a good recipe with potatoes")
    stats = await admin.send("/stats")
    assert stats.photo is not None
    assert stats.photo.content.startswith(PNG)
    assert stats.text.splitlines() == [
        "The last 30 days: 1 answered, 0 suggested, 1 refused",
        "",
        "Answered most often:",
        "1 × staff",
        "",
        "Asked most often and not answered:",
        "1 × tell me a good recipe with potatoes",
    ]


async def test_a_month_without_a_question_is_a_picture_of_zeros(admin: User) -> None:
    stats = await admin.send("/stats")
    assert stats.photo is not None
    assert stats.text == "The last 30 days: 0 answered, 0 suggested, 0 refused"


async def test_what_is_too_long_for_a_caption_follows_the_picture(ana: User, admin: User) -> None:
    for subject in ("potatoes", "carrots", "onions", "leeks", "turnips", "beans", "cabbage", "peppers"):
        await ana.ask(f"Tell me a good recipe with {subject} " + "and more of the same, as my grandmother made it " * 3)
    picture, text = await admin.replies_to("/stats")
    assert (picture.photo is None, picture.text) == (False, "")
    assert text.text.startswith("The last 30 days: 0 answered")
    assert text.text.count("1 × tell me a good recipe with") == 8


async def test_facts_tell_how_often_they_helped_once_enough_have_told(bot: Bot, admin: User) -> None:
    for number in range(5):
        person = bot.user(f"Person {number}")
        await person.tap(await person.ask(STAFF), "👍" if number < 4 else "👎")
        if number < 4:
            await person.tap(await person.ask(SEAT), "👎")
    lines = (await admin.send("/stats")).text.splitlines()
    assert lines[1] == "Found helpful: 44% of 9"
    assert lines[3:6] == ["Answered most often:", "5 × staff, 👍 80%", "4 × seat"]
    assert lines[7:] == ["Found unhelpful most often:", "seat: 4 of 4", "staff: 1 of 5"]


async def test_statistics_are_told_in_the_language_of_the_admin(bot: Bot, admin: User) -> None:
    admin.client.person.language_code = "sq"
    await admin.tap(await admin.ask(STAFF), "👍")
    assert (await admin.send("/stats")).text.splitlines()[:2] == [
        "30 ditët e fundit: 1 me përgjigje, 0 me propozime, 0 pa përgjigje",
        "Përgjigje që ndihmuan: 100% nga 1",
    ]


async def test_a_fact_that_is_served_no_more_is_told_by_its_id(
    bot: Bot, ana: User, admin: User, settings: Settings
) -> None:
    assert settings.facts_dir is not None
    await ana.send(SEAT)
    path = settings.facts_dir / "facts" / "mission.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"seat"', '"base"'), encoding="utf-8")
    assert "seat" in (await admin.send("/reload")).text
    stats = await admin.send("/stats")
    assert "1 × seat" in stats.text


async def test_a_database_that_is_away_is_said_so(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async def away(*_: object, **__: object) -> None:
        raise StorageError("away")

    loopback = Loopback()
    loopback.world.add_person("Admin", language="en", id=ADMIN_ID)
    async with SqlStorage("sqlite://") as storage:
        assembly = assemble(settings, storage=storage, request=loopback)
        assembly.fact_bases.load()
        async with running(assembly.application):
            monkeypatch.setattr(storage.counts, "by_fact", away)
            (said,) = await Bot(assembly.application, loopback).user_with_id(ADMIN_ID).replies_to("/stats")
    assert said.text == "The database cannot be reached; try again in a moment."


async def test_only_admins_see_statistics(ana: User) -> None:
    assert "I do not know that command" in (await ana.send("/stats")).text
