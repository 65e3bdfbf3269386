"""Writing many phrases as one pattern: "thanks [a lot|very much] [in advance]"."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

_CHOICE = re.compile(r"\[([^\[\]()]*)\]|\(([^\[\]()]*)\)")
_MOST = 5000


def expanded(patterns: Iterable[str]) -> Iterator[str]:
    """Yield every phrase that any of the patterns stands for, some perhaps more than once."""
    return (phrase for pattern in patterns for phrase in expand(pattern))


def expand(pattern: str) -> Iterator[str]:
    """Yield every phrase that a pattern stands for.

    `(a|b)` is one of several, `[a|b]` one of several or nothing; they do not nest. Raises ValueError for a bracket
    that is left over, and for a pattern of more than 5,000 phrases.
    """
    parts: list[list[str]] = []
    end = 0
    for choice in _CHOICE.finditer(pattern):
        optional, required = choice.groups()
        parts.append([pattern[end : choice.start()]])
        parts.append(["", *optional.split("|")] if required is None else required.split("|"))
        end = choice.end()
    parts.append([pattern[end:]])
    if any(bracket in part for literal in parts[::2] for part in literal for bracket in "[]()"):
        raise ValueError(f"brackets must pair and must not nest: {pattern}")
    count = 1
    for part in parts:
        count *= len(part)
    if count > _MOST:
        raise ValueError(f"a pattern must not stand for more than {_MOST} phrases: {pattern}")
    for chosen in product(*parts):
        if phrase := " ".join("".join(chosen).split()):
            yield phrase
