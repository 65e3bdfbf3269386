"""What speaks for a match and against it."""

from knowledge.matching.index import Index
from knowledge.matching.proposals import Evidence, Word
from knowledge.matching.reading import Part, Reading

_SURE = 0.5
"""A word counts as met from this certainty of its correction."""


def weigh(index: Index, reading: Reading, question: int) -> Evidence:
    """Return the evidence for the target of a known question, which is the nearest of the target's."""
    target = set(
        index.stem_of[index.questions.rows(index.questions_of.row(int(index.target_of[question])))[0]].tolist()
    )
    met: list[Word] = []
    missed: list[Word] = []
    for part in reading.parts:
        (met if _is_met(part, target) else missed).append(part.word)
    return Evidence(
        met=tuple(met),
        missed=tuple(missed),
        query_met=_share(sum(word.weight for word in met), sum(word.weight for word in missed)),
    )


def _is_met(part: Part, stems: set[int]) -> bool:
    if len(part.spelled) > 1:
        return bool(part.stems) and part.stems.keys() <= stems
    return any(stem in stems for stem, sure in part.stems.items() if sure >= _SURE)


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part else 0.0
