"""The language to speak is the most wished one that is spoken."""

import pytest

from bot.languages import Languages, best_of

SPOKEN = Languages(("en", "sq", "sr"))


@pytest.mark.parametrize(
    ("wished", "spoken"),
    [
        (("sq",), "sq"),
        ((None, "sr"), "sr"),
        (("de", "sq"), "sq"),
        (("sr-Latn-RS",), "sr"),
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
