"""Serbian in Cyrillic reads as Serbian Cyrillic is written, and what is Latin everywhere stays so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.locale import shipped_locales_directory
from bot.transliteration import Exceptions, Transliteration, read_transliteration
from knowledge import load, shipped_directory

SHIPPED = read_transliteration(shipped_locales_directory() / "sr-Cyrl.toml")


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("Ljudi, Njujork, Džemper i đak", "Људи, Њујорк, Џемпер и ђак"),
        ("UJEDINJENE NACIJE, LJUDI, DŽEP", "УЈЕДИЊЕНЕ НАЦИЈЕ, ЉУДИ, ЏЕП"),
        ("odjednom, čovek, ćup, žena, šest", "одједном, човек, ћуп, жена, шест"),
        ("UNMIK-u, KFOR-om i EULEKS-a; OEBS, UN", "УНМИК-у, КФОР-ом и ЕУЛЕКС-а; ОЕБС, УН"),
        ("EULEX", "ЕУЛЕКС"),
        ("EULEKS (EULEX)", "ЕУЛЕКС (EULEX)"),
        ("SRSG-a", "SRSG-а"),
        ("injekcija, konjunktura, Tanjug, nadživeti", "инјекција, конјунктура, Танјуг, надживети"),
        ("pitanje, budžet, izgradnja", "питање, буџет, изградња"),
        ("Glava VII Povelje i II deo", "Глава VII Повеље и II део"),
        ("izveštaj A/76/674 i S/PRST/2008/44", "извештај A/76/674 и S/PRST/2008/44"),
        ("ispravka S/2008/692/Add.1, budžet A/C.5/77/20.", "исправка S/2008/692/Add.1, буџет A/C.5/77/20."),
        ("Rezolucija 1244 (1999)", "Резолуција 1244 (1999)"),
        ("vidite https://telegram.org/privacy i www.un.org", "видите https://telegram.org/privacy и www.un.org"),
        ("adresa unmik.unmissions.org.", "адреса unmik.unmissions.org."),
        ("napišite /ask ili @unmik_bot", "напишите /ask или @unmik_bot"),
        ("Pejë, Gjakovë i Windows", "Pejë, Gjakovë и Windows"),
        ("10. juna 1999. godine, 41.947.300 dolara", "10. јуна 1999. године, 41.947.300 долара"),
    ],
)
def test_serbian_is_written_in_cyrillic(latin: str, cyrillic: str) -> None:
    assert SHIPPED.write(latin) == cyrillic


@given(st.text())
def test_what_is_in_cyrillic_stays_as_it_is(text: str) -> None:
    once = SHIPPED.write(text)
    assert SHIPPED.write(once) == once


def test_a_word_that_nobody_thought_of_is_listed_by_curators() -> None:
    exceptions = Exceptions(latin=("Kosovo Force",), words={"UNIFIL": "УНИФИЛ"}, parted=("in|jekc",))
    assert Transliteration(exceptions).write("UNIFIL, Kosovo Force, injekcija") == "УНИФИЛ, Kosovo Force, инјекција"


def test_a_table_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(ValidationError):
        Exceptions.model_validate({"latn": ["UTC"]})


def test_nothing_of_what_the_fact_base_says_is_left_half_in_latin() -> None:
    facts = load(shipped_directory())
    wordings = [fact.wordings["sr"] for fact in facts.facts.values() if "sr" in fact.wordings]
    texts = [text for wording in wordings for text in (wording.answer, wording.questions[0], *wording.quotes)]
    texts += [gap.wordings["sr"].reply for gap in facts.gaps.values() if "sr" in gap.wordings]
    assert texts
    mixed = {
        word
        for text in texts
        for word in SHIPPED.write(text).replace("-", " ").split()
        if any("a" <= c.lower() <= "z" for c in word) and any("а" <= c.lower() <= "џ" for c in word)
    }
    assert mixed == set()
