"""The part of a paragraph that shows a quote in its surroundings."""

from collections.abc import Iterable, Iterator, Sequence

from bot.rendering.markup import bold, escape, size

_LEAD = 3
"""Where a paragraph is cut, the share of the room before the quote is one part in this many."""


def excerpt(paragraph: str, quotes: Iterable[str], limit: int) -> str:
    """Return the HTML of a paragraph with the quotes in bold, cut around the first quote to `limit` UTF-16 units.

    White space is folded, so that a quote is found across line breaks and no-break spaces.
    """
    text = _folded(paragraph)
    spans = _merged(_spans(text, [_folded(quote) for quote in quotes]))
    start, end = _window(text, spans, limit)
    pieces = ["…"] if start > 0 else []
    position = start
    for begin, stop in ((max(first, start), min(last, end)) for first, last in spans):
        if begin < stop:
            pieces += (escape(text[position:begin]), bold(text[begin:stop]))
            position = stop
    pieces.append(escape(text[position:end]))
    if end < len(text):
        pieces.append("…")
    return "".join(pieces)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _spans(text: str, quotes: Sequence[str]) -> Iterator[tuple[int, int]]:
    for quote in quotes:
        begin = text.find(quote)
        if quote and begin >= 0:
            yield begin, begin + len(quote)


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or touch, so that no tag opens inside another."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _window(text: str, spans: Sequence[tuple[int, int]], limit: int) -> tuple[int, int]:
    """Return the part of a text to show: all of it, or `limit` units around the first span, cut at spaces."""
    if size(text) <= limit:
        return 0, len(text)
    # Two units a character is the most there can be; exactness is not worth a search.
    room = max((limit - 2) // (2 if size(text) > len(text) else 1), 1)
    begin, stop = spans[0] if spans else (0, 0)
    lead = min(room // _LEAD, max(room - (stop - begin), 0))
    start = min(max(begin - lead, 0), max(len(text) - room, 0))
    if 0 < start < begin and (space := text.find(" ", start, begin)) >= 0:
        start = space + 1
    end = min(start + room, len(text))
    if end < len(text) and (space := text.rfind(" ", max(stop, start + 1), end)) >= 0:
        end = space
    return start, end
