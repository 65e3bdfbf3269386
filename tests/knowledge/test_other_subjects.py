"""Names of missions and bodies that the record does not cover are found in a question."""

import pytest

from knowledge.model import OtherSubject
from knowledge.other_subjects import OtherSubjects
from knowledge.text import tokens

OTHERS = OtherSubjects(
    [
        OtherSubject(name="UNIFIL", names=("United Nations Interim Force in Lebanon",)),
        OtherSubject(name="UNAMI"),
        OtherSubject(name="UNAMID", names=("Darfur",)),
    ]
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("head of unifil", "UNIFIL"),
        ("the united nations interim force in Lebanon, who leads it", "UNIFIL"),
        ("Koliki je budžet UNIFIL-a?", "UNIFIL"),
        ("ko vodi unifilom", "UNIFIL"),
        ("колики је буџет УНИФИЛ-а", "UNIFIL"),
        ("staff of unamid", "UNAMID"),
        ("peacekeepers in Darfur", "UNAMID"),
    ],
)
def test_another_subject_is_named(question: str, name: str) -> None:
    assert OTHERS.named_in(tokens(question)) == name


@pytest.mark.parametrize("question", ["head of unmik", "unified force", "united nations interim", "darfurian", ""])
def test_nothing_else_is_taken_for_another_subject(question: str) -> None:
    assert OTHERS.named_in(tokens(question)) is None
