"""Question sets are read strictly and judged by what an answer holds and cites."""

import json
from pathlib import Path

import pytest

from knowledge import load
from knowledge.evaluation import Question, Verdict, evaluate, load_questions
from knowledge.model import Language
from knowledge.outcomes import Answer, DidYouMean, NoAnswer, Outcome, Reason
from tests.knowledge.folders import write_factbase


class Says:
    """An answerer that says one thing to every question."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome

    def answer(self, question: str, *, language: Language | None = None) -> Outcome:
        return self.outcome


@pytest.fixture
def pilots(tmp_path: Path) -> Answer:
    return Answer("en", (load(write_factbase(tmp_path)).facts["pilots"],))


def verdict(outcome: Outcome, **labels: object) -> Verdict:
    question = Question.model_validate({"q": "?", "lang": "en", "kind": "direct", **labels})
    return evaluate(Says(outcome), [question]).judged[0].verdict


def test_an_answer_is_right_when_it_holds_the_strings_and_cites_the_paragraph(pilots: Answer) -> None:
    assert verdict(pilots, expect=["12", ["Pilots", "men"]], para=[2]) is Verdict.RIGHT


def test_an_answer_that_lacks_a_string_is_wrong(pilots: Answer) -> None:
    assert verdict(pilots, expect=["13"], para=[2]) is Verdict.WRONG


def test_digits_match_whole_numbers_only(pilots: Answer) -> None:
    assert verdict(pilots, expect=["1"], para=[2]) is Verdict.WRONG


def test_an_answer_that_cites_another_paragraph_is_wrong(pilots: Answer) -> None:
    assert verdict(pilots, expect=["12"], para=[1]) is Verdict.WRONG


def test_any_answer_to_a_question_to_be_refused_is_false(pilots: Answer) -> None:
    assert verdict(pilots, expect=None) is Verdict.FALSE


def test_suggestions_and_refusals_abstain() -> None:
    suggested, refused = DidYouMean("en", ()), NoAnswer("en", Reason.UNKNOWN)
    assert verdict(suggested, expect=["12"], para=[2]) is Verdict.SUGGESTED
    assert verdict(refused, expect=["12"], para=[2]) is Verdict.MISSED
    assert verdict(suggested, expect=None) is Verdict.REFUSED
    assert verdict(refused, expect=None) is Verdict.REFUSED


def test_shares_count_answerable_questions_and_all_questions(pilots: Answer) -> None:
    questions = [
        Question(q="a", lang="en", kind="direct", expect=("12",), para=(2,)),
        Question(q="b", lang="en", kind="direct", expect=("13",), para=(2,)),
        Question(q="c", lang="en", kind="far"),
        Question(q="d", lang="en", kind="far"),
    ]
    evaluation = evaluate(Says(pilots), questions)
    assert evaluation.total.right_share == 0.5
    assert evaluation.total.wrong_share == 0.75
    assert evaluation.total.coverage == 1.0
    assert evaluation.total.precision == 0.25
    assert {kind: tally.asked for kind, tally in evaluation.tally(lambda q: q.kind).items()} == {"direct": 2, "far": 2}
    assert [judged.question.q for judged in evaluation.failures] == ["b", "c", "d"]


def test_where_nothing_is_answered_nothing_is_wrong() -> None:
    total = evaluate(
        Says(NoAnswer("en", Reason.UNKNOWN)), [Question(q="a", lang="en", kind="direct", expect=("1",))]
    ).total
    assert (total.coverage, total.precision) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("question", "script"), [("Koliko ljudi?", "Latin"), ("Колико људи има UNMIK?", "Cyrillic"), ("70?", "Latin")]
)
def test_a_question_tells_its_script(question: str, script: str) -> None:
    assert Question(q=question, lang="sr", kind="direct").script == script


def test_a_broken_line_is_told_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    good = json.dumps({"q": "a", "lang": "en", "kind": "far", "expect": None, "para": None})
    path.write_text(f"{good}\n\n{{broken\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^set\.jsonl:3: must be a JSON object"):
        load_questions(path)
    path.write_text('{"q": "a", "lang": "en"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"^set\.jsonl:1: kind: Field required"):
        load_questions(path)
