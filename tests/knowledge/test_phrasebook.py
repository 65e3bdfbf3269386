"""Of the words of a message, the longest phrase is found that they begin or end with."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.phrasebook import Phrasebook

BOOK = Phrasebook({("good",): 1, ("good", "morning"): 2, ("so", "good", "morning", "to", "you"): 3, ("you",): 4})
PHRASES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple), max_size=12)


@pytest.mark.parametrize(
    ("words", "opening", "closing"),
    [
        ("good morning all", (2, 2), 0),
        ("good evening to you", (1, 1), 1),
        ("so good morning to you", (5, 3), 5),
        ("so good morning to us", None, 0),
        ("morning", None, 0),
        ("", None, 0),
    ],
)
def test_the_longest_phrase_counts(words: str, opening: tuple[int, int] | None, closing: int) -> None:
    assert BOOK.opening(words.split()) == opening
    assert BOOK.closing(words.split()) == closing


@given(PHRASES, st.lists(st.sampled_from("abc"), max_size=6))
def test_a_phrase_is_found_just_where_it_stands(phrases: list[tuple[str, ...]], words: list[str]) -> None:
    book = Phrasebook({phrase: len(phrase) for phrase in phrases})
    opening = max((len(phrase) for phrase in phrases if tuple(words[: len(phrase)]) == phrase), default=0)
    assert book.opening(words) == ((opening, opening) if opening else None)
    assert book.closing(words) == max((len(p) for p in phrases if tuple(words[-len(p) :]) == p), default=0)


def test_phrases_that_go_on_alike_share_what_follows() -> None:
    book = Phrasebook(dict.fromkeys(product("abcdefgh", repeat=4), True))
    branches, level = 0, {id(book._root): book._root}
    while level:
        branches += len(level)
        level = {id(branch): branch for root in level.values() for branch in root.further.values()}
    assert branches == 5
