"""A button under every answer, choice and refusal tells why it is what it is."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.locale import load_locales
from bot.recall import Asked
from bot.rendering.explanations import Explanations
from bot.rendering.markup import TEXT_LIMIT, visible_size
from knowledge import Explanation, Ground, Match, NoAnswer, Reason
from tests.telegram import Bot, User

STAFF = "How many staff does UNMIK have?"
LOCALES = load_locales()


async def test_an_answer_is_explained_in_a_message_that_replies_to_it(ana: User) -> None:
    answer = await ana.ask("how many purple staff does unmik have")
    why = await ana.tap(answer, "Why?")
    assert why.reply_to == answer
    assert why.text.startswith("Why I said that\nIt is near enough to a question that I know: ")
    assert f"Nearest question that I know: “{STAFF}”" in why.text
    assert "Words met: staff" in why.text
    assert "Words not met: purple" in why.text
    assert "Next nearest:\n• " in why.text
    assert answer.buttons[-1] == "Why?"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (STAFF, "I know that question word for word."),
        ("Who is the head of UNIFIL?", "It names UNIFIL, which I do not cover."),
        ("resolution 1244", "It asks about 1244, and what comes nearest does not hold that."),
        ("What is the telephone number of UNMIK?", "I know that my sources do not answer it."),
        ("Tell me a good recipe with potatoes", "No question that I know is near enough: "),
        ("and mitrovica?", "not near enough: "),
        ("How many staff does UNMIK have and where is UNMIK based?", "I took it for several questions."),
    ],
)
async def test_every_kind_of_outcome_is_explained(ana: User, question: str, reason: str) -> None:
    assert reason in (await ana.tap(await ana.ask(question), "Why?")).text


async def test_a_follow_up_is_explained_as_one(ana: User) -> None:
    await ana.ask("Where is UNMIK based?")
    answer = await ana.ask("and mitrovica?")
    await ana.ask(STAFF)
    assert "I took it to go on from the answer before it." in (await ana.tap(answer, "Why?")).text


async def test_every_part_of_several_questions_is_explained(ana: User) -> None:
    why = await ana.tap(await ana.ask("How many staff does UNMIK have and where is UNMIK based?"), "Why?")
    assert f"“{STAFF}”" in why.text
    assert "“Where is UNMIK based?”" in why.text


@pytest.mark.parametrize("message", ["Hello", "thanks", "???", "staff " * 300])
async def test_what_is_no_question_has_no_button(ana: User, message: str) -> None:
    assert "Why?" not in (await ana.ask(message)).buttons


async def test_anyone_in_a_group_may_ask_why(bot: Bot, ana: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    answer = await ana.send(f"/ask {STAFF}", in_=group)
    assert (await ben.tap(answer, "Why?")).reply_to == answer


async def test_an_edited_question_is_explained_as_it_stands(ana: User) -> None:
    answer = await ana.ask(STAFF)
    assert await ana.client.edit(ana.last_message, "how many purple staff") == []
    assert "Words not met: purple" in (await ana.tap(answer, "Why?")).text


@pytest.mark.parametrize("data", ["w", "w@en"])
async def test_a_question_that_is_forgotten_is_to_be_asked_again(ana: User, data: str) -> None:
    page = await ana.send("/start")
    assert await ana.tap(page, data=data) is page
    assert ana.notices == ["I no longer know that question. Ask again, and I will tell you why."]


async def test_the_explanation_is_in_the_language_of_the_answer(bot: Bot) -> None:
    jovan = bot.user("Jovan", language="en")
    why = await jovan.tap(await jovan.ask("Колико људи тамо ради?"), "Зашто?")
    assert why.text.startswith("Зашто сам тако одговорио")
    assert "Речи које се поклапају: " in why.text


async def test_a_question_that_is_remembered_is_in_no_log(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await ana.tap(await ana.ask("how many purple staff"), "Why?")
    assert [
        record for record in caplog.records if record.name.startswith("bot") and "purple" in record.getMessage()
    ] == []
    assert "purple" not in repr(Asked("how many purple staff", "en", None))


words = st.lists(st.text(min_size=1, max_size=200), max_size=100).map(tuple)


@given(
    tag=st.sampled_from(list(LOCALES)), ground=st.sampled_from(Ground), found=st.tuples(words, words), text=st.text()
)
def test_an_explanation_is_no_longer_than_telegram_takes(
    tag: str, ground: Ground, found: tuple[tuple[str, ...], tuple[str, ...]], text: str
) -> None:
    match = Match("fact", text * 300 or "?", "sr", 50.0)
    met, missed = found
    refused = NoAnswer("sr", Reason.OTHER_SUBJECT, asked=text * 100)
    one = Explanation(refused, ground, query=text * 300, met=met, missed=missed, matches=(match,) * 5)
    several = Explanation(refused, Ground.SEVERAL, parts=(one,) * 8)
    for explanation in (one, several):
        assert visible_size(Explanations(LOCALES[tag]).reply(explanation).html) <= TEXT_LIMIT


def test_numbers_that_round_to_the_same_are_told_apart() -> None:
    doubtful = Explanation(NoAnswer("en", Reason.UNKNOWN), Ground.FAR, confidence=21.6, needed=21.74)
    assert "21.6 of 100, and I answer from 21.7" in Explanations(LOCALES["en"]).reply(doubtful).html
