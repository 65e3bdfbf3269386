"""A run is held against the failures that are known."""

from pathlib import Path

from knowledge import Answer, NoAnswer, Question, Reason, load, load_known_failures, surprises
from knowledge.evaluation import Evaluation, Judged, judge
from tests.knowledge.folders import write_factbase


def test_a_list_has_a_question_a_line_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "known.txt"
    path.write_text("# why\nWho? \n\n  How many?\n", encoding="utf-8")
    assert load_known_failures(path) == {"Who?", "How many?"}


def test_a_listed_one_that_passes_and_an_unlisted_mistake_are_surprises(tmp_path: Path) -> None:
    pilots = Answer("en", (load(write_factbase(tmp_path)).facts["pilots"],))
    refused = NoAnswer("en", Reason.UNKNOWN)

    def judged(q: str, expect: str | None, outcome: Answer | NoAnswer) -> Judged:
        question = Question(q=q, lang="en", kind="direct", expect=(expect,) if expect else None)
        return Judged(question, outcome, judge(question, outcome))

    passes, rightly_refused = judged("listed right", "12", pilots), judged("listed refused", None, refused)
    wrong, false = judged("wrong", "13", pilots), judged("false", None, pilots)
    expected = [
        judged("listed wrong", "13", pilots),
        judged("listed missed", "12", refused),
        judged("missed", "12", refused),
        judged("right", "12", pilots),
    ]
    run = Evaluation((passes, rightly_refused, wrong, false, *expected))
    listed = {"listed right", "listed refused", "listed wrong", "listed missed", "not asked"}
    found = surprises(run, listed)
    assert found.passing == (passes, rightly_refused)
    assert found.mistaken == (wrong, false)
