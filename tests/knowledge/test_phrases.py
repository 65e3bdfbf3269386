"""A pattern stands for all its phrases."""

import pytest

from knowledge.model import Manners
from knowledge.phrases import expand


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("hello", ["hello"]),
        ("(hi|hello) there", ["hi there", "hello there"]),
        ("thanks [a lot|so much]", ["thanks", "thanks a lot", "thanks so much"]),
        ("[so] tell me [please]", ["tell me", "tell me please", "so tell me", "so tell me please"]),
        ("[oh]", ["oh"]),
    ],
)
def test_choices_are_written_out(pattern: str, phrases: list[str]) -> None:
    assert list(expand(pattern)) == phrases


@pytest.mark.parametrize("pattern", ["thanks [a lot", "hi) there", "a [b (c|d)]"])
def test_brackets_must_pair_and_not_nest(pattern: str) -> None:
    with pytest.raises(ValueError, match="brackets must pair"):
        list(expand(pattern))


def test_a_pattern_must_not_stand_for_too_many_phrases() -> None:
    with pytest.raises(ValueError, match="5000"):
        list(expand("(a|b|c|d|e|f|g|h|i|j)" * 4))


def test_manners_hold_phrases_written_out() -> None:
    assert Manners(language="en", thanks=("thanks [a lot]", "thanks")).thanks == ("thanks", "thanks a lot")
