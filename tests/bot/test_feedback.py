"""Under an answer, people tell whether it helped; it is counted, and who told is not kept."""

import pytest
from telegram import Update

from bot.loopback import Message
from tests.telegram import Bot, User

STAFF = "How many staff does UNMIK have?"
SEAT = "Where is UNMIK based?"


async def counted(admin: User) -> str:
    """Return what the statistics say about how many answers helped, or nothing."""
    lines = (await admin.send("/stats")).text.splitlines()
    return next((line for line in lines if line.startswith("Found helpful")), "")


async def tap_at_once(bot: Bot, *taps: tuple[User, Message, str]) -> None:
    """Have people tap buttons before the bot has seen any of their taps."""
    updates = [
        bot.loopback.world.tap(person.client.person, message, _payload(message, label))[1]
        for person, message, label in taps
    ]
    for update in updates:
        await bot.application.process_update(Update.de_json(update, bot.application.bot))


def _payload(message: Message, label: str) -> str:
    (data,) = [button.data for button in message.all_buttons() if button.label == label]
    assert data is not None
    return data


async def test_under_an_answer_one_row_asks_whether_it_helped_and_tells_why(ana: User) -> None:
    answer = await ana.ask(STAFF)
    assert [button.label for button in answer.keyboard[-1]] == ["👍", "👎", "Why?"]


@pytest.mark.parametrize("message", ["resolution 1244", "Tell me a good recipe with potatoes", "Hello", "/budget"])
async def test_what_answers_no_question_does_not_ask_whether_it_helped(ana: User, message: str) -> None:
    assert "👍" not in (await ana.send(message)).buttons


async def test_a_tap_is_thanked_for_and_counted_and_only_its_buttons_go(ana: User, admin: User) -> None:
    answer = await ana.ask(STAFF)
    text, others = answer.text, [label for label in answer.buttons if label not in "👍👎"]
    assert await ana.tap(answer, "👍") is answer
    assert ana.notices == ["Thank you, good to know!"]
    assert (answer.text, answer.buttons) == (text, others)
    assert await counted(admin) == "Found helpful: 100% of 1"


async def test_who_was_not_helped_is_offered_the_topics(ana: User, admin: User) -> None:
    answer = await ana.tap(await ana.ask(STAFF), "👎")
    assert ana.notices == ["Thank you. Try other words, or look through the topics."]
    assert [button.label for button in answer.keyboard[-1]] == ["Why?", "All topics"]
    assert (await ana.tap(answer, "All topics")).text.startswith("Topics")
    assert await counted(admin) == "Found helpful: 0% of 1"


async def test_why_can_still_be_asked_after_a_tap(ana: User) -> None:
    answer = await ana.tap(await ana.ask(STAFF), "👍")
    assert (await ana.tap(answer, "Why?")).reply_to == answer


async def test_two_quick_taps_of_one_person_count_once(bot: Bot, ana: User, admin: User) -> None:
    answer = await ana.ask(STAFF)
    await tap_at_once(bot, (ana, answer, "👎"), (ana, answer, "👎"), (ana, answer, "👍"))
    bot.refusals.clear()  # the buttons were gone already
    assert await counted(admin) == "Found helpful: 0% of 1"


async def test_a_tap_that_telegram_delivers_twice_counts_once(bot: Bot, ana: User, admin: User) -> None:
    answer = await ana.ask(STAFF)
    _, update = bot.loopback.world.tap(ana.client.person, answer, _payload(answer, "👍"))
    for _ in range(2):
        await bot.application.process_update(Update.de_json(update, bot.application.bot))
    bot.refusals.clear()  # a tap is answered once
    assert await counted(admin) == "Found helpful: 100% of 1"


async def test_a_button_that_an_app_still_shows_does_no_harm(ana: User, admin: User) -> None:
    answer = await ana.ask(STAFF)
    data = _payload(answer, "👍")
    await ana.tap(answer, "👍")
    await ana.tap(answer, data=data)
    assert ana.notices[-1] == "That has been counted already. Thank you!"
    assert await counted(admin) == "Found helpful: 100% of 1"


async def test_in_a_group_the_first_tap_takes_the_buttons_from_all(bot: Bot, ana: User, admin: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    answer = await ana.send(f"/ask {STAFF}", in_=group)
    data = _payload(answer, "👎")
    await ana.tap(answer, "👍")
    await ben.tap(answer, data=data)
    assert ben.notices == ["That has been counted already. Thank you!"]
    assert await counted(admin) == "Found helpful: 100% of 1"


async def test_people_of_a_group_who_tap_at_the_same_moment_all_count(bot: Bot, ana: User, admin: User) -> None:
    group, ben = bot.group("Observers"), bot.user("Ben")
    answer = await ana.send(f"/ask {STAFF}", in_=group)
    await tap_at_once(bot, (ana, answer, "👍"), (ben, answer, "👎"))
    assert await counted(admin) == "Found helpful: 50% of 2"


async def test_the_answer_to_an_edited_question_may_be_judged_anew(ana: User, admin: User) -> None:
    await ana.tap(await ana.ask(STAFF), "👎")
    await ana.tap(await ana.edit(ana.last_message, SEAT), "👍")
    assert await counted(admin) == "Found helpful: 50% of 2"


@pytest.mark.parametrize("data", ["y:staff", "y:staff@en", "n:nothing-of-ours@en", "y:../etc", "n:"])
async def test_a_forged_tap_counts_for_nothing(ana: User, admin: User, data: str) -> None:
    await ana.tap(await ana.send("/start"), data=data)
    assert await counted(admin) == ""


async def test_a_tap_under_a_message_that_is_gone_is_answered(bot: Bot, ana: User, admin: User) -> None:
    answer = await ana.ask(STAFF)
    answer.deleted = True
    await ana.tap(answer, "👍")
    assert ana.notices == ["That has been counted already. Thank you!"]


async def test_a_message_that_can_no_longer_be_edited_keeps_its_buttons_and_counts_once(
    bot: Bot, ana: User, admin: User
) -> None:
    answer = await ana.ask(STAFF)
    for _ in range(2):
        bot.loopback.fail_next("editMessageReplyMarkup", code=400, description="Bad Request: message can't be edited")
        await ana.tap(answer, "👍")
    assert ana.notices == ["Thank you, good to know!"] * 2
    assert await counted(admin) == "Found helpful: 100% of 1"


async def test_people_are_thanked_in_the_language_of_the_answer(bot: Bot) -> None:
    jovan = bot.user("Jovan", language="en")
    answer = await jovan.tap(await jovan.ask("Колико људи тамо ради?"), "👎")
    assert jovan.notices == ["Хвала. Пробајте другим речима или погледајте теме."]
    assert answer.buttons[-2:] == ["Зашто?", "Све теме"]
