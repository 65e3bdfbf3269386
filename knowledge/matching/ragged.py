"""Rows of different lengths in two flat arrays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Numbers = NDArray[np.signedinteger]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of small integers: row i is values[bounds[i]:bounds[i + 1]]."""

    bounds: Numbers
    values: NDArray[np.integer]

    @classmethod
    def of(cls, rows: Iterable[Sequence[int]]) -> "Ragged":
        """Build from rows of integers."""
        rows = list(rows)
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        return cls(bounds_of(lengths), np.fromiter(chain.from_iterable(rows), np.int32, int(lengths.sum())))

    @classmethod
    def joined(cls, *parts: "Ragged") -> "Ragged":
        """Build from parts of as many rows each: the first rows of all make the first row, and so on."""
        bounds = bounds_of(np.sum([part.lengths for part in parts], axis=0))
        values = np.empty(bounds[-1], np.int32)
        starts = bounds[:-1]
        for part in parts:
            values[np.arange(len(part.values)) + np.repeat(starts - part.bounds[:-1], part.lengths)] = part.values
            starts = starts + part.lengths
        return cls(bounds, values)

    @property
    def lengths(self) -> Numbers:
        """Return the lengths of the rows."""
        return np.diff(self.bounds)

    def narrowed(self) -> "Ragged":
        """Return the same rows in half the bytes, if their values are small enough."""
        narrow = np.uint16 if self.values.max(initial=0) < 1 << 16 else np.int32
        return Ragged(self.bounds.astype(np.int32), self.values.astype(narrow))

    def row(self, number: int) -> Ints:
        """Return one row."""
        return self.values[self.bounds[number] : self.bounds[number + 1]].astype(np.int32, copy=False)

    def rows(self, numbers: Numbers) -> tuple[Ints, Numbers]:
        """Return the chosen rows one after the other, and the length of each."""
        places, lengths = places_of(self.bounds, numbers)
        return self.values.take(places).astype(np.int32, copy=False), lengths

    def turned(self, columns: int) -> "Ragged":
        """Return, for each value below `columns`, the rows that hold it, each once, in ascending order."""
        rows = np.repeat(np.arange(len(self.bounds) - 1, dtype=np.int32), self.lengths)
        order = np.argsort(self.values, kind="stable")
        rows, values = rows[order], self.values[order]
        first = np.ones(len(rows), np.bool_)
        np.logical_or(rows[1:] != rows[:-1], values[1:] != values[:-1], out=first[1:])
        return Ragged(bounds_of(np.bincount(values[first], minlength=columns)), rows[first])


def bounds_of(lengths: Numbers) -> NDArray[np.int64]:
    """Return where rows of these lengths begin, and where the last one ends."""
    bounds = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return bounds


def places_of(bounds: Numbers, rows: Numbers) -> tuple[NDArray[np.int64], Numbers]:
    """Return where the values of the chosen rows stand, one row after the other, and the length of each row."""
    starts = bounds.take(rows)
    lengths = bounds.take(rows + 1) - starts
    ends = lengths.cumsum()
    places = np.arange(ends[-1] if len(ends) else 0)
    places += np.repeat(starts - ends + lengths, lengths)
    return places, lengths


def starts_of(lengths: Numbers) -> Numbers:
    """Return where rows of these lengths begin."""
    starts = np.zeros(len(lengths), np.intp)
    np.cumsum(lengths[:-1], out=starts[1:])
    return starts
