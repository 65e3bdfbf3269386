"""What words are compared by: their meanings, which are stems and concepts, and runs of one to three letters."""

from math import log, sqrt
from operator import add

import numpy as np
from numpy.typing import NDArray

MEANING_SHARE = 0.8 / 1.8
"""How much of the similarity the meanings make up."""
LETTER_SHARE = 1 - MEANING_SHARE
"""How much of it the runs of letters do."""
_CONCEPT = 1.4
"""How much a concept tells, where a stem as rare tells 1."""
_FLATTENED = 0.75


def runs(word: str) -> list[str]:
    """Return all runs of one to three letters in a word between blanks."""
    spaced = f" {word} "
    pairs = list(map(add, spaced, spaced[1:]))
    return [*spaced, *pairs, *map(add, pairs, spaced[2:])]


def stem_weight(questions: int, holding: float) -> float:
    """Return how much a stem tells that `holding` of so many known questions hold."""
    return float(max(0.05, log((questions + 1) / (holding + 0.5))) ** _FLATTENED)


def concept_weight(questions: int, holding: float) -> float:
    """Return how much a concept tells of which `holding` of so many known questions hold a word."""
    return _CONCEPT * stem_weight(questions, holding)


def run_weight(questions: int, holding: float) -> float:
    """Return how much a run of letters tells that `holding` of so many known questions hold."""
    return sqrt(log((questions + 1) / (holding + 1)) + 1)


_DAMPED: NDArray[np.float32] = np.concatenate([[0.0, 1.0], 1 + np.log(np.arange(2, 256))]).astype(np.float32)


def damped(counts: NDArray[np.integer]) -> NDArray[np.float32]:
    """Return what features count for that occur so many times: less than as many times as much."""
    return _DAMPED.take(counts, mode="clip")
