"""Buttons lead through topics and sources, and to facts; dead and forged ones do no harm."""

import pytest

from tests.telegram import Bot, User


async def test_topics_lead_to_questions_and_questions_to_answers(ana: User) -> None:
    topics = await ana.send("/topics")
    assert topics.buttons == ["The Mission", "People and money"]
    questions = await ana.tap(topics, "People and money")
    assert questions is topics, "the list turns in its place"
    assert questions.buttons[-1] == "‹ All topics"
    answer = await ana.tap(questions, "Who leads UNMIK?")
    assert answer is not topics, "the choice stays in reach"
    assert answer.text.splitlines()[:2] == ["Who leads UNMIK?", "UNMIK is led by a Chief Observer."]
    assert (await ana.tap(topics, "‹ All topics")).buttons == ["The Mission", "People and money"]


async def test_a_source_is_read_paragraph_by_paragraph(ana: User) -> None:
    sources = await ana.send("/sources")
    page = await ana.tap(sources, "Mission brief")
    assert page.buttons == ["Next ›", "‹ All sources"]
    assert "¶ 1 of 5" in page.text
    assert "Test Office, T/2020/1" in page.text
    assert "Issued 3 February 2020" in page.text
    assert page.links == {"Open the source": "https://example.org/brief"}
    assert "<all> inhabitants & visitors" in page.marked("blockquote")[0]
    page = await ana.tap(page, "Next ›")
    assert "¶ 2 of 5" in page.text
    assert "People" in page.marked("italic")
    assert "¶ 1 of 5" in (await ana.tap(page, "‹ Back")).text
    assert (await ana.tap(page, "‹ All sources")).buttons == ["Mission brief", "Notes on the dialogue"]


async def test_a_summary_is_named_as_one_and_is_no_quotation(ana: User) -> None:
    page = await ana.tap(await ana.send("/sources"), "Notes")
    assert "In our words" in page.text
    assert page.marked("blockquote") == []


async def test_a_fact_can_be_tapped_again_and_again(ana: User) -> None:
    reply = await ana.ask("How many staff does UNMIK have?")
    for _ in range(2):
        assert "30 soldiers" in (await ana.tap(reply, "How many soldiers")).text


async def test_a_tap_in_a_group_is_answered_in_reply_to_its_message(bot: Bot, ana: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    reply = await ana.send("/staff", in_=group)
    assert (await ben.tap(reply, "How many soldiers")).reply_to == reply


@pytest.mark.parametrize("data", ["f:no-such-fact", "t:no-such-topic:0", "s:brief:99", "s:brief:0", "s:no-such:1"])
async def test_a_button_whose_fact_is_gone_says_so(ana: User, data: str) -> None:
    reply = await ana.send("/start")
    assert await ana.tap(reply, data=data) is reply
    assert ana.notices == ["That is no longer in the fact base."]


@pytest.mark.parametrize("data", ["x", "f:", "q:1", "💥", "f:mandate\n", "l:-1"])
async def test_a_forged_button_gets_a_notice(ana: User, data: str) -> None:
    reply = await ana.send("/start")
    assert await ana.tap(reply, data=data) is reply
    assert ana.notices == ["This button no longer works. Send your question again."]


async def test_a_page_that_there_is_not_is_the_last_one_that_there_is(ana: User) -> None:
    topics = await ana.send("/topics")
    await ana.tap(topics, "The Mission")
    assert (await ana.tap(topics, data="l:99")).buttons == ["The Mission", "People and money"]


async def test_a_button_tapped_twice_in_haste_is_no_fault(bot: Bot, ana: User) -> None:
    page = await ana.tap(await ana.send("/sources"), "Mission brief")
    for _ in range(2):
        assert "¶ 2 of 5" in (await ana.tap(page, data="s:brief:2")).text
    assert [refusal.description for refusal in bot.refusals if "not modified" not in refusal.description] == []
    bot.refusals.clear()


async def test_a_list_whose_message_is_gone_comes_anew(bot: Bot, ana: User) -> None:
    topics = await ana.send("/topics")
    topics.deleted = True
    fresh = await ana.tap(topics, "The Mission")
    assert fresh is not topics
    assert "What is the purpose of UNMIK?" in fresh.buttons
    bot.refusals.clear()
