"""What the figures of a benchmark mean, on cases small enough to count by hand."""

import pytest

from benchmarks.metrics import Answered, Judged
from benchmarks.peers import Guess


def _judged(*judgements: tuple[int, float, int | None]) -> Judged:
    """Judge guesses given as fact, score and expected fact."""
    return Judged([Guess(fact, score) for fact, score, _ in judgements], [expected for _, _, expected in judgements])


def test_accuracy_counts_answerable_questions_only() -> None:
    assert _judged((1, 0.9, 1), (2, 0.9, 1), (1, 0.9, None)).accuracy == 0.5


def test_no_guess_counts_as_wrong_however_low_the_threshold() -> None:
    judged = Judged([None, Guess(0, 0.5)], [0, None])
    assert judged.accuracy == 0
    assert judged.answered(false_answers=1) == Answered(right=0, wrong=0)


def test_auroc_is_the_chance_that_a_right_guess_scores_above_a_foreign_question() -> None:
    judged = _judged((1, 0.9, 1), (1, 0.4, 1), (1, 0.5, None), (1, 0.3, None))
    assert judged.auroc == pytest.approx(3 / 4)


def test_auroc_counts_a_tie_as_one_half() -> None:
    assert _judged((1, 0.5, 1), (1, 0.5, None)).auroc == 0.5


def test_auroc_leaves_wrong_guesses_out() -> None:
    assert _judged((1, 0.9, 1), (2, 0.1, 1), (1, 0.5, None)).auroc == 1


def test_the_threshold_lets_no_more_foreign_questions_through_than_allowed() -> None:
    foreign = [(1, score / 100, None) for score in range(50)]
    answerable = [(1, 0.485, 1), (1, 0.475, 1), (2, 0.6, 1), (1, 0.1, 1)]
    judged = _judged(*foreign, *answerable)
    assert judged.answered(false_answers=0) == Answered(right=0, wrong=0.25)
    assert judged.answered(false_answers=0.02) == Answered(right=0.25, wrong=0.25)
    assert judged.answered(false_answers=0.04) == Answered(right=0.5, wrong=0.25)


def test_questions_that_share_a_score_are_answered_all_or_none() -> None:
    judged = _judged((1, 100, 1), (1, 100, 1), (1, 100, None), (1, 100, None), (1, 0, None))
    assert judged.answered(false_answers=0.34) == Answered(right=0, wrong=0)


def test_an_allowed_share_is_not_lost_to_rounding() -> None:
    foreign = [(1, float(score), None) for score in range(100)]
    judged = _judged(*foreign, (1, 70.5, 1))
    assert judged.answered(false_answers=0.29) == Answered(right=1, wrong=0)


def test_figures_that_need_foreign_questions_are_absent_without_them() -> None:
    judged = _judged((1, 0.9, 1))
    assert judged.accuracy == 1
    assert judged.auroc is None
    assert judged.answered(false_answers=0.02) is None


def test_accuracy_is_absent_where_nothing_is_answerable() -> None:
    assert _judged((1, 0.9, None)).accuracy is None
