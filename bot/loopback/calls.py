"""Calls of the Bot API, and the formatted texts in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.loopback.chats import File
from bot.loopback.entities import Entity, store
from bot.loopback.markup import parse_html
from bot.loopback.refusals import Refused

_MARKUP_BYTES = 1 << 15


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method: its parameters, and files by the parameter that names them."""

    method: str
    parameters: Mapping[str, Any]
    files: Mapping[str, File] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return a parameter as text, empty if it is not given."""
        value = self.parameters.get(name)
        return "" if value is None else str(value)

    def number(self, name: str) -> int:
        """Return a parameter as a number, 0 if it is not given or is none."""
        try:
            return int(self.text(name))
        except ValueError:
            return 0

    def json(self, name: str) -> Any:
        """Return a parameter that is a list or an object, None if it is not given."""
        return self.parameters.get(name)


Method = Callable[[Call], Any]
"""Returns the result of a call, or raises Refused where Telegram turns it down."""


def read_formatted(text: str, parse_mode: str, given: Any) -> tuple[str, tuple[Entity, ...]]:
    """Return a formatted text as Telegram keeps it, and its entities; raises Refused where it cannot be read."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise Refused("strings must be encoded in UTF-8") from None
    if size > _MARKUP_BYTES:
        raise Refused("text is too long")
    if given or parse_mode.lower() in {"markdown", "markdownv2"}:
        raise NotImplementedError("formatting other than HTML")
    if parse_mode and parse_mode.lower() != "html":
        raise Refused("unsupported parse_mode")
    stored, entities = store(*(parse_html(text) if parse_mode else (text, [])))
    return stored, tuple(entities)
