"""A pattern stands for all its phrases."""

from itertools import product

import pytest

from knowledge.model import Manners
from knowledge.outcomes import Reason
from knowledge.phrases import choices
from knowledge.small_talk import SmallTalk


def written_out(pattern: str) -> list[str]:
    return [" ".join(" ".join(chosen).split()) for chosen in product(*choices(pattern))]


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("hello", ["hello"]),
        ("(hi|hello) there", ["hi there", "hello there"]),
        ("thanks [a lot|so much]", ["thanks", "thanks a lot", "thanks so much"]),
        ("[so] tell me [please]", ["tell me", "tell me please", "so tell me", "so tell me please"]),
        ("thank(s| you) all", ["thanks all", "thank you all"]),
        ("(a|b)(c|d)[e] f", ["ac f", "ace f", "ad f", "ade f", "bc f", "bce f", "bd f", "bde f"]),
        ("[oh]", ["", "oh"]),
    ],
)
def test_choices_are_written_out(pattern: str, phrases: list[str]) -> None:
    assert written_out(pattern) == phrases


@pytest.mark.parametrize("pattern", ["thanks [a lot", "hi) there", "a [b (c|d)]"])
def test_brackets_must_pair_and_not_nest(pattern: str) -> None:
    with pytest.raises(ValueError, match="brackets must pair"):
        choices(pattern)


@pytest.mark.parametrize("pattern", ["(a|b|c|d|e|f|g|h|i|j)" * 4, "(a|b|c|d|e|f|g|h|i|j) " * 4])
def test_a_pattern_must_not_stand_for_too_many_phrases(pattern: str) -> None:
    with pytest.raises(ValueError, match="5000"):
        choices(pattern)


def test_manners_must_be_patterns() -> None:
    assert Manners(language="en", thanks=("thanks [a lot]",)).thanks == ("thanks [a lot]",)
    with pytest.raises(ValueError, match="brackets must pair"):
        Manners(language="en", thanks=("thanks", "thanks [a lot"))


def test_small_talk_knows_every_phrase_of_a_pattern() -> None:
    small_talk = SmallTalk([Manners(language="en", thanks=("thanks [a lot]",))])
    assert small_talk.recognise(["thanks"]) == small_talk.recognise(["thanks", "a", "lot"]) == (Reason.THANKS, "en")
