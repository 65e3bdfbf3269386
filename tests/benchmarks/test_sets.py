"""The format of question sets, as benchmarks/README.md documents it."""

import json
from pathlib import Path

import pytest

from benchmarks.sets import Asked, SetError, guessed_language, load_sets


def _write(path: Path, *lines: object) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _write(
        tmp_path / "shop.facts.jsonl",
        {"id": "opening hours", "phrasings": ["when do you open", "opening hours"]},
        {"id": "Returns", "phrasings": ["how do I return shoes"]},
    )
    _write(
        tmp_path / "shop.queries.jsonl",
        {"text": "are you open on Sundays", "fact": "opening hours"},
        {"text": "send them back", "fact": "Returns"},
        {"text": "who won the match", "fact": None},
        {"text": "what is the weather", "fact": None},
    )
    return tmp_path


def test_a_set_is_its_phrasings_and_its_questions(folder: Path) -> None:
    (shop,) = load_sets(folder)
    assert shop.name == "shop"
    assert shop.phrasings.texts == ["when do you open", "opening hours", "how do I return shoes"]
    assert shop.phrasings.facts == [0, 0, 1]
    assert shop.asked["clean"][1:3] == (Asked("send them back", 1), Asked("who won the match", None))


def test_variants_are_read_where_they_are_there(folder: Path) -> None:
    _write(
        folder / "shop.queries.noised.jsonl", {"text": "snd tehm bcak", "clean": "send them back", "fact": "Returns"}
    )
    (shop,) = load_sets(folder)
    assert list(shop.asked) == ["clean", "noised"]
    assert shop.asked["noised"] == (Asked("snd tehm bcak", 1),)


def test_a_limit_keeps_questions_spread_evenly(folder: Path) -> None:
    (shop,) = load_sets(folder, limit=2)
    assert [asked.text for asked in shop.asked["clean"]] == ["are you open on Sundays", "who won the match"]


@pytest.mark.parametrize(
    ("name", "language"), [("faq_it", "it"), ("shop", "en"), ("bank50_near", "en"), ("a_es", "es")]
)
def test_the_language_is_guessed_from_the_name(name: str, language: str) -> None:
    assert guessed_language(name) == language


def test_a_language_that_is_given_is_not_guessed(folder: Path) -> None:
    (folder / "shop.json").write_text('{"language": "sq"}', encoding="utf-8")
    assert load_sets(folder)[0].phrasings.language == "sq"


def test_sets_are_picked_by_name(folder: Path) -> None:
    for kind in ("facts", "queries"):
        (folder / f"other.{kind}.jsonl").write_text((folder / f"shop.{kind}.jsonl").read_text())
    assert [each.name for each in load_sets(folder)] == ["other", "shop"]
    assert [each.name for each in load_sets(folder, names=("other",))] == ["other"]


def test_an_unknown_set_is_refused_with_those_there(folder: Path) -> None:
    with pytest.raises(SetError, match=r"must hold absent\.facts\.jsonl; it holds shop"):
        load_sets(folder, names=("absent",))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SetError, match="must hold at least one"):
        load_sets(tmp_path)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('{"text": "lost", "fact": "Absent"}', r"shop\.queries\.jsonl:5: fact must be an id"),
        ('{"text": "no fact"}', r"shop\.queries\.jsonl:5: fact: Field required"),
        ("not JSON", r"shop\.queries\.jsonl:5: must be a JSON object"),
    ],
)
def test_a_line_that_breaks_the_format_is_named(folder: Path, line: str, place: str) -> None:
    with (folder / "shop.queries.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(SetError, match=place):
        load_sets(folder)


def test_an_id_on_two_lines_is_refused(folder: Path) -> None:
    with (folder / "shop.facts.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "Returns", "phrasings": ["again"]}\n')
    with pytest.raises(SetError, match="each id must stand on one line only"):
        load_sets(folder)
