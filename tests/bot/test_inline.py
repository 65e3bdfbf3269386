"""Inline mode offers facts to insert into any chat."""

from tests.telegram import User


async def test_a_question_offers_its_fact_first_with_its_source(ana: User) -> None:
    best, *others = await ana.inline("how many staff")
    assert best.id == "staff"
    assert best.title == "How many staff does UNMIK have?"
    assert best.description == "UNMIK has 70 staff."
    assert best.text.startswith("How many staff does UNMIK have?\nUNMIK has 70 staff.")
    assert "https://example.org/brief" in best.html
    assert len(others) <= 4


async def test_nothing_typed_yet_offers_the_quick_facts(ana: User) -> None:
    assert [result.id for result in await ana.inline("")] == ["mandate", "seat", "dialogue", "staff", "budget"]


async def test_another_mission_offers_nothing_and_is_answered_all_the_same(ana: User) -> None:
    assert await ana.inline("head of UNIFIL") == []
    assert ana.inline_settings["button"]["text"] == "Ask me in a private chat"


async def test_answers_are_kept_for_one_person_and_not_long(ana: User) -> None:
    await ana.inline("budget")
    assert ana.inline_settings["is_personal"]
    assert int(ana.inline_settings["cache_time"]) <= 60
