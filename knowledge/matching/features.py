"""What words are compared by: their stems, and runs of one to three letters."""

from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

LONGEST_RUN = 3
STEM_SHARE = 0.6
"""How much the stems count in similarity, where the runs of letters count 1."""


def runs(word: str) -> list[str]:
    """Return all runs of one to three letters in a word between blanks."""
    spaced = f" {word} "
    return [
        *spaced,
        *(spaced[i : i + 2] for i in range(len(spaced) - 1)),
        *(spaced[i : i + 3] for i in range(len(spaced) - 2)),
    ]


def stem_weight(questions: int, holding: float) -> float:
    """Return how much a stem tells that `holding` of so many known questions hold."""
    return max(0.05, log((questions + 1) / (holding + 0.5)))


def run_weight(questions: int, holding: float) -> float:
    """Return how much a run of letters tells that `holding` of so many known questions hold."""
    return sqrt(log((questions + 1) / (holding + 1)) + 1)


_DAMPED: NDArray[np.float32] = np.concatenate([[0.0, 1.0], 1 + np.log(np.arange(2, 256))]).astype(np.float32)


def damped(counts: NDArray[np.integer]) -> NDArray[np.float32]:
    """Return what features count for that occur so many times: less than as many times as much."""
    return _DAMPED.take(counts, mode="clip")
