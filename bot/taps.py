"""What a button asks for when it is tapped, as the short text that Telegram keeps with the button.

The texts are plain ids, so that buttons outlive a restart: `f:<fact>`, `l:<page>` (the list of topics),
`t:<topic>:<page>`, `b:<page>` (the list of sources, a bibliography), `s:<source>:<paragraph>`, `v:<tag>` (a language),
`w` (why), `y:<fact>` and `n:<fact>` (yes and no, it helped or not). After an @ comes how the message is written that
the button is under, such as sr-Cyrl, so that what follows goes on in that language and script. With ids of at most 48
characters they stay within Telegram's 64 bytes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.languages import Tag
from knowledge import Id

WHY = "w"

_LONGEST = 64
"""The bytes that Telegram keeps with a button."""


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


@dataclass(frozen=True, slots=True)
class LanguageTap:
    """Asks to be spoken to in a language and script, or in whatever fits."""

    tag: Tag | None

    def __str__(self) -> str:
        return f"v:{self.tag or ''}"


@dataclass(frozen=True, slots=True)
class WhyTap:
    """Asks why the message that the button is under says what it says."""

    def __str__(self) -> str:
        return WHY


@dataclass(frozen=True, slots=True)
class FeedbackTap:
    """Tells whether the answer helped that gave a fact, the first where it gave several."""

    fact: Id
    helpful: bool

    def __str__(self) -> str:
        return f"{'y' if self.helpful else 'n'}:{self.fact}"


Tap = FactTap | TopicsTap | TopicTap | SourcesTap | ParagraphTap | LanguageTap | WhyTap | FeedbackTap

_ID = r"([a-z0-9-]{1,48})"
_NUMBER = r"([0-9]{1,4})"
_TAG = r"[a-z]{2}(?:-[A-Z][a-z]{3})?"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Tap]], ...] = (
    (re.compile(f"f:{_ID}"), lambda m: FactTap(m[1])),
    (re.compile(f"l:{_NUMBER}"), lambda m: TopicsTap(int(m[1]))),
    (re.compile(f"t:{_ID}:{_NUMBER}"), lambda m: TopicTap(m[1], int(m[2]))),
    (re.compile(f"b:{_NUMBER}"), lambda m: SourcesTap(int(m[1]))),
    (re.compile(f"s:{_ID}:{_NUMBER}"), lambda m: ParagraphTap(m[1], int(m[2]))),
    (re.compile(f"v:({_TAG})?"), lambda m: LanguageTap(m[1])),
    (re.compile(WHY), lambda _: WhyTap()),
    (re.compile(f"([yn]):{_ID}"), lambda m: FeedbackTap(m[2], helpful=m[1] == "y")),
)
_WRITTEN = re.compile(f"@({_TAG})")


def text_of(tap: Tap, written: Tag) -> str:
    """Return what Telegram keeps with a button under a message that is written in some way."""
    text = f"{tap}@{written}"
    return text if len(text.encode()) <= _LONGEST else str(tap)


def read_tap(text: str) -> Tap | None:
    """Return what a button's text asks for, or None for a text that no button of ours has."""
    asked, _, _ = text.partition("@")
    for pattern, tap in _FORMS:
        if found := pattern.fullmatch(asked):
            return tap(found)
    return None


def written_in(text: str) -> Tag | None:
    """Return how the message was written that a button with this text is under, or None if the text does not say."""
    found = _WRITTEN.search(text)
    return found[1] if found and found.end() == len(text) else None
