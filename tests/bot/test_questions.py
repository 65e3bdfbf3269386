"""Questions are answered with their source, in private and in groups, and again when they are edited."""

import asyncio

from tests.telegram import Bot, User

STAFF = "How many staff does UNMIK have?"
BUDGET = "What is the budget of UNMIK?"
AT_BOT = "@unmik_fact_bot"


async def test_an_answer_shows_the_fact_and_the_marked_paragraph_and_links_to_the_source(ana: User) -> None:
    reply = await ana.ask(STAFF)
    assert reply.text.splitlines()[0] == "UNMIK has 70 staff."
    (quote,) = reply.marked("expandable_blockquote")
    assert quote == "The Mission has 70 staff: 40 civilian staff and 30 soldiers. It is led by a Chief Observer."
    assert reply.marked("bold") == ["The Mission has 70 staff"]
    assert reply.links == {"Mission brief, ¶ 2": "https://example.org/brief"}
    assert "1 July 2020 – 30 June 2021" in reply.text
    assert reply.buttons[:2] == ["How many civilian staff does UNMIK have?", "How many soldiers does UNMIK have?"]
    assert not reply.link_preview


async def test_what_is_not_the_sources_own_words_is_never_shown_as_a_quotation(ana: User) -> None:
    reply = await ana.ask("Which dialogue does UNMIK support?")
    assert reply.marked("expandable_blockquote") == []
    assert list(reply.links) == ["Notes on the dialogue, ¶ 1 (in our words)"]


async def test_text_that_looks_like_markup_is_shown_as_it_is(ana: User) -> None:
    assert "helps <all> inhabitants & visitors" in (await ana.ask("What is the purpose of UNMIK?")).text


async def test_a_question_about_another_number_is_refused_with_the_difference(ana: User) -> None:
    reply = await ana.ask("resolution 1244")
    assert "4321" in reply.text
    assert "1244" in reply.text
    assert "Which resolution established UNMIK?" in reply.buttons


async def test_a_question_about_another_mission_is_refused_by_name(ana: User) -> None:
    assert "I cover UNMIK, not UNIFIL." in (await ana.ask("Who is the head of UNIFIL?")).text


async def test_a_known_gap_says_what_there_is_instead(ana: User) -> None:
    reply = await ana.ask("What is the telephone number of UNMIK?")
    assert "I have no telephone numbers." in reply.text
    assert reply.buttons == ["Where is UNMIK based?", "All topics", "Why?"]


async def test_what_the_record_does_not_answer_is_refused_and_leads_to_the_topics(ana: User) -> None:
    reply = await ana.ask("Tell me a good recipe with potatoes")
    assert "I will not guess" in reply.text
    assert "People and money" in (await ana.tap(reply, "All topics")).buttons


async def test_a_greeting_is_returned_with_an_example(ana: User) -> None:
    reply = await ana.ask("Hello")
    assert reply.text.startswith("Hello!")
    assert len(reply.buttons) == 1


async def test_messages_without_words_or_too_long_get_a_hint(ana: User) -> None:
    assert "words" in (await ana.ask("???")).text
    assert "one short question" in (await ana.ask("staff " * 300)).text


async def test_in_private_an_answer_does_not_quote_the_question(ana: User) -> None:
    assert (await ana.ask(STAFF)).reply_to is None


async def test_an_edited_question_changes_its_answer(ana: User) -> None:
    answer = await ana.ask(STAFF)
    edited = await ana.edit(ana.last_message, BUDGET)
    assert edited is answer
    assert "$5,000,000" in answer.text
    assert "How many staff does UNMIK have?" in answer.buttons


async def test_an_edit_that_asks_the_same_leaves_the_answer_alone(ana: User) -> None:
    answer = await ana.ask(STAFF)
    assert await ana.client.edit(ana.last_message, f"{STAFF}!") == []
    assert "70 staff" in answer.text


async def test_a_question_may_be_edited_more_than_once(ana: User) -> None:
    answer = await ana.ask(STAFF)
    await ana.edit(ana.last_message, BUDGET)
    assert await ana.edit(ana.last_message, STAFF) is answer
    assert "70 staff" in answer.text


async def test_an_edited_question_is_answered_anew_where_the_answer_is_gone(bot: Bot, ana: User) -> None:
    answer = await ana.ask(STAFF)
    answer.deleted = True
    again = await ana.edit(ana.last_message, BUDGET)
    assert again is not answer
    assert "$5,000,000" in again.text
    bot.refusals.clear()


async def test_a_group_is_left_alone_unless_it_speaks_to_the_bot(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    assert await ana.replies_to(STAFF, in_=group) == []
    assert await ana.replies_to("@somebody_else how many staff?", in_=group) == []


async def test_a_mention_in_a_group_is_answered_in_reply(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    reply = await ana.send(f"{AT_BOT} {STAFF}", in_=group)
    assert "70 staff" in reply.text
    assert reply.reply_to == ana.last_message


async def test_a_mention_counts_wherever_it_stands_and_however_it_is_written(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    assert "70 staff" in (await ana.send(f"🙂 {STAFF} {AT_BOT.upper()}", in_=group)).text


async def test_a_mention_alone_in_reply_to_somebody_asks_what_they_asked(bot: Bot, ana: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    assert await ben.replies_to(STAFF, in_=group) == []
    assert "70 staff" in (await ana.send(AT_BOT, in_=group, reply_to=ben.last_message)).text


async def test_a_reply_to_the_bot_in_a_group_is_a_question(bot: Bot, ana: User) -> None:
    group = bot.group("Observers")
    answer = await ana.send(f"/ask {STAFF}", in_=group)
    assert "$5,000,000" in (await ana.send(BUDGET, in_=group, reply_to=answer)).text


async def test_a_reply_to_somebody_else_in_a_group_is_none(bot: Bot, ana: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    await ben.replies_to("well?", in_=group)
    assert await ana.replies_to(STAFF, in_=group, reply_to=ben.last_message) == []


async def test_an_edited_command_to_ask_changes_its_answer(ana: User) -> None:
    answer = await ana.send(f"/ask {STAFF}")
    assert await ana.edit(ana.last_message, f"/ask {BUDGET}") is answer
    assert "$5,000,000" in answer.text


async def test_the_command_to_ask_tells_how_when_nothing_is_asked(ana: User) -> None:
    assert "/ask Which resolution established UNMIK?" in (await ana.send("/ask")).text


async def test_a_command_that_is_edited_is_not_carried_out_again(ana: User) -> None:
    await ana.send("/help")
    assert await ana.client.edit(ana.last_message, "/about") == []


async def test_questions_of_many_people_are_each_answered_once(bot: Bot) -> None:
    people = [bot.user(f"Person {number}") for number in range(20)]
    questions = [STAFF, BUDGET, "Who leads UNMIK?", "Where is UNMIK based?"]
    replies = await asyncio.gather(*(person.replies_to(questions[number % 4]) for number, person in enumerate(people)))
    assert [len(each) for each in replies] == [1] * 20
    assert {each[0].text.splitlines()[0] for each in replies[::4]} == {"UNMIK has 70 staff."}
