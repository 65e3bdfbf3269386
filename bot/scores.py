"""The score of question sets, and what it looks like on the command line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.progress import counting
from knowledge import (
    Answer,
    Answerer,
    Confusion,
    DidYouMean,
    Evaluation,
    FactBase,
    NoAnswer,
    Outcome,
    Question,
    Surprises,
    Tally,
    Verdict,
    confusions,
    evaluate,
)

CAUTIONS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2)
"""The settings of caution that precision and coverage are told for, beside the one that is set."""

_CONFUSIONS_SHOWN = 12
_EXPECTED_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Score:
    """What came of question sets at the caution that is set, and how much at others."""

    run: Evaluation
    caution: float
    by_caution: Mapping[float, Tally]


def ask_at_cautions(answerer: Answerer, questions: Sequence[Question], *, caution: float) -> Score:
    """Ask every question at this caution and at the usual ones."""
    cautions = sorted({*CAUTIONS, caution})
    with counting(len(cautions) * len(questions), "asking") as counted:
        runs = {each: evaluate(answerer.with_caution(each), counted(questions)) for each in cautions}
    return Score(runs[caution], caution, {each: run.total for each, run in runs.items()})


def score_lines(score: Score, facts: FactBase) -> Iterator[str]:
    """Yield verdicts by language and kind, precision against coverage, what was confused, and every failure."""
    yield from _verdicts(score.run)
    for heading, lines in (
        ("precision against coverage", _cautions(score)),
        ("confusions", _confusions(confusions(score.run, facts))),
        ("failures", _failures(score.run)),
    ):
        told = list(lines)
        if told:
            yield from ("", f"{heading}:", *told)


def surprise_lines(surprises: Surprises) -> Iterator[str]:
    """Yield a line for each question that must be listed, and for each that must not be any more."""
    for judged in surprises.mistaken:
        yield f"answered {judged.verdict} and not a known failure: {judged.question.q}"
    for judged in surprises.passing:
        yield f"a known failure that is {judged.verdict} now, to be taken off the list: {judged.question.q}"


def _verdicts(evaluation: Evaluation) -> Iterator[str]:
    """Yield a table of verdicts over all, by language, by script where a language has two, and by kind."""
    columns = "".join(f"{verdict:>10}" for verdict in Verdict)
    yield f"{'':24}{'asked':>7}{columns}{'right %':>10}{'wrong %':>10}"
    yield _row("all", evaluation.total)
    for name, tally in evaluation.tally(lambda question: question.lang).items():
        yield _row(f"language {name}", tally)
        scripts = evaluation.tally(_script_of(name))
        if len(scripts.keys() - {""}) > 1:
            yield from (_row(f"  in {script}", scripts[script]) for script in scripts if script)
    for name, tally in evaluation.tally(lambda question: question.kind).items():
        yield _row(f"kind {name}", tally)


def _cautions(score: Score) -> Iterator[str]:
    """Yield a table of precision against coverage over settings of caution, with a mark at the one that is set."""
    yield f"{'caution':>10}{'answered':>10}{'right':>10}{'wrong':>10}{'false':>10}{'coverage':>10}{'precision':>11}"
    for setting, tally in score.by_caution.items():
        right, wrong, false = tally[Verdict.RIGHT], tally[Verdict.WRONG], tally[Verdict.FALSE]
        counts = "".join(f"{count:>10}" for count in (right + wrong + false, right, wrong, false))
        mark = "  <- set" if setting == score.caution else ""
        yield f"{setting:>10.1%}{counts}{tally.coverage:>10.1%}{tally.precision:>11.1%}{mark}"


def _confusions(found: Sequence[Confusion]) -> Iterator[str]:
    """Yield which facts came where others were expected, the worst first."""
    for confusion in found[:_CONFUSIONS_SHOWN]:
        expected = " or ".join(confusion.expected[:_EXPECTED_SHOWN]) or "none"
        counts = ((confusion.mistaken, "answered"), (confusion.near, "near"))
        told = ", ".join(f"{len(questions)} {how}" for questions, how in counts if questions)
        yield f"{confusion.given} for {expected}: {told}"
    if len(found) > _CONFUSIONS_SHOWN:
        yield f"and {len(found) - _CONFUSIONS_SHOWN} more"


def _failures(evaluation: Evaluation) -> Iterator[str]:
    """Yield every question that failed, with what came of it."""
    for judged in evaluation.failures:
        yield f"{judged.verdict}: {judged.question.q} [{_came_to(judged.outcome)}]"


def _script_of(language: str) -> Callable[[Question], str]:
    return lambda question: question.script if question.lang == language else ""


def _row(name: str, tally: Tally) -> str:
    counts = "".join(f"{tally[verdict]:>10}" for verdict in Verdict)
    return f"{name:24}{tally.asked:>7}{counts}{tally.right_share:>10.1%}{tally.wrong_share:>10.1%}"


def _came_to(outcome: Outcome) -> str:
    match outcome:
        case Answer(facts=facts):
            return ", ".join(fact.id for fact in facts)
        case DidYouMean(suggestions=suggestions):
            return "did you mean " + ", ".join(suggestion.fact.id for suggestion in suggestions)
        case NoAnswer(reason=reason):
            return reason.value
