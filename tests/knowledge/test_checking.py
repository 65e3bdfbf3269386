"""Each editorial rule finds what breaks it, and nothing in a whole fact base."""

from pathlib import Path

import pytest

from knowledge import FactBaseError, load
from tests.knowledge.folders import GAPS, OPENING, PILOTS, SOURCE, TOPIC, write_factbase

FACTS = TOPIC + OPENING + PILOTS


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FactBaseError) as caught:
        load(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        pytest.param(
            FACTS.replace('quote = "The harbour has 12 pilots"', 'quote = "12 good pilots"'),
            'facts/harbour.toml: pilots: quote must stand word for word in charter paragraph 2: "12 good pilots"',
            id="a quote that is not in its paragraph",
        ),
        pytest.param(
            FACTS.replace('"The harbour has 12 pilots."', '"The harbour has 12 pilots and 4 divers."'),
            "facts/harbour.toml: pilots: wordings.en: 4 must stand in one of the fact's quotes",
            id="a number that is not quoted",
        ),
        pytest.param(
            FACTS.replace('"The harbour has 12 pilots."', '"The harbour has 12 pilots, says H/12/3."'),
            "facts/harbour.toml: pilots: wordings.en: h/12/3 must stand in one of the fact's quotes",
            id="a document symbol that is not quoted",
        ),
        pytest.param(
            FACTS.replace('related = ["pilots"]', 'related = ["boats"]'),
            "facts/harbour.toml: opening: related fact boats must exist",
            id="a related fact that is not there",
        ),
        pytest.param(
            FACTS.replace('related = ["pilots"]', 'related = ["opening"]'),
            "facts/harbour.toml: opening: a fact must not be related to itself",
            id="a fact related to itself",
        ),
        pytest.param(
            FACTS.replace("paragraph = 2", "paragraph = 3"),
            "facts/harbour.toml: pilots: cited paragraph 3 must exist in charter",
            id="a paragraph that is not there",
        ),
        pytest.param(
            FACTS.replace('source = "charter"', 'source = "statute"', 1),
            "facts/harbour.toml: opening: cited source statute must exist",
            id="a source that is not there",
        ),
        pytest.param(
            FACTS.replace('"number of pilots"', '"Harbour: OPENING!"'),
            "facts/harbour.toml: pilots: wordings.en: question must ask for one fact only, "
            'and asks also for opening (facts/harbour.toml): "Harbour: OPENING!"',
            id="a question of two facts",
        ),
        pytest.param(
            FACTS.replace('"number of pilots"', '"?!"'),
            'facts/harbour.toml: pilots: wordings.en: question must hold a word: "?!"',
            id="a question without a word",
        ),
        pytest.param(
            FACTS.replace('id = "pilots"', 'id = "pilots"\ncommand = "opening"'),
            "facts/harbour.toml: pilots: command /opening must be unique, and stands also in opening",
            id="a command of two facts",
        ),
        pytest.param(
            FACTS.replace('command = "opening"', 'command = "Opening day"'),
            "facts/harbour.toml: opening: command: must match ^[a-z0-9_]{1,32}$",
            id="a command that Telegram refuses",
        ),
        pytest.param(
            FACTS.replace("[facts.wordings.en]", '[facts.wordings.en]\nquotes = ["one", "two"]', 1),
            "facts/harbour.toml: opening: wordings.en: quotes must translate each of the fact's citations, or none",
            id="translations that do not pair with the citations",
        ),
    ],
)
def test_a_broken_fact_is_told(tmp_path: Path, changed: str, problem: str) -> None:
    assert problem in problems_of(write_factbase(tmp_path, facts=changed))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        pytest.param(
            SOURCE.replace("number = 2", "number = 4"),
            "sources/charter.toml: charter: paragraphs must be numbered 1, 2, 3 and so on, in order",
            id="paragraphs out of order",
        ),
        pytest.param(
            SOURCE + '[[paragraphs]]\nnumber = 3\ntext = "The harbour is open."\n',
            "sources/charter.toml: charter: paragraph 3 must be cited by a fact or listed in without_facts",
            id="a paragraph that no fact cites",
        ),
        pytest.param(
            SOURCE.replace("verbatim = true", "verbatim = true\nwithout_facts = [1]"),
            "sources/charter.toml: charter: paragraph 1 is cited, so without_facts must not list it",
            id="a cited paragraph listed as empty",
        ),
        pytest.param(
            SOURCE.replace("verbatim = true", "verbatim = true\nwithout_facts = [9]"),
            "sources/charter.toml: charter: without_facts: paragraph 9 must exist",
            id="a listed paragraph that is not there",
        ),
    ],
)
def test_a_broken_source_is_told(tmp_path: Path, changed: str, problem: str) -> None:
    assert problem in problems_of(write_factbase(tmp_path, source=changed))


def test_a_paragraph_of_a_summary_needs_no_fact(tmp_path: Path) -> None:
    summary = SOURCE.replace("verbatim = true", "verbatim = false")
    assert load(
        write_factbase(tmp_path, source=summary + '[[paragraphs]]\nnumber = 3\ntext = "The harbour is open."\n')
    )


def test_an_id_belongs_to_one_fact_or_gap(tmp_path: Path) -> None:
    gaps = GAPS.replace('id = "captain"', 'id = "opening"')
    problem = "gaps.toml: opening: id must be unique, and stands also in facts/harbour.toml: opening"
    assert problem in problems_of(write_factbase(tmp_path, gaps=gaps))


def test_a_question_of_a_fact_is_no_gap(tmp_path: Path) -> None:
    gaps = GAPS.replace('"name of the captain"', '"number of pilots"')
    (problem,) = problems_of(write_factbase(tmp_path, gaps=gaps))
    assert problem.startswith("gaps.toml: captain: wordings.en: question must ask for one fact only")


def test_a_synonym_belongs_to_one_group(tmp_path: Path) -> None:
    synonyms = '[[groups]]\nwords = ["harbour", "port"]\n[[groups]]\nwords = ["haven", "Port"]\n'
    assert problems_of(write_factbase(tmp_path, synonyms=synonyms)) == [
        "synonyms.toml: haven: port must belong to one group only, and stands also in the group of harbour"
    ]


def test_another_subject_is_not_what_the_record_is_about(tmp_path: Path) -> None:
    subjects = '[[subjects]]\nname = "Airport"\nnames = ["The Board"]\n'
    assert problems_of(write_factbase(tmp_path, other_subjects=subjects)) == [
        "other_subjects.toml: Airport: the board must not be the name of another subject: opening speaks of it"
    ]


def test_white_space_in_a_quote_may_differ(tmp_path: Path) -> None:
    source = SOURCE.replace("12 pilots and", "12\u00a0pilots  and")
    assert load(write_factbase(tmp_path, source=source))
