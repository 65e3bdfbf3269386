"""Choices of language are kept for each person, whatever keeps them."""

import pytest

from bot.storage import Choices, RememberedChoices

ANA, BEN, EVA = 1, 2, 3


@pytest.fixture(params=[RememberedChoices])
def choices(request: pytest.FixtureRequest) -> Choices:
    made: Choices = request.param()
    return made


async def test_nobody_has_chosen_at_first(choices: Choices) -> None:
    assert await choices.get(ANA) is None


async def test_each_person_has_their_own_choice(choices: Choices) -> None:
    await choices.set(ANA, "sq")
    await choices.set(BEN, "sr-Cyrl")
    assert (await choices.get(ANA), await choices.get(BEN)) == ("sq", "sr-Cyrl")


async def test_the_last_choice_counts_and_can_be_taken_back(choices: Choices) -> None:
    await choices.set(ANA, "sq")
    await choices.set(ANA, "en")
    assert await choices.get(ANA) == "en"
    await choices.set(ANA, None)
    await choices.set(ANA, None)
    assert await choices.get(ANA) is None


async def test_memory_is_bounded_and_forgets_whoever_was_not_heard_of_longest() -> None:
    choices = RememberedChoices(limit=2)
    await choices.set(ANA, "sq")
    await choices.set(BEN, "sr")
    await choices.get(ANA)
    await choices.set(EVA, "en")
    assert [await choices.get(person) for person in (ANA, BEN, EVA)] == ["sq", None, "en"]
