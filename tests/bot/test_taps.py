"""What a button asks for survives the trip through Telegram, within its 64 bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.taps import (
    FactTap,
    FeedbackTap,
    LanguageTap,
    ParagraphTap,
    SourcesTap,
    Tap,
    TopicsTap,
    TopicTap,
    WhyTap,
    read_tap,
    text_of,
    written_in,
)

ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,10}){0,4}", fullmatch=True).filter(lambda id_: len(id_) <= 48)
pages = st.integers(0, 9999)
tags = st.sampled_from(["en", "sq", "sr", "sr-Cyrl"])
taps = st.one_of(
    st.builds(FactTap, ids),
    st.builds(TopicsTap, pages),
    st.builds(TopicTap, ids, pages),
    st.builds(SourcesTap, pages),
    st.builds(ParagraphTap, ids, pages),
    st.builds(LanguageTap, st.one_of(st.none(), tags)),
    st.builds(WhyTap),
    st.builds(FeedbackTap, ids, st.booleans()),
)


@given(taps)
def test_a_tap_is_read_as_it_was_written(tap: Tap) -> None:
    assert read_tap(str(tap)) == tap
    assert len(str(tap).encode()) <= 64


@given(taps, tags)
def test_a_button_remembers_how_its_message_was_written(tap: Tap, tag: str) -> None:
    assert read_tap(text_of(tap, tag)) == tap
    assert written_in(text_of(tap, tag)) == tag


@pytest.mark.parametrize(
    "tap",
    [TopicTap("a" * 48, 9999), ParagraphTap("a" * 48, 9999), FactTap("a" * 48), FeedbackTap("a" * 48, helpful=False)],
)
def test_the_longest_id_fits(tap: Tap) -> None:
    assert len(text_of(tap, "sr-Cyrl").encode()) <= 64
    assert written_in(text_of(tap, "sr-Cyrl")) == "sr-Cyrl"


def test_what_does_not_fit_is_left_to_the_person() -> None:
    text = text_of(LanguageTap("x" * 60), "sr-Cyrl")
    assert len(text.encode()) <= 64
    assert written_in(text) is None


@given(st.text(max_size=64))
def test_a_forged_text_is_no_tap_or_a_well_formed_one(text: str) -> None:
    tap = read_tap(text)
    assert tap is None or read_tap(str(tap)) == tap


@pytest.mark.parametrize(
    "text", ["", "f:", "f:A", "f:a b", "t:a", "t:a:-1", "s:a:99999", "x:a", "f:a\n", "l:", "f:é", "v:x", "y:", "yes:a"]
)
def test_what_no_button_of_ours_holds_is_no_tap(text: str) -> None:
    assert read_tap(text) is None
