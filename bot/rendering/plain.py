"""A reply as plain text, for a terminal or for where markup cannot be sent."""

from html.parser import HTMLParser

from bot.rendering.replies import Reply


def plain(reply: Reply) -> str:
    """Return a reply without tags: quotations behind a bar, links followed by their URL, buttons as a list."""
    reader = _Reader()
    reader.feed(reply.html)
    reader.close()
    buttons = "".join(f"\n  → {button.text}" for row in reply.rows for button in row)
    return "".join(reader.pieces) + ("\n" + buttons if buttons else "")


class _Reader(HTMLParser):
    """Gathers the text of the few tags that replies use."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._url = ""
        self._in_quote = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._url = dict(attributes).get("href") or ""
        if tag == "blockquote":
            self._in_quote = True
            self.pieces.append("│ ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.pieces.append(f" ({self._url})")
        if tag == "blockquote":
            self._in_quote = False

    def handle_data(self, data: str) -> None:
        self.pieces.append(data.replace("\n", "\n│ ") if self._in_quote else data)
