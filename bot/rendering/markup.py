"""Telegram's HTML: escaping, the tags used, and how long a text is once its tags are read."""

import html
import re

TEXT_LIMIT = 4096
"""Telegram's limit for a message, after its tags are read; counted here in UTF-16 units, the strictest reading."""

CAPTION_LIMIT = 1024
"""The same for the text under a picture."""

_TAG = re.compile(r"<[^>]*>")
_UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters, Unicode's category Cc without the line feed, and halves of surrogate pairs, Cs."""


def escape(text: str) -> str:
    """Return the HTML of a plain text, without control characters and halves of surrogate pairs."""
    return html.escape(_UNWRITABLE.sub("", text), quote=False)


def bold(text: str) -> str:
    """Return a plain text in bold."""
    return f"<b>{escape(text)}</b>"


def italic(text: str) -> str:
    """Return a plain text in italics."""
    return f"<i>{escape(text)}</i>"


def link(text: str, url: str) -> str:
    """Return a plain text that leads to a URL."""
    return f'<a href="{html.escape(url)}">{escape(text)}</a>'


def quote(markup: str, *, expandable: bool = True) -> str:
    """Return a block quotation of some HTML, folded where the app can fold it."""
    return f"<blockquote{' expandable' if expandable else ''}>{markup}</blockquote>"


def size(text: str) -> int:
    """Return the length of a plain text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible_size(markup: str) -> int:
    """Return how much of the limit some HTML uses: its length without tags, in UTF-16 units."""
    return size(html.unescape(_TAG.sub("", markup)))


def shorten(text: str, limit: int) -> str:
    """Return a plain text cut to at most `limit` UTF-16 units, at a space where one is near, ending in an ellipsis."""
    if size(text) <= limit:
        return text
    room = limit - 1
    kept = text[:room]
    while size(kept) > room:
        kept = kept[: len(kept) - max(1, (size(kept) - room) // 2)]
    at_space = kept.rfind(" ")
    if at_space > len(kept) * 2 // 3:
        kept = kept[:at_space]
    return kept.rstrip(" ,;:") + "…"
