"""What the answerer decides by its own bars: how near the share of false answers comes to the caution it is set to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.factbases import factbase_of, number_of
from benchmarks.progress import steps
from benchmarks.sets import Asked, QuestionSet
from knowledge import Answer, Answerer, DidYouMean, Outcome

CAUTIONS = (0.02, 0.05)


@dataclass(frozen=True, slots=True)
class Decisions:
    """What became of the questions of one variant of one set at one caution, as shares 0..1."""

    set: str
    variant: str
    caution: float
    right: float
    """Answerable questions answered with their fact."""
    offered: float
    """Answerable questions whose fact stands among the suggestions."""
    wrong: float
    """Answerable questions answered with another fact."""
    false: float
    """Foreign questions answered."""


def decide(sets: Sequence[QuestionSet]) -> list[Decisions]:
    """Ask the answerer every question of every set at each caution."""
    decisions = []
    with steps(sum(len(each.asked) for each in sets) * len(CAUTIONS)) as progress:
        for each in sets:
            factbase = factbase_of(each.phrasings)
            for caution in CAUTIONS:
                progress.begin(f"{each.name}: caution {caution:.0%}")
                answerer = Answerer(factbase, caution=caution)
                for variant, asked in each.asked.items():
                    decisions.append(_decisions(answerer, asked, each.name, variant, caution))
                    progress.done()
    return decisions


def _decisions(answerer: Answerer, asked: Sequence[Asked], name: str, variant: str, caution: float) -> Decisions:
    counts = Counter(_verdict(answerer.answer(question.text), question.fact) for question in asked)
    foreign = sum(question.fact is None for question in asked)
    answerable = len(asked) - foreign
    return Decisions(
        set=name,
        variant=variant,
        caution=caution,
        right=counts["right"] / max(1, answerable),
        offered=counts["offered"] / max(1, answerable),
        wrong=counts["wrong"] / max(1, answerable),
        false=counts["false"] / max(1, foreign),
    )


def _verdict(outcome: Outcome, expected: int | None) -> str:
    if isinstance(outcome, Answer):
        if expected is None:
            return "false"
        return "right" if expected in map(number_of, outcome.facts) else "wrong"
    if isinstance(outcome, DidYouMean) and expected in [number_of(each.fact) for each in outcome.suggestions]:
        return "offered"
    return "none"
