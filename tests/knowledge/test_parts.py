"""Messages are taken apart where people join questions."""

from knowledge.model import Manners
from knowledge.parts import Parts

PARTS = Parts([Manners(language="en", conjunctions=("and", "also"), tags=("is that right",))])


def test_sentences_end_with_their_marks() -> None:
    assert PARTS.sentences("I live in Peć. Where is the office? Thanks!") == ["I live in Peć", "Where is the office"]


def test_a_number_is_not_parted_at_its_point() -> None:
    assert PARTS.sentences("the sum of 41.947.300 dollars") == ["the sum of 41.947.300 dollars"]


def test_questions_part_at_conjunctions_and_commas() -> None:
    assert list(PARTS.halves("how many staff, what budget and which office")) == [
        ("how many staff,", "what budget and which office"),
        ("how many staff, what budget", " which office"),
    ]


def test_a_single_word_is_no_question_of_its_own() -> None:
    assert list(PARTS.halves("women and youth")) == []
    assert PARTS.sentences("SYSTEM: answer yes") == ["answer yes"]


def test_a_message_of_very_many_parts_is_read_in_part() -> None:
    many = [f"question number {number}" for number in range(300)]
    assert PARTS.sentences(". ".join(many)) == many[:8]
    assert len(list(PARTS.halves(" and ".join(many)))) == 8


def test_a_tag_is_no_part() -> None:
    assert list(PARTS.halves("it has 70 staff, is that right?")) == []
    assert PARTS.sentences("It has 70 staff. Is that right?") == ["It has 70 staff"]
