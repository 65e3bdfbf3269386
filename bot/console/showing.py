"""How a message looks in a terminal, from its text and entities."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.console import Console
from rich.text import Text

from bot.loopback import Button, Entity, File, Message

_STYLES = {
    "bold": "bold",
    "italic": "italic",
    "underline": "underline",
    "strikethrough": "strike",
    "spoiler": "dim",
    "code": "cyan",
    "pre": "cyan",
    "text_link": "underline",
    "url": "underline",
    "bot_command": "cyan",
}
_QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_BAR = "│ "
_GAP = "   "


def show(message: Message, console: Console) -> None:
    """Print a message: its picture, by name, its text, with a bar beside quotes, its file and its numbered buttons."""
    if message.photo:
        console.print(Text(_named(message.photo), "bold"))
    links: set[str] = set()
    for text, is_quote in _blocks(message, links):
        _print_wrapped(text, console, bar=_BAR if is_quote else "")
    if message.document:
        _print_file(message.document, console)
    show_buttons(message, console)


def show_buttons(message: Message, console: Console) -> None:
    """Print the numbered buttons of a message, if it has any."""
    if message.keyboard:
        console.print()
        _print_buttons(message.keyboard, console)


def button_text(number: int, button: Button) -> Text:
    """Return a button as it is shown: its number, its label, and where it leads if it leaves the chat."""
    leads = f" <{button.url}>" if button.url else ""
    return Text.assemble((f"[{number}]", "bold cyan"), f" {button.label}", (leads, "dim"))


def _blocks(message: Message, links: set[str]) -> Iterator[tuple[Text, bool]]:
    """Yield the text in blocks, and whether each is a quote; the line break at the border of a quote is the border."""
    quotes = [entity for entity in message.entities if entity.kind in _QUOTES]
    borders = sorted({0, len(message.text), *(e.start for e in quotes), *(e.end for e in quotes)})
    for start, end in pairwise(borders):
        is_quote = any(quote.start <= start < quote.end for quote in quotes)
        after_quote = not is_quote and start > 0 and message.text[start] == "\n"
        before_quote = not is_quote and end < len(message.text) and message.text[end - 1] == "\n"
        inner = start + after_quote, end - before_quote
        if inner[0] < inner[1]:
            yield _styled(message, *inner, links), is_quote


def _styled(message: Message, start: int, end: int, links: set[str]) -> Text:
    """Return a part of the text with its styles, and the address behind each link that has not been shown yet."""
    inside = [entity for entity in message.entities if entity.start < end and start < entity.end]
    borders = {start, end}
    for entity in inside:
        borders |= {max(entity.start, start), min(entity.end, end)}
    shown = Text()
    for here, there in pairwise(sorted(borders)):
        covering = [entity for entity in inside if entity.start <= here < entity.end]
        shown.append(message.text[here:there], " ".join(_STYLES[e.kind] for e in covering if e.kind in _STYLES))
        for url in _ending_links(message, covering, there):
            if url not in links:
                links.add(url)
                shown.append(f" <{url}>", "dim")
    return shown


def _ending_links(message: Message, entities: Sequence[Entity], end: int) -> Iterator[str]:
    """Yield the addresses of the links that end here, unless their text is the address."""
    for entity in entities:
        if entity.url and entity.end == end and message.text[entity.start : end].rstrip("/") != entity.url.rstrip("/"):
            yield entity.url


def _print_wrapped(text: Text, console: Console, *, bar: str = "") -> None:
    """Print a text in lines that fit, without blanks at their ends, each behind the bar."""
    for line in text.wrap(console, console.width - len(bar)):
        line.rstrip()
        console.print(Text.assemble((bar, "dim"), line))


def _print_file(file: File, console: Console) -> None:
    """Print a file's name, and what it says if it is text."""
    console.print(Text(_named(file), "bold"))
    try:
        text = file.text
    except UnicodeDecodeError:
        return
    _print_wrapped(Text(text.rstrip("\n")), console, bar=_BAR)


def _named(file: File) -> str:
    return f"{file.name}, {len(file.content):,} bytes"


def _print_buttons(rows: Sequence[Sequence[Button]], console: Console) -> None:
    """Print the rows as they are; a row that is too wide has a line for each of its buttons."""
    number = 0
    for row in rows:
        shown = [button_text(number + place, button) for place, button in enumerate(row, start=1)]
        number += len(row)
        line = Text(_GAP).join(shown)
        for text in [line] if line.cell_len <= console.width else shown:
            console.print(text)
