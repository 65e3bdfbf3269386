"""The language to speak is the most wished one that is spoken."""

import pytest

from bot.languages import Languages, best_of

SPOKEN = Languages(("en", "sq", "sr", "sr-Cyrl"))


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        (("sq",), "sq"),
        ((None, "sr"), "sr"),
        (("de", "sq"), "sq"),
        (("sr-Latn-RS",), "sr"),
        (("sr-cyrl-RS",), "sr-Cyrl"),
        (("sq-XK",), "sq"),
        (("sq-Cyrl",), "sq"),
        (("EN-us",), "en"),
        (("de", None), "en"),
        ((), "en"),
    ],
)
def test_the_first_wish_that_is_spoken_is_granted(wished: tuple[str | None, ...], spoken: str) -> None:
    assert SPOKEN.first_of(*wished) == spoken


def test_the_default_language_must_be_spoken() -> None:
    with pytest.raises(ValueError, match="default"):
        Languages(("sq",))


def test_what_is_missing_in_a_language_is_said_in_english_or_else_in_any() -> None:
    assert best_of({"en": "yes", "sq": "po"}, "sq") == ("po", "sq")
    assert best_of({"sq": "po", "en": "yes"}, "sr") == ("yes", "en")
    assert best_of({"sq": "po"}, "sr") == ("po", "sq")


@pytest.mark.parametrize(
    ("question", "language", "wished", "tag"),
    [
        ("Koliko ljudi radi u UNMIK-u?", "sr", ("en",), "sr"),
        ("Колико људи ради у УНМИК-у?", "sr", ("en",), "sr-Cyrl"),
        ("Колико људи ради у UNMIK-у?", "sr", ("sr",), "sr-Cyrl"),
        ("Колико људи?", "en", ("en",), "sr-Cyrl"),
        ("Koliko ljudi?", "sr", ("sr-Cyrl", "en"), "sr-Cyrl"),
        ("Koliko ljudi?", "sr", (None, "sr-Cyrl-RS"), "sr-Cyrl"),
        ("1244", "sr", ("sr-Cyrl", "sr"), "sr-Cyrl"),
        ("1244", "sr", ("sr", "sr-Cyrl"), "sr"),
        ("What is УНМИК in English words?", "en", ("sr-Cyrl",), "en"),
        ("Sa veta?", "sq", ("sr-Cyrl", "en"), "sq"),
        ("Wie viele?", "de", ("sq", "en"), "sq"),
    ],
)
def test_an_answer_is_in_the_language_and_script_of_its_question(
    question: str, language: str, wished: tuple[str | None, ...], tag: str
) -> None:
    assert SPOKEN.of_answer(question, language, *wished) == tag


def test_cyrillic_letters_tell_the_language_that_is_spoken_in_cyrillic() -> None:
    assert SPOKEN.told_by_script("УНМИК") == "sr"
    assert SPOKEN.told_by_script("UNMIK") is None
    assert SPOKEN.told_by_script("1244") is None
    assert Languages(("en", "sq")).told_by_script("УНМИК") is None
