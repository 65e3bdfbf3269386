"""Of the words of a message, the longest phrase is found that they begin or end with."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.phrasebook import Phrasebook
from knowledge.phrases import choices

BOOK = Phrasebook([("Good!", 1), ("good morning", 2), ("so good morning to you", 3), ("you", 4)])

TEXTS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join)
CHOICES = st.lists(TEXTS, min_size=1, max_size=3).map("|".join)
PLACES = st.one_of(TEXTS, CHOICES.map("({})".format), CHOICES.map("[{}]".format))
PATTERNS = st.lists(st.lists(PLACES, min_size=1, max_size=3).map(" ".join), max_size=6)


@pytest.mark.parametrize(
    ("words", "opening", "closing"),
    [
        ("good morning all", (2, (2,)), 0),
        ("good evening to you", (1, (1,)), 1),
        ("so good morning to you", (5, (3,)), 5),
        ("so good morning to us", None, 0),
        ("morning", None, 0),
        ("", None, 0),
    ],
)
def test_the_longest_phrase_counts(words: str, opening: tuple[int, tuple[int, ...]] | None, closing: int) -> None:
    assert BOOK.opening(words.split()) == opening
    assert BOOK.closing(words.split()) == closing


@given(PATTERNS, st.lists(st.sampled_from("abc"), max_size=8))
def test_a_phrase_of_a_pattern_is_found_just_where_it_stands(patterns: list[str], words: list[str]) -> None:
    book = Phrasebook((pattern, number) for number, pattern in enumerate(patterns))
    phrases = [
        (" ".join(chosen).split(), number)
        for number, pattern in enumerate(patterns)
        for chosen in product(*choices(pattern))
        if any(chosen)
    ]
    opening = max((len(phrase) for phrase, _ in phrases if words[: len(phrase)] == phrase), default=0)
    meant = {number: None for phrase, number in phrases if phrase == words[:opening]}
    assert book.opening(words) == ((opening, tuple(meant)) if opening else None)
    assert book.closing(words) == max((len(p) for p, _ in phrases if words[-len(p) :] == p), default=0)


def test_phrases_that_go_on_alike_share_what_follows() -> None:
    book = Phrasebook([("(a|b|c) (d|e) (f|g) h", True), ("x (f|g) h", True), ("y h", True)])
    branches, level = 0, {id(book._root): book._root}
    while level:
        branches += len(level)
        level = {id(branch): branch for root in level.values() for branch in root.further.values()}
    # The root, what follows on a to c, on d, e and x, on f, g and y, and the end; the last two at several depths.
    assert branches == 1 + 3 + 3 + 2 + 1
