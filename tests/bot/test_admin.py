"""Admins reload the fact base while the bot runs, and see how it is doing; nobody else can."""

import asyncio
import re
from pathlib import Path

from telegram.ext import CommandHandler

from bot.factfiles import OWN_COMMANDS
from tests.telegram import Bot, User

STAFF = "How many staff does UNMIK have?"

NEW_FACT = """
[[facts]]
id = "visitors"
command = "visitors"

[[facts.citations]]
source = "brief"
paragraph = 1
quote = "it helps <all> inhabitants & visitors"

[facts.wordings.en]
answer = "UNMIK helps visitors, too."
questions = ["Does UNMIK help visitors?"]
"""


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


async def test_a_reload_serves_what_changed_and_names_it(bot: Bot, admin: User, ana: User, facts_dir: Path) -> None:
    mission, resources = facts_dir / "facts" / "mission.toml", facts_dir / "facts" / "resources.toml"
    with mission.open("a") as file:
        file.write(NEW_FACT)
    change(resources, 'answer = "UNMIK has 70 staff."', 'answer = "There are 70 staff."')
    gaps = facts_dir / "gaps.toml"
    gaps.write_text(gaps.read_text().split('[[gaps]]\nid = "phone"')[0])
    reply = await admin.send("/reload")
    assert reply.text.splitlines() == [
        "The fact base is reloaded.",
        "Added (1): visitors",
        "Changed (1): staff",
        "Removed (1): phone",
    ]
    assert "There are 70 staff." in (await ana.ask(STAFF)).text
    assert "UNMIK helps visitors, too." in (await ana.send("/visitors")).text
    assert "visitors" in bot.commands()


async def test_a_reload_without_changes_says_so(admin: User) -> None:
    assert "Nothing in its facts and gaps has changed." in (await admin.send("/reload")).text


async def test_a_broken_fact_base_is_refused_with_every_problem_and_the_old_one_served(
    admin: User, ana: User, facts_dir: Path
) -> None:
    resources = facts_dir / "facts" / "resources.toml"
    change(resources, 'answer = "UNMIK has 70 staff."', 'answer = "UNMIK has 71 staff."')
    change(resources, 'quote = "30 soldiers"', 'quote = "30 sailors"')
    text = (await admin.send("/reload")).text
    assert text.startswith("2 problems. The facts served have not changed.")
    assert "facts/resources.toml: staff: wordings.en: 71 must stand in one of the fact's quotes" in text
    assert "30 sailors" in text
    assert "70 staff" in (await ana.ask(STAFF)).text


async def test_a_long_list_of_problems_comes_as_a_file(admin: User, facts_dir: Path) -> None:
    gaps = facts_dir / "gaps.toml"
    gaps.write_text(gaps.read_text() + "".join(f'[[gaps]]\nid = "gap-{n}"\n' for n in range(50)))
    reply = await admin.send("/reload")
    assert reply.document is not None
    assert reply.document.name == "reload.txt"
    assert reply.text == "50 problems. The facts served have not changed. The whole list is in the file."
    assert reply.document.content.decode().splitlines()[-1] == "gaps.toml: gap-49: wordings: must be given"


async def test_a_fact_with_a_command_of_the_bots_own_is_refused(admin: User, facts_dir: Path) -> None:
    with (facts_dir / "facts" / "mission.toml").open("a") as file:
        file.write(NEW_FACT.replace('command = "visitors"', 'command = "status"'))
    reply = await admin.send("/reload")
    assert "facts/mission.toml: visitors: command /status must be another" in reply.text
    assert "Running for" in (await admin.send("/status")).text


def test_every_command_of_the_bots_own_is_known_to_be_taken(bot: Bot) -> None:
    handlers = [handler for group in bot.application.handlers.values() for handler in group]
    commands = {name for handler in handlers if isinstance(handler, CommandHandler) for name in handler.commands}
    assert commands == OWN_COMMANDS


async def test_a_broken_fact_base_can_be_mended_and_reloaded(admin: User, ana: User, facts_dir: Path) -> None:
    resources = facts_dir / "facts" / "resources.toml"
    whole = resources.read_text()
    resources.write_text("[[facts")
    assert "must be valid TOML" in (await admin.send("/reload")).text
    resources.write_text(whole.replace("UNMIK has 70 staff.", "There are 70 staff."))
    assert "Changed (1): staff" in (await admin.send("/reload")).text
    assert "There are 70 staff." in (await ana.ask(STAFF)).text


async def test_a_button_to_a_fact_that_a_reload_removed_says_so(admin: User, ana: User, facts_dir: Path) -> None:
    reply = await ana.ask("Who leads UNMIK?")
    resources = facts_dir / "facts" / "resources.toml"
    parts = resources.read_text().split("[[facts]]\n")
    resources.write_text("[[facts]]\n".join(part for part in parts if 'id = "staff-military"' not in part))
    change(resources, '"staff-civilian", "staff-military"', '"staff-civilian"')
    assert "Removed (1): staff-military" in (await admin.send("/reload")).text
    await ana.tap(reply, data="f:staff-military")
    assert ana.notices == ["That is no longer in the fact base."]


async def test_questions_are_answered_while_the_fact_base_is_reloaded(bot: Bot, admin: User, ana: User) -> None:
    reload = asyncio.create_task(admin.send("/reload"))
    await asyncio.sleep(0)
    assert "70 staff" in (await ana.ask(STAFF)).text
    assert not reload.done(), "the question must not wait for the reload"
    assert "reloaded" in (await reload).text


async def test_reloads_at_the_same_time_wait_for_one_another(admin: User, facts_dir: Path) -> None:
    change(facts_dir / "facts" / "resources.toml", "UNMIK has 70 staff.", "There are 70 staff.")
    first, second = await asyncio.gather(admin.send("/reload"), admin.send("/reload"))
    assert sorted(reply.text.count("Changed (1): staff") for reply in (first, second)) == [0, 1]


async def test_the_status_counts_questions_and_tells_what_is_served(admin: User, ana: User, facts_dir: Path) -> None:
    await ana.ask(STAFF)
    await ana.ask("Who is the head of UNIFIL?")
    await ana.ask("Hello")
    text = (await admin.send("/status")).text
    assert re.search(r"Running for 00:00:\d\d", text)
    assert "Facts: 10 (65 phrasings, 2 gaps)" in text
    assert "Languages: en" in text
    assert str(facts_dir) in text
    assert "Questions since start: 1 answered, 0 suggested, 1 refused" in text


async def test_others_get_the_hint_for_unknown_commands(ana: User) -> None:
    for command in ("/reload", "/status"):
        text = (await ana.send(command)).text
        assert text.startswith("I do not know that command.")
        assert "reload" not in text
