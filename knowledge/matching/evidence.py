"""What speaks for a match and against it."""

from knowledge.matching.index import Index
from knowledge.matching.proposals import Evidence
from knowledge.matching.reading import Part, Reading

_SURE = 0.5
"""A word counts as met from this certainty of its correction."""


def weigh(index: Index, reading: Reading, question: int) -> Evidence:
    """Return the evidence for the target of a known question, which is the nearest of the target's."""
    target = set(
        index.stem_of[index.questions.rows(index.questions_of.row(int(index.target_of[question])))[0]].tolist()
    )
    met = [part.word for part in reading.parts if _is_met(part, target)]
    missed = [part.word for part in reading.parts if not _is_met(part, target)]
    asked = {stem for part in reading.parts for stem, sure in part.stems.items() if sure >= _SURE}
    words = dict.fromkeys(index.questions.row(question).tolist())
    weights = {word: float(index.weights[index.stem_of[word]]) for word in words}
    lacking = [word for word in words if int(index.stem_of[word]) not in asked]
    lacked = sum(weights[word] for word in lacking)
    return Evidence(
        met=tuple(met),
        missed=tuple(missed),
        query_met=_share(sum(word.weight for word in met), sum(word.weight for word in missed)),
        question_met=_share(sum(weights.values()) - lacked, lacked),
        question_missed=tuple(index.words[word] for word in lacking),
    )


def _is_met(part: Part, stems: set[int]) -> bool:
    if len(part.spelled) > 1:
        return bool(part.stems) and part.stems.keys() <= stems
    return any(stem in stems for stem, sure in part.stems.items() if sure >= _SURE)


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part else 0.0
