"""Numbers asked about must be those a fact holds, or the difference is named."""

from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import FactBase, load
from knowledge.numbers import NumberDiffers, Numbers
from knowledge.text import tokens
from tests.knowledge.folders import OPENING, PILOTS, SOURCE, TOPIC, write_factbase

MANNERS = """
language = "en"
function_words = ["the", "in", "of", "has"]
polar = ["does", "was"]
tags = ["right"]
"""

STAFF = PILOTS.replace('id = "pilots"', 'id = "pilots"\nperiod = { start = 2022-07-01, end = 2023-06-30 }').replace(
    'quote = "The harbour has 12 pilots"', 'quote = "The harbour has 12 pilots and 4 divers [H/12/3]"'
)


SESSIONS = """
[[facts]]
id = "sessions"
[[facts.citations]]
source = "charter"
paragraph = 3
quote = "at its 4111th session"
[facts.wordings.en]
answer = "The Board met at its 4111th session."
questions = ["At which session did the Board meet?"]
"""


@pytest.fixture
def factbase(tmp_path: Path) -> FactBase:
    folder = write_factbase(
        tmp_path,
        source=SOURCE + '[[paragraphs]]\nnumber = 3\ntext = "The Board met at its 4111th session."\n',
        facts=TOPIC + OPENING + STAFF + SESSIONS,
    )
    (folder / "manners").mkdir()
    (folder / "manners" / "en.toml").write_text(MANNERS, encoding="utf-8")
    return load(folder)


def difference(factbase: FactBase, question: str, fact: str) -> NumberDiffers | None:
    return Numbers(factbase).differs(tokens(question), factbase.facts[fact])


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("who opened it in order 77", "opening"),
        ("order 77 of 1931", "opening"),
        ("how many pilots in 2022/23", "pilots"),
        ("how many pilots in 22/23", "pilots"),
        ("what is h/12/3", "pilots"),
        ("how many pilots", "pilots"),
        ("how many pilots work under order 77", "pilots"),
        ("who opened it, says H/12/3", "opening"),
        ("any pilots 4 me", "pilots"),
    ],
)
def test_numbers_that_the_fact_holds_are_met(factbase: FactBase, question: str, fact: str) -> None:
    assert difference(factbase, question, fact) is None


@pytest.mark.parametrize(
    ("question", "asked", "known"),
    [
        pytest.param("who opened it in order 78", "78", "77", id="the number of an order"),
        pytest.param("was it opened by order 78", "78", "77", id="even in a yes-or-no question"),
        pytest.param("what is H/12/4", "H/12/4", "H/12/3", id="a symbol"),
    ],
)
def test_a_name_that_the_record_does_not_hold_is_told_from_its_nearest(
    factbase: FactBase, question: str, asked: str, known: str
) -> None:
    assert Numbers(factbase).misnamed(tokens(question)) == NumberDiffers(asked, known)


def test_among_very_many_names_the_one_a_slip_away_is_named_and_no_other(factbase: FactBase) -> None:
    opening = factbase.facts["opening"]
    wording = opening.wordings["en"]
    orders = {
        f"order-{number}": opening.model_copy(
            update={"wordings": {"en": wording.model_copy(update={"answer": f"Their order {number}."})}}
        )
        for number in range(5000, 6500)
    }
    numbers = Numbers(replace(factbase, facts=orders))
    assert numbers.misnamed(tokens("order 64991")) == NumberDiffers("64991", "6491")
    assert numbers.misnamed(tokens("order 99")) == NumberDiffers("99", "")


@pytest.mark.parametrize("question", ["order 77", "what is H/12/3", "78 pilots", "the pilots of 2019", ""])
def test_recorded_names_and_mere_quantities_are_not_misnamed(factbase: FactBase, question: str) -> None:
    assert Numbers(factbase).misnamed(tokens(question)) is None


@pytest.mark.parametrize(
    ("question", "fact", "asked", "known"),
    [
        pytest.param("how many pilots in 2019", "pilots", "2019", "2022–2023", id="a year of a dated figure"),
        pytest.param("does it have 12 pilots in 2019", "pilots", "2019", "2022–2023", id="a year, even in a claim"),
        pytest.param("who opened it in 1950", "opening", "1950", "1931", id="another year"),
        pytest.param("why are there 500 pilots", "pilots", "500", "", id="a quantity"),
        pytest.param("what was adopted at session 4112", "sessions", "4112", "4111", id="a number one slip away"),
    ],
)
def test_a_number_that_the_fact_lacks_is_named(
    factbase: FactBase, question: str, fact: str, asked: str, known: str
) -> None:
    assert difference(factbase, question, fact) == NumberDiffers(asked, known)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("does the harbour have 500 pilots", "pilots"),
        ("the harbour has 500 pilots, right?", "pilots"),
        ("was it opened in 1950", "opening"),
    ],
)
def test_a_claim_that_the_fact_corrects_is_not_a_difference(factbase: FactBase, question: str, fact: str) -> None:
    assert difference(factbase, question, fact) is None
