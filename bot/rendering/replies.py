"""What the bot says back, before it is put into Telegram's own types."""

from dataclasses import dataclass

from bot.languages import Tag
from bot.rendering.markup import CAPTION_LIMIT, TEXT_LIMIT, escape, shorten, visible_size
from bot.taps import Tap

_LABEL = 60
"""Characters of a button's text that a phone shows on one or two lines."""


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message and what tapping it asks for."""

    text: str
    tap: Tap


Row = tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """A message: its text in Telegram's HTML, how it is written, and rows of buttons."""

    html: str
    tag: Tag
    rows: tuple[Row, ...] = ()


def label(text: str) -> str:
    """Return a text that fits on a button."""
    return shorten(text, _LABEL)


def notice(text: str, tag: Tag) -> Reply:
    """Return a plain text as a reply, cut to what Telegram takes."""
    return Reply(escape(shorten(text, TEXT_LIMIT)), tag)


def is_caption(reply: Reply) -> bool:
    """Tell whether a reply is short enough to stand under a picture."""
    return visible_size(reply.html) <= CAPTION_LIMIT
