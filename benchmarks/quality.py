"""How well each peer finds the right fact and refuses, on sets of labelled questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from time import perf_counter

from benchmarks.metrics import Judged
from benchmarks.peers import Peer
from benchmarks.progress import steps
from benchmarks.sets import Asked, QuestionSet

DEFAULT_PEERS = (
    "ours", "token-set", "ratio", "wratio", "bm25", "tfidf", "linear", "minilm", "minilm-linear",
)  # fmt: skip

_TIMED = 200
"""Questions that are asked one at a time for the time that one takes."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one peer reaches on one variant of one set; a figure that the set cannot give is None."""

    accuracy: float | None
    auroc: float | None
    right_at_2: float | None
    """Answerable questions answered rightly at no more than 2 % false answers, 0..1."""
    right_at_5: float | None
    wrong_at_2: float | None
    """Answerable questions answered wrongly at the same threshold, 0..1."""
    wrong_at_5: float | None
    milliseconds: float
    """Median time of one question asked alone."""


FIGURES = tuple(Figures.__dataclass_fields__)
"""The names of the figures, in the order of the tables."""


@dataclass(frozen=True, slots=True)
class Result:
    """A peer's figures on a variant of a set."""

    peer: str
    set: str
    variant: str
    figures: Figures


def run(sets: Sequence[QuestionSet], peers: Mapping[str, type[Peer]]) -> list[Result]:
    """Ask every peer every question of every variant of every set."""
    results = []
    with steps(sum(len(each.asked) for each in sets) * len(peers)) as progress:
        for each in sets:
            for name, peer in peers.items():
                progress.begin(f"{each.name}: {name}")
                built = peer(peer.prepared(each.phrasings))
                for variant, asked in each.asked.items():
                    results.append(Result(name, each.name, variant, _figures(built, asked)))
                    progress.done()
    return results


def averaged(results: Iterable[Result], *, peer: str, variant: str) -> dict[str, float | None]:
    """Return the mean over sets of each figure by its name, every set counting alike; None where no set gives it."""
    of_sets = [result.figures for result in results if result.peer == peer and result.variant == variant]
    means = {}
    for name in FIGURES:
        values = [value for figures in of_sets if (value := getattr(figures, name)) is not None]
        means[name] = fmean(values) if values else None
    return means


def _figures(peer: Peer, asked: Sequence[Asked]) -> Figures:
    judged = Judged(peer.ask_all([question.text for question in asked]), [question.fact for question in asked])
    at_2, at_5 = judged.answered(false_answers=0.02), judged.answered(false_answers=0.05)
    return Figures(
        accuracy=judged.accuracy,
        auroc=judged.auroc,
        right_at_2=at_2.right if at_2 else None,
        right_at_5=at_5.right if at_5 else None,
        wrong_at_2=at_2.wrong if at_2 else None,
        wrong_at_5=at_5.wrong if at_5 else None,
        milliseconds=_time_of_one(peer, asked),
    )


def _time_of_one(peer: Peer, asked: Sequence[Asked]) -> float:
    """Return the median milliseconds of a question asked alone, over some spread evenly."""
    took = []
    for question in asked[:: max(1, len(asked) // _TIMED)]:
        start = perf_counter()
        peer.ask(question.text)
        took.append((perf_counter() - start) * 1000)
    return median(took)
