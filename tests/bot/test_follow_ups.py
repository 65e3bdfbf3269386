"""Questions that go on from the answer before them are understood from it, by each person in each chat."""

import re
from pathlib import Path

import pytest

from tests.telegram import Bot, User

SEAT, STAFF = "Where is UNMIK based?", "How many staff does UNMIK have?"
ON, THERE = "and mitrovica?", "regional office"
AT_BOT = "@unmik_fact_bot"


async def test_without_an_answer_before_it_a_follow_up_is_asked_back(ana: User) -> None:
    assert "Did you mean" in (await ana.ask(ON)).text


async def test_a_follow_up_goes_on_from_the_last_answer(ana: User) -> None:
    await ana.ask(SEAT)
    assert THERE in (await ana.ask(ON)).text


async def test_what_is_not_answered_is_not_gone_on_from(ana: User) -> None:
    await ana.ask(SEAT)
    await ana.ask("Tell me a good recipe with potatoes")
    await ana.ask("thanks")
    assert THERE in (await ana.ask(ON)).text


async def test_the_last_answer_counts_and_no_other(ana: User) -> None:
    await ana.ask(SEAT)
    await ana.ask(STAFF)
    assert "Did you mean" in (await ana.ask(ON)).text


@pytest.mark.parametrize("command", ["/offices", f"/ask {SEAT}"])
async def test_a_command_that_shows_a_fact_is_gone_on_from(ana: User, command: str) -> None:
    await ana.send(command)
    assert THERE in (await ana.ask(ON)).text


async def test_a_fact_behind_a_button_is_gone_on_from(ana: User) -> None:
    topics = await ana.send("/topics")
    await ana.tap(await ana.tap(topics, "The Mission"), SEAT)
    assert THERE in (await ana.ask(ON)).text


async def test_in_a_group_each_person_goes_on_from_their_own_answer(bot: Bot, ana: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    await ana.send(f"{AT_BOT} {SEAT}", in_=group)
    assert "Did you mean" in (await ben.send(f"{AT_BOT} {ON}", in_=group)).text
    assert THERE in (await ana.send(f"{AT_BOT} {ON}", in_=group)).text


async def test_an_answer_in_a_group_is_not_gone_on_from_in_private(bot: Bot, ana: User) -> None:
    await ana.send(f"{AT_BOT} {SEAT}", in_=bot.group("Observers"))
    assert "Did you mean" in (await ana.ask(ON)).text


async def test_an_edited_follow_up_goes_on_from_what_it_went_on_from_at_first(ana: User) -> None:
    await ana.ask(SEAT)
    answer = await ana.ask("and where is it?")
    question = ana.last_message
    await ana.ask(STAFF)
    assert await ana.edit(question, ON) is answer
    assert THERE in answer.text


async def test_a_fact_that_a_reload_has_removed_is_not_gone_on_from(ana: User, admin: User, facts_dir: Path) -> None:
    await ana.ask(SEAT)
    for file in (facts_dir / "facts" / "mission.toml", facts_dir / "gaps.toml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'"seat"', '"headquarters"', text), encoding="utf-8")
    assert "reloaded" in (await admin.send("/reload")).text
    assert "Did you mean" in (await ana.ask(ON)).text
