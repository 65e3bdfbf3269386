"""The bar is the lowest at which no more than the allowed share of foreign questions would be answered."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Answer, Answerer, load
from knowledge.calibration import Calibration

FACTBASE = Path(__file__).parent.parent / "factbase"
ASKED = "How many people work there for UNMIK now?"
FIVE_OF_TEN = Calibration(10, (50.0, 40.0, 30.0, 20.0, 10.0))


@pytest.mark.parametrize(
    ("caution", "answered"), [(0.0, 0), (0.09, 0), (0.1, 1), (0.25, 2), (0.4, 4), (0.5, 5), (1, 5)]
)
def test_a_bar_lets_the_allowed_share_pass(caution: float, answered: int) -> None:
    bar = FIVE_OF_TEN.bar(caution)
    assert sum(confidence >= bar for confidence in FIVE_OF_TEN.mistaken) == answered


def test_a_base_that_mistakes_nothing_needs_no_bar() -> None:
    assert Calibration(10, ()).bar(0.0) == 0.0


@given(
    st.lists(st.floats(0, 100), max_size=30).map(lambda found: Calibration(40, tuple(sorted(found, reverse=True)))),
    st.floats(0, 1),
)
def test_no_bar_lets_more_pass_than_allowed(calibration: Calibration, caution: float) -> None:
    bar = calibration.bar(caution)
    assert sum(confidence >= bar for confidence in calibration.mistaken) <= 40 * caution


def test_a_known_calibration_sets_the_bar() -> None:
    factbase = load(FACTBASE)
    first = Answerer(factbase)
    assert Answerer(factbase, calibration=first.calibration).calibration is first.calibration
    strict = Answerer(factbase, calibration=Calibration(10, (100.0,) * 10))
    assert isinstance(first.answer(ASKED), Answer)
    assert not isinstance(strict.answer(ASKED), Answer)
