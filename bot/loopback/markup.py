"""Telegram's HTML: read as strictly as Telegram reads it, and refused in its words."""

import re
from dataclasses import dataclass, replace

from bot.loopback.entities import Entity
from bot.loopback.links import normalise_link
from bot.loopback.refusals import Refused

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_SPACE = r"[ \t\r\n\v\0]"
_START = re.compile(r"<([^ \t\r\n\v\0>]*)")
_END = re.compile(rf"</([^ \t\r\n\v\0>]*){_SPACE}*")
_SPACES = re.compile(rf"{_SPACE}*")
_NAME = re.compile(r"[^ \t\r\n\v\0=>/\"']+")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_BARE = re.compile(rf"([A-Za-z0-9.-]*)(?={_SPACE}|>|\Z)")
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot)(?![A-Za-z]));?")
_CHARACTERS = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(slots=True)
class _Open:
    """A start tag that waits for its end."""

    tag: str
    attributes: dict[str, str]
    start: int


class _Reader:
    """Reads one HTML text from front to back."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._position = 0
        self._text: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self._position < len(self._html):
            if self._html.startswith("</", self._position):
                self._read_end()
            elif self._html.startswith("<", self._position):
                self._read_start()
            else:
                stop = self._html.find("<", self._position)
                stop = len(self._html) if stop < 0 else stop
                self._write(_unescape(self._html[self._position : stop]))
                self._position = stop
        if self._open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._text), self._entities

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)

    def _skip(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self._html, self._position)
        if match:
            self._position = match.end()
        return match

    def _at(self, position: int) -> str:
        """Say where a position is, in bytes, as Telegram does."""
        return f"at byte offset {len(self._html[:position].encode())}"

    def _finished(self) -> bool:
        return self._position >= len(self._html)

    def _read_start(self) -> None:
        start = self._position
        name = self._skip(_START)
        if name is None or self._finished():
            raise _unparsable(f"Unclosed start tag {self._at(start)}")
        tag = name[1].lower()
        if tag not in _KINDS:
            raise _unparsable(f'Unsupported start tag "{tag}" {self._at(start)}')
        attributes: dict[str, str] = {}
        self._skip(_SPACES)
        while not self._html.startswith(">", self._position):
            attribute, value = self._read_attribute(tag, start)
            attributes[attribute] = value
            self._skip(_SPACES)
        self._position += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" {self._at(start)}')
        self._open.append(_Open(tag, attributes, self._length))

    def _read_attribute(self, tag: str, start: int) -> tuple[str, str]:
        name = self._skip(_NAME)
        if name is None:
            raise _unparsable(f'Empty attribute name in the tag "{tag}" {self._at(start)}')
        self._skip(_SPACES)
        if self._finished():
            raise _unparsable(f'Unclosed start tag "{tag}" {self._at(start)}')
        if not self._html.startswith("=", self._position):
            return name[0], ""
        self._position += 1
        self._skip(_SPACES)
        if self._finished():
            raise _unparsable(f'Unclosed start tag "{tag}" {self._at(start)}')
        if self._html[self._position] in "\"'":
            value = self._skip(_QUOTED)
            if value is None or self._finished():
                raise _unparsable(f"Unclosed start tag {self._at(start)}")
            return name[0], _unescape(value[1] if value[1] is not None else value[2])
        value = self._skip(_BARE)
        if value is None:
            raise _unparsable(f"Unexpected end of name token {self._at(self._position)}")
        if self._finished():
            raise _unparsable(f"Unclosed start tag {self._at(start)}")
        return name[0], value[1].lower()

    def _read_end(self) -> None:
        start = self._position
        if not self._open:
            raise _unparsable(f"Unexpected end tag {self._at(start)}")
        name = self._skip(_END)
        if name is None or not self._html.startswith(">", self._position):
            raise _unparsable(f"Unclosed end tag {self._at(start)}")
        self._position += 1
        opened = self._open.pop()
        tag = name[1].lower()
        if tag and tag != opened.tag:
            expected = f'expected "</{opened.tag}>", found "</{tag}>"'
            raise _unparsable(f"Unmatched end tag {self._at(start)}, {expected}")
        if self._length > opened.start:
            self._mark(opened)

    def _mark(self, opened: _Open) -> None:
        """Note what the closed tag marks; a link that Telegram would not follow is dropped and its text stays."""
        entity = Entity(_KINDS[opened.tag], opened.start, self._length)
        last = self._entities[-1] if self._entities else None
        match opened.tag:
            case "a":
                inside = "".join(self._text)[opened.start :]
                try:
                    entity = replace(entity, url=normalise_link(opened.attributes.get("href") or inside))
                except ValueError:
                    return
            case "blockquote" if "expandable" in opened.attributes:
                entity = replace(entity, kind="expandable_blockquote")
            case "code":
                language = opened.attributes.get("class", "")
                entity = replace(
                    entity, language=language.removeprefix("language-") if "language-" in language else None
                )
            case "pre" if last and last.kind == "code" and (last.start, last.end) == (entity.start, entity.end):
                self._entities.pop()
                entity = replace(entity, language=last.language)
        self._entities.append(entity)


def parse_html(html: str) -> tuple[str, list[Entity]]:
    """Return the plain text of Telegram HTML and its entities; raises Refused where Telegram cannot read it."""
    text, entities = _Reader(html).read()
    if any("\ud800" <= character <= "\udfff" for character in text):
        reason = "Text contains invalid Unicode characters after decoding HTML entities"
        raise _unparsable(f"{reason}, check for unmatched surrogate code units")
    return text, [replace(entity, language=None) if entity.kind == "code" else entity for entity in entities]


def _unescape(html: str) -> str:
    return _REFERENCE.sub(_character, html)


def _character(reference: re.Match[str]) -> str:
    """Return the character that a reference stands for; what stands for none is plain text."""
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _CHARACTERS[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if 0 < code < 0x10FFFF else reference[0]


def _unparsable(reason: str) -> Refused:
    return Refused(f"can't parse entities: {reason}")
