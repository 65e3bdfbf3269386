"""What a button asks for when it is tapped, as the short text that Telegram keeps with the button.

The texts are plain ids, so that buttons outlive a restart: `f:<fact>`, `l:<page>` (the list of topics),
`t:<topic>:<page>`, `b:<page>` (the list of sources, a bibliography) and `s:<source>:<paragraph>`. With ids of at most
48 characters they stay within Telegram's 64 bytes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from knowledge import Id


@dataclass(frozen=True, slots=True)
class FactTap:
    """Asks for a fact."""

    fact: Id

    def __str__(self) -> str:
        return f"f:{self.fact}"


@dataclass(frozen=True, slots=True)
class TopicsTap:
    """Asks for a page, from 0, of the list of topics."""

    page: int = 0

    def __str__(self) -> str:
        return f"l:{self.page}"


@dataclass(frozen=True, slots=True)
class TopicTap:
    """Asks for a page, from 0, of a topic's questions."""

    topic: Id
    page: int = 0

    def __str__(self) -> str:
        return f"t:{self.topic}:{self.page}"


@dataclass(frozen=True, slots=True)
class SourcesTap:
    """Asks for a page, from 0, of the list of sources."""

    page: int = 0

    def __str__(self) -> str:
        return f"b:{self.page}"


@dataclass(frozen=True, slots=True)
class ParagraphTap:
    """Asks for a paragraph of a source."""

    source: Id
    number: int = 1

    def __str__(self) -> str:
        return f"s:{self.source}:{self.number}"


Tap = FactTap | TopicsTap | TopicTap | SourcesTap | ParagraphTap

_ID = r"([a-z0-9-]{1,48})"
_NUMBER = r"([0-9]{1,4})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Tap]], ...] = (
    (re.compile(f"f:{_ID}"), lambda m: FactTap(m[1])),
    (re.compile(f"l:{_NUMBER}"), lambda m: TopicsTap(int(m[1]))),
    (re.compile(f"t:{_ID}:{_NUMBER}"), lambda m: TopicTap(m[1], int(m[2]))),
    (re.compile(f"b:{_NUMBER}"), lambda m: SourcesTap(int(m[1]))),
    (re.compile(f"s:{_ID}:{_NUMBER}"), lambda m: ParagraphTap(m[1], int(m[2]))),
)


def read_tap(text: str) -> Tap | None:
    """Return what a button's text asks for, or None for a text that no button of ours has."""
    for pattern, tap in _FORMS:
        if found := pattern.fullmatch(text):
            return tap(found)
    return None
