"""Memory that is used for one question after another."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from knowledge.matching.index import Index


class Scratch:
    """Arrays that would cost too much to make for each question; all zeros between uses."""

    def __init__(self, index: Index) -> None:
        features = len(index.weights)
        self.values = np.zeros(features, np.float32)
        self.places = np.zeros(features, np.intp)
        self.scores = np.zeros(len(index.known), np.float32)
        self.words = np.zeros(len(index.words), np.float32)
        self.word_marks = np.zeros(len(index.words), np.bool_)


class Scratches:
    """Lends scratch memory to one question at a time, and makes more when several threads ask."""

    def __init__(self, index: Index) -> None:
        """Take the index that says how much is needed."""
        self._index = index
        self._idle: deque[Scratch] = deque()

    @contextmanager
    def lend(self) -> Iterator[Scratch]:
        """Lend memory, which must be given back all zeros; after an exception it is thrown away."""
        try:
            scratch = self._idle.pop()
        except IndexError:
            scratch = Scratch(self._index)
        yield scratch
        self._idle.append(scratch)
