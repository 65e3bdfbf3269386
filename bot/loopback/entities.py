"""Message entities: the spans of a text that are bold, a link, a command, and so on."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Any

LIMIT = 100
"""Entities a message keeps; Telegram drops the rest without a word."""

STYLES = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}
"""Kinds that may lie inside each other and inside anything but code, and the tag of each."""
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})
_ORDER = {"blockquote": 0, "expandable_blockquote": 0} | {
    kind: place for place, kind in enumerate(("pre", "code", "text_link", *STYLES), start=1)
}
"""Which of two entities of equal span lies outside."""

_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"«»]*[^\s<>\"«».,:;!?')\]}]")),
    ("mention", re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")),
)


@dataclass(frozen=True, slots=True)
class Entity:
    """A span of a text, counted in code points: `text[start:end]`; url for links, language for preformatted code."""

    kind: str
    start: int
    end: int
    url: str | None = None
    language: str | None = None

    def contains(self, other: "Entity") -> bool:
        """Tell whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Entity") -> bool:
        """Tell whether the spans share a character."""
        return self.start < other.end and other.start < self.end

    def as_json(self, text: str) -> dict[str, Any]:
        """Return the entity as the Bot API writes it, with its span in UTF-16 code units."""
        offset = utf16_length(text[: self.start])
        named = {"url": self.url, "language": self.language}
        return {
            "type": self.kind,
            "offset": offset,
            "length": utf16_length(text[self.start : self.end]),
            **{name: value for name, value in named.items() if value},
        }


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 code units, the unit of the Bot API."""
    return len(text) + sum(character > "\uffff" for character in text)


def find_entities(text: str) -> list[Entity]:
    """Return the commands and mentions that Telegram finds in a plain text, and links that start with http(s)."""
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            entity = Entity(kind, match.start(), match.end())
            if not any(entity.overlaps(other) for other in found):
                found.append(entity)
    return sorted(found, key=_outermost_first)


def store(text: str, entities: Iterable[Entity]) -> tuple[str, list[Entity]]:
    """Return a text and its entities as Telegram keeps them.

    Control characters become spaces and the ends are trimmed; entities obey the nesting rules; commands, mentions and
    links are found. The text is empty if nothing visible is left.
    """
    text, entities = _trim(*_clean(text, list(entities)))
    kept = sorted(_nest(entities), key=_outermost_first)
    solid = [entity for entity in kept if entity.kind in CODE or entity.kind == "text_link"]
    kept += [entity for entity in find_entities(text) if not any(entity.overlaps(other) for other in solid)]
    return text, sorted(kept, key=_outermost_first)[:LIMIT]


def as_html(text: str, entities: Iterable[Entity]) -> str:
    """Return a text with its entities as Telegram HTML."""
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for entity in sorted(entities, key=_outermost_first):
        start, end = _tags(entity)
        opening[entity.start] = opening.get(entity.start, "") + start
        closing[entity.end] = end + closing.get(entity.end, "")
    pieces = []
    last = 0
    for position in sorted({*opening, *closing}):
        pieces += [escape(text[last:position], quote=False), closing.get(position, ""), opening.get(position, "")]
        last = position
    return "".join([*pieces, escape(text[last:], quote=False)])


def _tags(entity: Entity) -> tuple[str, str]:
    """Return the tags around the entity; both empty for what Telegram finds by itself."""
    match entity.kind:
        case "text_link":
            return f'<a href="{escape(entity.url or "")}">', "</a>"
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "pre" if entity.language:
            return f'<pre><code class="language-{escape(entity.language)}">', "</code></pre>"
        case "blockquote" | "code" | "pre" as tag:
            return f"<{tag}>", f"</{tag}>"
        case kind if kind in STYLES:
            return f"<{STYLES[kind]}>", f"</{STYLES[kind]}>"
        case _:
            return "", ""


def _outermost_first(entity: Entity) -> tuple[int, int, int]:
    return entity.start, -entity.end, _ORDER.get(entity.kind, len(_ORDER))


def _clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Turn control characters into spaces and take out those that would reorder or break the line."""
    characters: list[str] = []
    moved = []
    for character in text:
        moved.append(len(characters))
        if character != "\r" and not "\u2028" <= character <= "\u202e" and character not in "\u0333\u033f\u030a":
            characters.append(" " if character < " " and character != "\n" else character)
    moved.append(len(characters))
    return "".join(characters), [replace(e, start=moved[e.start], end=moved[e.end]) for e in entities]


def _trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Cut spaces and line breaks off both ends; those in front stay where an entity begins in them."""
    end = len(text.rstrip(" \n"))
    shown = [replace(e, end=min(e.end, end)) for e in entities if text[e.start : min(e.end, end)].strip(" \n")]
    start = min(
        [len(text) - len(text.lstrip(" \n")), *(entity.start for entity in entities if entity.start < entity.end)]
    )
    return text[start:end], [replace(e, start=e.start - start, end=e.end - start) for e in shown]


def _nest(entities: Iterable[Entity]) -> Iterator[Entity]:
    """Yield the entities that may stay: no quote in a quote, no link or code in another, no style in code."""
    ordered = sorted(entities, key=_outermost_first)
    quotes = _apart(entity for entity in ordered if entity.kind in QUOTES)
    solid = [
        entity
        for entity in _apart(e for e in ordered if e.kind not in QUOTES and e.kind not in STYLES)
        if all(quote.contains(entity) or not quote.overlaps(entity) for quote in quotes)
    ]
    yield from quotes
    yield from solid
    styled: list[Entity] = []
    for entity in ordered:
        if entity.kind in STYLES and not any(e.kind == entity.kind and e.contains(entity) for e in styled):
            styled.append(entity)
            yield from _split(entity, at=[*quotes, *solid])


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities that begin after the one kept before them ends."""
    kept: list[Entity] = []
    for entity in entities:
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return kept


def _split(style: Entity, *, at: list[Entity]) -> Iterator[Entity]:
    """Yield the style in pieces that cross no border of the other entities, without those in code."""
    borders = {border for other in at for border in (other.start, other.end) if style.start < border < style.end}
    for start, end in pairwise([style.start, *sorted(borders), style.end]):
        piece = replace(style, start=start, end=end)
        if not any(other.kind in CODE and other.contains(piece) for other in at):
            yield piece
