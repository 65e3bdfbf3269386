"""The language of a question is told by its words, and only where they leave it open by anything else."""

from pathlib import Path

import pytest

from knowledge import Answerer, load
from knowledge.matching import RidgeMatcher
from knowledge.spoken import SpokenLanguage

FACTBASE = load(Path(__file__).parent.parent / "factbase")
SPOKEN = SpokenLanguage(FACTBASE, RidgeMatcher(FACTBASE.known_questions()).asked)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("where can i buy a car", "en"),
        ("ku mund të blej një makinë", "sq"),
        ("gde mogu da kupim kola", "sr"),
        ("kush e ka numrin e telefonit how", "sq"),
    ],
)
def test_most_words_tell_the_language(words: str, language: str) -> None:
    for matched in ("en", "sq", "sr"):
        assert SPOKEN.tell(words.split(), matched=matched, wished="en") == language


def test_words_that_no_language_has_leave_it_to_the_nearest_question() -> None:
    assert SPOKEN.tell(["qwxz"], matched="sr", wished="en") == "sr"


def test_words_of_every_language_leave_it_to_the_nearest_question_and_then_to_the_wish() -> None:
    assert SPOKEN.tell(["unmik"], matched="sq", wished="en") == "sq"
    assert SPOKEN.tell(["e", "li"], matched="en", wished="sr") == "sr"


@pytest.mark.parametrize(
    ("question", "language"), [("Tell me a recipe with potatoes", "en"), ("Sa vjet ka presidenti i Francës?", "sq")]
)
def test_a_refusal_speaks_the_language_of_the_question(question: str, language: str) -> None:
    answerer = Answerer(FACTBASE)
    assert {answerer.answer(question, language=app).language for app in ("en", "sq", "sr")} == {language}
