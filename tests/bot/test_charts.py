"""Days in numbers are drawn as they are."""

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageColor, ImageFont

from bot.charts import ANSWERED, REFUSED, SUGGESTED, Chart, Figure, draw, step_for

DAYS = [f"{day}/11" for day in range(1, 31)]


def chart(*stacks: tuple[str, Sequence[int]], listed: Sequence[tuple[str, int]] = ()) -> Chart:
    return Chart("The last 30 days", [Figure("12", "answered", "#000000")], DAYS, stacks, "Most often", listed)


def on(**days: int) -> list[int]:
    """Return a number for each day: those that are given, such as day_3=5, and zeros."""
    return [days.get(f"day_{day}", 0) for day in range(1, 31)]


def drawn(chart: Chart) -> Image.Image:
    return Image.open(BytesIO(draw(chart))).convert("RGB")


def columns(image: Image.Image, colour: str) -> dict[int, int]:
    """Return how many pixels are of about a colour in each column that has any."""
    found: dict[int, int] = {}
    wanted = ImageColor.getrgb(colour)
    for x in range(image.width):
        column = image.crop((x, 0, x + 1, image.height)).tobytes()
        pixels = zip(*(column[part::3] for part in range(3)), strict=True)
        if number := sum(all(abs(a - b) < 12 for a, b in zip(pixel, wanted, strict=False)) for pixel in pixels):
            found[x] = number
    return found


def test_a_picture_is_small() -> None:
    png = draw(chart((ANSWERED, range(30)), listed=[("How many staff does UNMIK have?", 3)] * 5))
    assert len(png) < 50_000
    assert Image.open(BytesIO(png)).width == 1000


def test_a_bar_is_as_high_as_its_number() -> None:
    found = columns(drawn(chart((ANSWERED, on(day_3=10, day_20=5)))), ANSWERED)
    high, low = max(found.values()), min(found.values())
    assert high == pytest.approx(2 * low, abs=2)
    assert list(found) == sorted(found)
    assert found[min(found)] == high
    assert found[max(found)] == low


def test_what_happened_on_one_day_stands_in_one_bar() -> None:
    image = drawn(chart((ANSWERED, on(day_9=6)), (SUGGESTED, on(day_9=3)), (REFUSED, on(day_9=1, day_10=0))))
    blue, amber, red = (columns(image, colour) for colour in (ANSWERED, SUGGESTED, REFUSED))
    assert blue.keys() == amber.keys() == red.keys()
    assert max(blue.values()) == pytest.approx(2 * max(amber.values()), abs=3)
    assert max(blue.values()) == pytest.approx(6 * max(red.values()), abs=6)


def test_days_without_anything_have_no_bar() -> None:
    assert columns(drawn(chart((ANSWERED, on()))), ANSWERED) == {}


def test_a_long_question_is_cut_before_its_number() -> None:
    image = drawn(chart(listed=[("How many staff does UNMIK have? " * 9, 5)]))
    right = image.crop((960, 0, 1000, image.height))
    assert right.getcolors() == [(right.width * right.height, right.getpixel((0, 0)))]


@pytest.mark.parametrize("letters", ["ëçËÇ", "šđčćžŠĐČĆŽ", "љњђћџјшЉЊЂЋЏЈШ", "“”„’–…×%"])
def test_all_languages_have_their_letters(letters: str) -> None:
    from font_source_sans_pro import font_files_ttf  # noqa: PLC0415 - needed here only

    for name in ("SourceSansPro", "SourceSansProSemibold"):
        font = ImageFont.truetype(font_files_ttf[name], 30)
        missing = bytes(font.getmask("\ue123"))
        assert [letter for letter in letters if bytes(font.getmask(letter)) == missing] == []


@given(st.integers(0, 10**9))
def test_the_axis_has_few_round_steps(most: int) -> None:
    step = step_for(most)
    assert 4 * step >= most
    assert str(step).rstrip("0") in {"1", "2", "5"}
    assert step == 1 or 4 * (step // 2) < most or str(step).startswith("5")


def test_a_bot_that_nobody_asks_for_statistics_does_without_the_library() -> None:
    code = "import sys, bot.app; assert 'PIL' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
