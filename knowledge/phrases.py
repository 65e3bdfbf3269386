"""Writing many phrases as one pattern: "thanks [a lot|very much] [in advance]"."""

import re
from itertools import product
from math import prod

_CHOICE = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)")
_PART = re.compile(rf"{_CHOICE.pattern}|[^\s\[\]()]+")
_PLACE = re.compile(rf"(?:{_PART.pattern})+")
_BRACKET = re.compile(r"[\[\]()]")
_MOST = 5000

Choice = tuple[str, ...]
"""What may stand in a place of a phrase, each some words or nothing."""


def choices(pattern: str) -> list[Choice]:
    """Return what may stand in each place of the phrases that a pattern stands for.

    `(a|b)` is one of several, `[a|b]` one of several or nothing; they do not nest. Places are apart by blanks: what a
    bracket adjoins, as in "thank(s| you)", is in one place with it. What has no brackets is one place as a whole.
    Raises ValueError for a bracket that is left over, and for a pattern of more than 5,000 phrases.
    """
    if not _BRACKET.search(pattern):
        return [(pattern,)]
    if _BRACKET.search(_CHOICE.sub("", pattern)):
        raise ValueError(f"brackets must pair and must not nest: {pattern}")
    places = [[_texts(part) for part in _PART.findall(place)] for place in _PLACE.findall(pattern)]
    if prod(len(texts) for parts in places for texts in parts) > _MOST:
        raise ValueError(f"a pattern must not stand for more than {_MOST} phrases: {pattern}")
    return [tuple(map("".join, product(*parts))) for parts in places]


def _texts(part: str) -> list[str]:
    """Return what a part of a pattern stands for."""
    if part[0] not in "[(":
        return [part]
    texts = part[1:-1].split("|")
    return ["", *texts] if part[0] == "[" else texts
