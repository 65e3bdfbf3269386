"""Text is brought to a common form."""

import time
import unicodedata
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.text import figures, normalise, tokens


@pytest.mark.parametrize(
    "spellings",
    [
        ("What's UNMIK?", "whats unmik", "WHAT’S  UNMIK ?!", "“What´s” – UNMIK…"),
        ("Šta je UNMIK?", "sta je unmik", "Шта је УНМИК?", "S\u030cta je UNMIK"),
        ("Где Миссия?", "gde missija"),
        ("đeram", "djeram", "ђерам", "Đeram"),
        ("ǆep", "dzep", "џеп", "džep"),
        ("ljubav njiva", "љубав њива", "ǉubav ǌiva"),
        ("й", "и\u0306", "j"),
        ("Gjuhët në çdo", "gjuhet ne cdo"),
        ("İstanbul", "istanbul"),
        ("ＫＦＯＲ", "KFOR"),
        ("un\u00admik", "un\u200bmik", "\u202eunmik", "\ufeffunmik"),
        ("U.N. staff", "UN staff"),
        ("the U.N.M.I.K. mandate", "the UNMIK mandate"),
        ("snake_case", "snake case"),
        ("e-mail", "e mail", "e–mail"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_spellings_of_the_same_words_become_equal(spellings: tuple[str, ...]) -> None:
    assert len({normalise(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41,947,300", ["41947300"]),
        ("41.947.300", ["41947300"]),
        ("41 947 300", ["41947300"]),
        ("41\u202f947\u00a0300", ["41947300"]),
        ("41'947'300", ["41947300"]),
        ("$41,947,300.", ["41947300"]),
        ("41.9 million", ["41.9", "million"]),
        ("41,9", ["41.9"]),
        ("1.2.3", ["1", "2", "3"]),
        ("10.6.1999", ["10", "6", "1999"]),
        ("2022/23", ["2022", "2023"]),
        ("2022-2023", ["2022", "2023"]),
        ("2022/2023", ["2022", "2023"]),
        ("2022–23", ["2022", "2023"]),
        ("2022-12-31", ["2022", "12", "31"]),
        ("S/2008/692", ["s/2008/692"]),
        ("(S/RES/1244 (1999))", ["s/res/1244", "1999"]),
        ("A/77/5.", ["a/77/5"]),
        ("and/or", ["and", "or"]),
        ("in 2022 374 people", ["in", "2022", "374", "people"]),
        ("UNMIK-ut", ["unmik", "ut"]),
        ("12/06/1999", ["12", "06", "1999"]),
        ("١٢٤٤", ["1244"]),
    ],
)
def test_numbers_spans_of_years_and_symbols_have_one_form(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize("text", ["ऊर्जा कितनी है", "한국어", "φωσ", "தமிழ் மொழி", "မြန်မာ", "עברית"])
def test_scripts_without_a_latin_form_keep_their_letters_and_marks(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFKD" if text != "한국어" else "NFC", text)


def test_look_alikes_from_another_script_inside_a_word_are_read_as_they_look() -> None:
    assert normalise("UNМIK рolice in Kοsovo") == "unmik police in kosovo"


def test_figures_are_the_numbers_years_parts_of_dates_and_symbols() -> None:
    text = "Resolution 1244 of 10 June 1999 (S/RES/1244), S/2008/692: $41,947,300 for 2022/23, on 05.07., the 1st time"
    assert figures(text) == {
        "1244", "10", "1999", "s/res/1244", "s/2008/692", "41947300", "2022", "2023", "5.07", "1"
    }  # fmt: skip


def test_text_without_figures_has_none() -> None:
    assert figures("Who leads the Mission, and/or the Office?") == frozenset()


@pytest.mark.parametrize(
    "unit",
    [
        *("a\u0301", "\u0301\u0327", "a.b.", "1,222,", "s/", "1 ", "2022/", "a-", "a/1", "аa ", "1.1.", "111,111"),
        *("ﷺ", "\u0591\u0300", "\U000e0041", "a"),
    ],
)
def test_a_hundred_thousand_characters_take_a_fraction_of_a_second(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.perf_counter()
    figures(text)
    assert time.perf_counter() - start < 2


@given(st.text())
def test_normal_forms_are_tokens_joined_by_single_blanks(text: str) -> None:
    normal = normalise(text)
    assert normal.split() == tokens(text)
    assert normal == normal.strip()
    assert "  " not in normal


@example("A\u0345")
@example("A\U0001d6d5")
@given(st.text(alphabet=st.characters(categories=["L", "M", "P", "Z"])))
def test_the_normal_form_of_words_is_normal(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_read_alike_beside_other_letters(text: str) -> None:
    assert [*tokens(text), "e"] == tokens(f"{text} é")


@given(st.text())
def test_case_does_not_matter(text: str) -> None:
    assert normalise(text.casefold()) == normalise(text.casefold().casefold())


def test_the_order_of_words_does() -> None:
    assert len({normalise(" ".join(order)) for order in permutations(["national", "staff", "total"])}) == 6
