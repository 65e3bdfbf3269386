"""A folder of files becomes a fact base, or every problem is told with its place."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge import FactBaseError, load
from tests.knowledge.folders import OPENING, PILOTS, SOURCE, TOPIC, write_factbase


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FactBaseError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_whole_folder_becomes_a_fact_base(tmp_path: Path) -> None:
    factbase = load(write_factbase(tmp_path))
    assert list(factbase.facts) == ["opening", "pilots"]
    assert list(factbase.gaps) == ["captain"]
    assert factbase.commands["opening"].id == "opening"
    assert factbase.phrasings == 6
    assert [fact.id for fact in factbase.facts_of("harbour")] == ["opening", "pilots"]
    assert factbase.languages == ("en",)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: the folder of the fact base must exist"]


def test_a_folder_without_facts_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == ["facts: at least one fact must stand in facts/*.toml"]


def test_broken_toml_is_told_with_its_file(tmp_path: Path) -> None:
    (problem,) = problems_of(write_factbase(tmp_path, synonyms="groups = [["))
    assert problem.startswith("synonyms.toml: must be valid TOML: ")


def test_toml_that_is_nested_without_end_is_told_with_its_file(tmp_path: Path) -> None:
    (problem,) = problems_of(write_factbase(tmp_path, synonyms="groups = " + "[" * 10_000))
    assert problem.startswith("synonyms.toml: must be valid TOML: ")


def test_text_that_is_not_utf8_is_told_with_its_file(tmp_path: Path) -> None:
    write_factbase(tmp_path)
    (tmp_path / "synonyms.toml").write_bytes(b"\xff\xfe")
    assert problems_of(tmp_path) == ["synonyms.toml: must be UTF-8 text"]


def test_an_unknown_key_is_told_with_its_fact(tmp_path: Path) -> None:
    facts = TOPIC + OPENING + PILOTS.replace('id = "pilots"', 'id = "pilots"\ncolour = "red"')
    assert problems_of(write_factbase(tmp_path, facts=facts)) == [
        "facts/harbour.toml: pilots: colour: unknown key",
        "facts/harbour.toml: opening: related fact pilots must exist",
        "gaps.toml: captain: related fact pilots must exist",
        "sources/charter.toml: charter: paragraph 2 must be cited by a fact or listed in without_facts",
    ]


def test_an_unknown_table_is_told_with_its_file(tmp_path: Path) -> None:
    facts = TOPIC + OPENING + PILOTS + "[fact]\n"
    (problem,) = problems_of(write_factbase(tmp_path, facts=facts))
    assert problem == "facts/harbour.toml: fact: unknown key: only facts and topic may stand here"


def test_a_missing_key_is_told_by_its_place(tmp_path: Path) -> None:
    (problem,) = problems_of(write_factbase(tmp_path, source=SOURCE.replace('publisher = "The Harbour Board"\n', "")))[
        :1
    ]
    assert problem == "sources/charter.toml: charter: publisher: must be given"


def test_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    folder = write_factbase(
        tmp_path,
        facts=TOPIC
        + OPENING.replace('order 77 (1931)"', 'order 78 (1931)"')
        + PILOTS.replace("12 pilots.", "13 pilots."),
        gaps="[[gap]]\n",
        synonyms="groups = 1",
    )
    told = problems_of(folder)
    assert {problem.split(":")[0] for problem in told} == {"facts/harbour.toml", "gaps.toml", "synonyms.toml"}
    assert len(told) >= 4


@given(
    content=st.binary(max_size=300), file=st.sampled_from(["gaps.toml", "facts/harbour.toml", "sources/charter.toml"])
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_content_of_a_file_raises_anything_but_its_problems(tmp_path: Path, content: bytes, file: str) -> None:
    write_factbase(tmp_path)
    (tmp_path / file).write_bytes(content)
    with suppress(FactBaseError):
        load(tmp_path)
