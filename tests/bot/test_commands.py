"""Every command answers, and what is no command gets a hint."""

import pytest

from tests.telegram import Bot, User


async def test_start_says_who_the_bot_is_and_its_examples_answer(ana: User) -> None:
    reply = await ana.send("/start")
    assert "not an official United Nations bot" in reply.text
    assert len(reply.buttons) == 3
    for example in reply.buttons:
        answer = await ana.tap(reply, example)
        assert answer.text.splitlines()[0] == example
        assert answer.links


async def test_help_tells_how_to_ask_and_lists_every_command_of_the_menu(bot: Bot, ana: User) -> None:
    text = (await ana.send("/help")).text
    assert "@unmik_fact_bot" in text
    for command, description in bot.commands().items():
        assert f"/{command} – {description}" in text


async def test_about_says_that_the_bot_is_unofficial_and_how_much_it_knows(ana: User) -> None:
    reply = await ana.send("/about")
    assert "not an official United Nations bot" in reply.text
    assert "10 facts from 2 sources" in reply.text
    assert (await ana.tap(reply, "Sources")).buttons == ["Mission brief", "Notes on the dialogue"]


async def test_privacy_says_what_is_kept(ana: User) -> None:
    text = (await ana.send("/privacy")).text
    assert "I keep nothing that you write for longer than ten minutes" in text
    assert "For ten minutes I remember your question" in text


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("/mandate", "UNMIK was established by resolution 4321 (1998)."),
        ("/offices", "UNMIK is based in Pristina."),
        ("/dialogue", "UNMIK supports the dialogue between the two sides."),
        ("/staff", "UNMIK has 70 staff."),
        ("/BUDGET", "The budget of UNMIK for 1 July 2020 to 30 June 2021 is $5,000,000."),
    ],
)
async def test_a_quick_fact_has_its_command(ana: User, command: str, answer: str) -> None:
    reply = await ana.send(command)
    assert answer in reply.text
    assert reply.links


async def test_an_unknown_command_gets_a_hint_with_the_nearest_one(ana: User) -> None:
    assert "Did you mean /budget?" in (await ana.send("/bugdet")).text
    assert "/help" in (await ana.send("/xyzzy")).text


async def test_a_command_in_a_group_is_answered_in_reply(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    reply = await ana.send("/staff@unmik_fact_bot", in_=group)
    assert "70 staff" in reply.text
    assert reply.reply_to == ana.last_message


async def test_a_command_for_another_bot_is_left_to_it(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    assert await ana.replies_to("/staff@another_bot", in_=group) == []
    assert await ana.replies_to("/xyzzy", in_=group) == []
    assert await ana.replies_to("/xyzzy@unmik_fact_bot", in_=group) != []
