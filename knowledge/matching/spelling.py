"""Which known words a misspelt word may have been meant to be.

A noisy channel: the probability that a known word was meant falls with the cost of the slips that lead to what was
typed, and grows with how often the word is used; against it stands the chance that the word is simply not known.
"""

from array import array
from collections.abc import Sequence
from math import exp

import numpy as np
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
        found, counts = array("q"), array("q")
        for word in words:
            deleted = _deletions(word) if word.isalpha() and len(word) <= _LONGEST else ()
            found.extend(deleted)
            counts.append(len(deleted))
        keys = np.array(found, np.int64)
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])
        self._keys = keys[starts]
        owners = np.repeat(np.arange(len(words), dtype=np.int32), counts)
        self._owners = Ragged(np.append(starts, len(keys)), owners[order]).narrowed()
        self.near = remembered(self._near, 20_000)

    def _near(self, word: str) -> tuple[tuple[int, float], ...]:
        """Return the numbers of up to 6 known words that may have been meant, each with its probability, best first."""
        if not word.isalpha() or len(word) > _LONGEST or not len(self._keys):
            return ()
        sought = np.fromiter(_deletions(word), np.int64)
        places = np.searchsorted(self._keys, sought)
        places[places == len(self._keys)] = 0
        places = places[self._keys[places] == sought]
        if not len(places):
            return ()
        found = list(set(self._owners.rows(places)[0].tolist()))
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


def _deletions(word: str) -> set[int]:
    """Return hashes of the word's beginning and of what is left of it when up to two letters go."""
    beginning = word[:_PREFIX]
    places = range(len(beginning))
    ones = {beginning[:i] + beginning[i + 1 :] for i in places}
    left = {beginning} | ones
    if slips(word + "x") > 1:
        left.update(beginning[:i] + beginning[i + 1 : j] + beginning[j + 1 :] for j in places for i in range(j))
    return {hash(rest) for rest in left}


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
