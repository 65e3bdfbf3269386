"""Inline keyboards as Telegram takes them."""

from dataclasses import dataclass
from typing import Any

from bot.loopback.links import normalise_link
from bot.loopback.refusals import Refused

BUTTONS = 100
BUTTONS_A_ROW = 8
CALLBACK_BYTES = 64


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: its label, and the one thing it does when tapped."""

    label: str
    data: str | None = None
    url: str | None = None
    inline_query: str | None = None
    """What it puts behind the bot's name, in another chat or in this one."""
    inline_query_here: str | None = None
    copies: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the button as the Bot API writes it."""
        does = {
            "callback_data": self.data,
            "url": self.url,
            "switch_inline_query": self.inline_query,
            "switch_inline_query_current_chat": self.inline_query_here,
            "copy_text": None if self.copies is None else {"text": self.copies},
        }
        return {"text": self.label, **{name: value for name, value in does.items() if value is not None}}


Keyboard = tuple[tuple[Button, ...], ...]


def parse_keyboard(markup: Any) -> Keyboard:
    """Return the rows of an inline keyboard; raises Refused where Telegram would not show it.

    Other reply markups raise NotImplementedError, since the bot has none.
    """
    if not markup:
        return ()
    if not isinstance(markup, dict):
        raise Refused("object expected as reply markup")
    if "inline_keyboard" not in markup:
        raise NotImplementedError(f"reply markup with {', '.join(markup)}")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = tuple(tuple(_button(button) for button in row if button.get("text") != "") for row in rows)
    if sum(map(len, keyboard)) > BUTTONS or any(len(row) > BUTTONS_A_ROW for row in keyboard):
        raise Refused("reply markup is too long")
    return tuple(row for row in keyboard if row)


def _button(button: dict[str, Any]) -> Button:
    match button:
        case {"text": str(label)}:
            pass
        case _:
            raise Refused("can't parse inline keyboard button: Can't find field \"text\"")
    match button:
        case {"url": str(url)} if url:
            return Button(label, url=_button_url(url))
        case {"callback_data": str(data)} if data:
            if len(data.encode()) > CALLBACK_BYTES:
                raise Refused("BUTTON_DATA_INVALID")
            return Button(label, data=data)
        case {"switch_inline_query": str(query)}:
            return Button(label, inline_query=query)
        case {"switch_inline_query_current_chat": str(query)}:
            return Button(label, inline_query_here=query)
        case {"copy_text": {"text": str(copies)}}:
            if not 1 <= len(copies) <= 256:
                raise Refused("BUTTON_COPY_TEXT_INVALID")
            return Button(label, copies=copies)
    raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")


def _button_url(url: str) -> str:
    try:
        return normalise_link(url)
    except ValueError as error:
        raise Refused(f"inline keyboard button URL '{url}' is invalid: {error}") from error
