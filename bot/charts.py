"""Days in numbers as a picture, drawn by Pillow, which is loaded only once somebody asks for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

Colour = str

ANSWERED, SUGGESTED, REFUSED, HELPFUL = "#2a6fb0", "#f0a830", "#c44e52", "#3a8f5c"
"""Colours that stay apart for the colour-blind and on a dark screen."""

_PAPER, _INK, _FAINT, _GRID = "#ffffff", "#22272e", "#68707c", "#dfe3e8"

_WIDTH, _MARGIN = 1000, 48
"""In pixels, as all that follows. A phone shows the width at about a third."""
_PLOT = 340
_AXIS = 70
"""Room for the numbers beside the days."""
_LARGE, _MIDDLE, _SMALL = 56, 38, 30


@dataclass(frozen=True, slots=True)
class Figure:
    """A number at the head of the picture, and what it is."""

    text: str
    label: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class Chart:
    """What a picture shows, from top to bottom."""

    title: str
    figures: Sequence[Figure]
    days: Sequence[str]
    """The name of each day, the last one last; every seventh is written, from the last on."""
    stacks: Sequence[tuple[Colour, Sequence[int]]]
    """For each colour, from the bottom up, a number for each day."""
    list_title: str
    listed: Sequence[tuple[str, int]]
    """What happened most often, and how often, the most frequent first; may be empty."""


def draw(chart: Chart) -> bytes:
    """Return the picture as a PNG; takes about a tenth of a second, and so is not for the event loop."""
    from font_source_sans_pro import font_files_ttf  # noqa: PLC0415 - needed for pictures only
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - needed for pictures only

    def font(size: int, *, bold: bool = False) -> "ImageFont.FreeTypeFont":
        return ImageFont.truetype(font_files_ttf["SourceSansProSemibold" if bold else "SourceSansPro"], size)

    fonts = _Fonts(title=font(_MIDDLE, bold=True), number=font(_LARGE, bold=True), text=font(_SMALL))
    heads = 262
    listed = 78 + 84 * len(chart.listed) if chart.listed else 0
    image = Image.new("RGB", (_WIDTH, heads + _PLOT + 84 + listed), _PAPER)
    pen = _Pen(ImageDraw.Draw(image), fonts)
    pen.heads(chart)
    pen.days(chart, top=heads)
    if chart.listed:
        pen.list(chart, top=heads + _PLOT + 84)
    png = BytesIO()
    # A flat picture with few colours is a third of the bytes with a palette.
    image.quantize(64).save(png, "PNG", optimize=True)
    return png.getvalue()


@dataclass(frozen=True, slots=True)
class _Fonts:
    title: "ImageFont.FreeTypeFont"
    number: "ImageFont.FreeTypeFont"
    text: "ImageFont.FreeTypeFont"


class _Pen:
    """Draws the parts of a chart on one sheet."""

    def __init__(self, draw: "ImageDraw.ImageDraw", fonts: _Fonts) -> None:
        self._draw = draw
        self._fonts = fonts

    def heads(self, chart: Chart) -> None:
        """Write the title and, side by side, the figures, which tell what the colours mean."""
        self._draw.text((_MARGIN, 32), chart.title, _INK, self._fonts.title)
        room = (_WIDTH - 2 * _MARGIN) // max(len(chart.figures), 1)
        for place, figure in enumerate(chart.figures):
            x = _MARGIN + place * room
            self._draw.text((x, 152), figure.text, figure.colour, self._fonts.number, anchor="ls")
            self._draw.text((x, 196), self._cut(figure.label, room - 16), _FAINT, self._fonts.text, anchor="ls")

    def days(self, chart: Chart, *, top: int) -> None:
        """Draw the stacked bar of each day over its axis."""
        left, right, bottom = _MARGIN + _AXIS, _WIDTH - _MARGIN, top + _PLOT
        most = max((sum(numbers) for numbers in zip(*(n for _, n in chart.stacks), strict=True)), default=0)
        step = step_for(most)
        full = max(-(-most // step), 1) * step
        for value in range(0, full + 1, step):
            level = bottom - _PLOT * value // full
            self._draw.line([(left, level), (right, level)], _FAINT if value == 0 else _GRID, 2)
            self._draw.text((left - 14, level), f"{value}", _FAINT, self._fonts.text, anchor="rm")
        width = (right - left) / max(len(chart.days), 1)
        for place, day in enumerate(chart.days):
            x, y = left + place * width, float(bottom)
            for colour, numbers in chart.stacks:
                height = _PLOT * numbers[place] / full
                if height:
                    self._draw.rectangle([round(x + 3), round(y - height), round(x + width - 3), round(y) - 1], colour)
                y -= height
            if (len(chart.days) - 1 - place) % 7 == 0:
                middle = min(x + width / 2, right - self._draw.textlength(day, self._fonts.text) / 2)
                self._draw.text((middle, bottom + 14), day, _FAINT, self._fonts.text, anchor="ma")

    def list(self, chart: Chart, *, top: int) -> None:
        """Write what happened most often, each over a bar as long as its number."""
        self._draw.text((_MARGIN, top), chart.list_title, _INK, self._fonts.title)
        room = _WIDTH - 2 * _MARGIN
        most = max(number for _, number in chart.listed)
        for place, (text, number) in enumerate(chart.listed):
            y = top + 64 + 84 * place
            self._draw.text((_MARGIN, y), self._cut(text, room - 130), _INK, self._fonts.text)
            self._draw.text((_WIDTH - _MARGIN, y), f"{number}", _INK, self._fonts.text, anchor="ra")
            self._draw.rectangle([_MARGIN, y + 46, _WIDTH - _MARGIN, y + 57], _GRID)
            self._draw.rectangle([_MARGIN, y + 46, _MARGIN + round(room * number / most), y + 57], ANSWERED)

    def _cut(self, text: str, room: int) -> str:
        """Return a text that is no wider than the room, with an ellipsis where it was cut."""
        kept = text
        while self._draw.textlength(kept, self._fonts.text) > room:
            kept = kept.removesuffix("…")[:-1].rstrip() + "…"
        return kept


def step_for(most: int) -> int:
    """Return the round number, 1, 2 or 5 and noughts, that leads from 0 to at least this in four steps at most."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if 4 * factor * step >= most:
                return factor * step
        step *= 10
