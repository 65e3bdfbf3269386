"""Wrong answers and near misses tell which facts are taken for one another."""

from pathlib import Path

import pytest

from knowledge import Answer, DidYouMean, FactBase, NoAnswer, Outcome, Question, Reason, Suggestion, confusions, load
from knowledge.evaluation import Evaluation, Judged, judge
from tests.knowledge.folders import write_factbase


@pytest.fixture
def facts(tmp_path: Path) -> FactBase:
    return load(write_factbase(tmp_path))


def run(*asked: tuple[Question, Outcome]) -> Evaluation:
    return Evaluation(tuple(Judged(question, outcome, judge(question, outcome)) for question, outcome in asked))


PILOTS = Question(q="pilots?", lang="en", kind="direct", expect=("12",), para=(2,))
FOREIGN = Question(q="tugs?", lang="en", kind="near_miss")


def test_a_wrong_answer_names_what_was_given_and_what_was_expected(facts: FactBase) -> None:
    (confusion,) = confusions(run((PILOTS, Answer("en", (facts.facts["opening"],)))), facts)
    assert (confusion.given, confusion.expected) == ("opening", ("pilots",))
    assert (confusion.mistaken, confusion.near) == ((PILOTS,), ())


def test_a_false_answer_expected_nothing(facts: FactBase) -> None:
    (confusion,) = confusions(run((FOREIGN, Answer("en", (facts.facts["pilots"],)))), facts)
    assert (confusion.given, confusion.expected, confusion.mistaken) == ("pilots", (), (FOREIGN,))


def test_a_suggestion_of_another_fact_and_a_gap_are_near_misses(facts: FactBase) -> None:
    other = DidYouMean("en", (Suggestion(facts.facts["opening"], "?"), Suggestion(facts.facts["pilots"], "?")))
    gap = NoAnswer("en", Reason.GAP, gap=facts.gaps["captain"])
    found = confusions(run((PILOTS, other), (PILOTS, gap)), facts)
    assert [(each.given, each.expected, each.mistaken, each.near) for each in found] == [
        ("captain", ("pilots",), (), (PILOTS,)),
        ("opening", ("pilots",), (), (PILOTS,)),
    ]


def test_what_is_right_or_was_suggested_first_is_no_confusion(facts: FactBase) -> None:
    right = Answer("en", (facts.facts["pilots"],))
    first = DidYouMean("en", (Suggestion(facts.facts["pilots"], "?"),))
    none = NoAnswer("en", Reason.UNKNOWN)
    assert confusions(run((PILOTS, right), (PILOTS, first), (PILOTS, none), (FOREIGN, none)), facts) == []


def test_mistaken_answers_come_before_near_misses_and_many_before_few(facts: FactBase) -> None:
    opening, pilots = (Suggestion(facts.facts[fact], "?") for fact in ("opening", "pilots"))
    founder = Question(q="founder?", lang="en", kind="direct", expect=("order 77",), para=(1,))
    found = confusions(
        run(
            (founder, DidYouMean("en", (pilots,))),
            (PILOTS, DidYouMean("en", (opening,))),
            (PILOTS, DidYouMean("en", (opening,))),
            (FOREIGN, Answer("en", (facts.facts["pilots"],))),
        ),
        facts,
    )
    assert [(each.given, len(each.mistaken), len(each.near)) for each in found] == [
        ("pilots", 1, 0),
        ("opening", 0, 2),
        ("pilots", 0, 1),
    ]
