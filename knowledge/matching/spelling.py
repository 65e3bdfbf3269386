"""Which known words a misspelt word may have been meant to be.

A noisy channel: the probability that a known word was meant falls with the cost of the slips that lead to what was
typed, and grows with how often the word is used; against it stands the chance that the word is simply not known.
"""

from array import array
from collections.abc import Sequence
from itertools import combinations
from math import exp

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.matching.ragged import Ragged
from knowledge.matching.remembering import remembered

_PREFIX = 7
_KEPT = 6
_SHARPNESS = 4.5
_USE = 0.6
_UNKNOWN = 0.55
_LETTERS_PER_SLIP = 2.2
_LONGEST = 40

_SWAPPED, _NEIGHBOUR, _REPLACED, _DROPPED, _DOUBLED, _SLIPPED_IN, _ADDED = 0.55, 0.8, 1.2, 0.9, 0.7, 0.95, 1.1
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> frozenset[tuple[str, str]]:
    places = {key: (row, column + row / 2) for row, keys in enumerate(_KEYBOARD) for column, key in enumerate(keys)}
    return frozenset(
        (one, other)
        for one, (row, column) in places.items()
        for other, (other_row, other_column) in places.items()
        if one != other and abs(row - other_row) <= 1 and abs(column - other_column) <= 1
    )


_NEIGHBOURS = _neighbours()

_WAYS = [way for letters in range(3) for way in combinations(range(_PREFIX), letters)]
"""The ways to delete letters from the beginning of a word, each the places of those that go."""
_DELETED = np.array([len(way) for way in _WAYS])
_LAST = np.array([max(way, default=-1) for way in _WAYS])
_BASE = 0x9E3779B97F4A7C15
_WEIGHTS = np.array(
    [
        [0 if place in way else pow(_BASE, place - sum(gone < place for gone in way) + 1, 1 << 64) for way in _WAYS]
        for place in range(_PREFIX)
    ],
    np.uint64,
)
"""What each letter counts for in the hash of what each way leaves: a polynomial in the places that letters have then,
so that words that are left the same have the same hash."""


def slips(word: str) -> int:
    """Return how many slips are believed of a word of this length."""
    return 0 if len(word) < 2 else 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


class Speller:
    """Finds known words near to unknown ones by what is left of both when letters are deleted, in sub-linear time."""

    def __init__(self, words: Sequence[str], uses: Sequence[int]) -> None:
        """Take the known words and how often each is used."""
        self._words = words
        # Flat arrays: a list of numbers takes five times the memory.
        self._uses = array("d", (count**_USE for count in uses))
        numbers = np.array([number for number, word in enumerate(words) if _is_corrected(word)], np.uint64)
        left, are_left = _deletions([words[number] for number in numbers.tolist()])
        self._shift = np.uint64(max(1, len(words)).bit_length())
        # With the word in the lower bits of what was left of it, one sort does for both.
        both = (left >> self._shift << self._shift | numbers[:, np.newaxis])[are_left]
        both.sort()
        both = both[_are_first(both)]
        keys = both >> self._shift
        starts = np.flatnonzero(_are_first(keys))
        self._keys = keys[starts]
        owners = (both & ((np.uint64(1) << self._shift) - np.uint64(1))).astype(np.int32)
        self._owners = Ragged(np.append(starts, len(keys)), owners).narrowed()
        self.near = remembered(self._near, 20_000)

    def _near(self, word: str) -> tuple[tuple[int, float], ...]:
        """Return the numbers of up to 6 known words that may have been meant, each with its probability, best first."""
        if not _is_corrected(word) or not len(self._keys):
            return ()
        left, are_left = _deletions([word])
        sought = left[are_left] >> self._shift
        places = np.searchsorted(self._keys, sought)
        places[places == len(self._keys)] = 0
        places = places[self._keys[places] == sought]
        if not len(places):
            return ()
        # Of words that are equally near, those that are used most are looked at.
        found = sorted(set(self._owners.rows(places)[0].tolist()), key=lambda number: -self._uses[number])
        near = process.extract(
            word, [self._words[number] for number in found], scorer=OSA.distance, score_cutoff=slips(word), limit=None
        )
        chances = [
            (exp(-_SHARPNESS * slip_cost(word, meant)) * self._uses[found[place]], found[place])
            for meant, _, place in near[: 2 * _KEPT]
        ]
        unknown = exp(-_UNKNOWN * _SHARPNESS * max(1, len(word) / _LETTERS_PER_SLIP))
        total = unknown + sum(chance for chance, _ in chances)
        chances.sort(key=lambda pair: (-pair[0], self._words[pair[1]]))
        return tuple((number, chance / total) for chance, number in chances[:_KEPT])


def _is_corrected(word: str) -> bool:
    return word.isalpha() and len(word) <= _LONGEST


def _deletions(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return hashes of what is left of the beginning of each word when up to two letters go, and which of them hold.

    There is a row for each word and a column for each way to delete. A hash does not hold where a letter would go that
    the word does not have, or two letters of a short word.
    """
    letters = np.array([word[:_PREFIX] for word in words], f"U{_PREFIX}").view(np.uint32).reshape(-1, _PREFIX)
    lengths = np.fromiter(map(len, words), np.int64, len(words))[:, np.newaxis]
    allowed = np.fromiter((slips(word + "x") for word in words), np.int64, len(words))[:, np.newaxis]
    return letters.astype(np.uint64) @ _WEIGHTS, (lengths > _LAST) & (allowed >= _DELETED)


def _are_first(ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return which of some numbers in order are not the same as the one before."""
    # Not by unique, which imports the whole of numpy's masked arrays.
    return np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]


def slip_cost(typed: str, meant: str) -> float:
    """Return the least cost of slips that make typed of meant: an optimal string alignment weighted by kind of slip."""
    start, shortest = 0, min(len(typed), len(meant))
    while start < shortest and typed[start] == meant[start]:
        start += 1
    end = 0
    while end < shortest - start and typed[-1 - end] == meant[-1 - end]:
        end += 1
    # A letter of the equal beginning stays, since what a slip costs depends on the letter before.
    start = max(0, start - 1)
    rows, columns = len(typed) - end, len(meant) - end
    before: list[float] = []
    last: list[float] = []
    for i in range(start, rows + 1):
        letter = typed[i - 1] if i > start else ""
        added = _cost_of_added(typed, i - 1) if letter else 0.0
        line = [last[0] + added if letter else 0.0]
        for j in range(start + 1, columns + 1):
            sought = meant[j - 1]
            place = j - start
            cost = line[-1] + (_DOUBLED if j > 1 and meant[j - 2] == sought else _DROPPED)
            if letter:
                same = letter == sought
                replaced = 0 if same else _NEIGHBOUR if (letter, sought) in _NEIGHBOURS else _REPLACED
                cost = min(cost, last[place - 1] + replaced, last[place] + added)
                if i - start > 1 and place > 1 and not same and letter == meant[j - 2] and typed[i - 2] == sought:
                    cost = min(cost, before[place - 2] + _SWAPPED)
            line.append(cost)
        before, last = last, line
    return last[-1]


def _cost_of_added(typed: str, place: int) -> float:
    letter = typed[place]
    if place and typed[place - 1] == letter:
        return _DOUBLED
    beside = typed[max(0, place - 1) : place] + typed[place + 1 : place + 2]
    return _SLIPPED_IN if any(key == letter or (letter, key) in _NEIGHBOURS for key in beside) else _ADDED
