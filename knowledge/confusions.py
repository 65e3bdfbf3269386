"""Which facts are taken for one another, as a question set shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.evaluation import Evaluation, Judged, Question, Verdict, judge
from knowledge.factbase import FactBase
from knowledge.model import Id
from knowledge.outcomes import Answer, DidYouMean, NoAnswer


@dataclass(frozen=True, slots=True)
class Confusion:
    """A fact or gap that came where others were expected."""

    given: Id
    expected: tuple[Id, ...]
    """The facts that answer right; none where the question was to be refused."""
    mistaken: tuple[Question, ...]
    """Questions that were answered with it."""
    near: tuple[Question, ...]
    """Questions that were not answered, for which it was the nearest."""


def confusions(evaluation: Evaluation, facts: FactBase) -> list[Confusion]:
    """Return what was confused, the most mistaken answers first, then the most questions."""
    found: dict[tuple[Id, tuple[Id, ...]], list[Judged]] = {}
    for judged in evaluation.failures:
        expected = tuple(_expected(judged, facts))
        given = _given(judged, expected)
        if given is not None:
            found.setdefault((given, expected), []).append(judged)
    each = [
        Confusion(
            given,
            expected,
            mistaken=tuple(judged.question for judged in alike if judged.is_mistaken),
            near=tuple(judged.question for judged in alike if not judged.is_mistaken),
        )
        for (given, expected), alike in found.items()
    ]
    return sorted(each, key=lambda confusion: (-len(confusion.mistaken), -len(confusion.near), confusion.given))


def _expected(judged: Judged, facts: FactBase) -> Iterator[Id]:
    """Yield the facts that alone would have been right."""
    if judged.question.expect is None:
        return
    for fact in facts.facts.values():
        if judge(judged.question, Answer(judged.outcome.language, (fact,))) is Verdict.RIGHT:
            yield fact.id


def _given(judged: Judged, expected: tuple[Id, ...]) -> Id | None:
    """Return the fact or gap that came first, unless it is one of the expected, or None."""
    match judged.outcome:
        case Answer(facts=facts):
            return next((fact.id for fact in facts if fact.id not in expected), None)
        case DidYouMean(suggestions=(first, *_)) if first.fact.id not in expected:
            return first.fact.id
        case NoAnswer(gap=gap) if gap is not None:
            return gap.id
    return None
