"""The fact base that comes with the bot keeps its promises."""

from pathlib import Path

import pytest

from knowledge import Answer, Answerer, FactBase, evaluate, load, load_questions, shipped_directory
from knowledge.model import Fact

QUESTIONS = Path(__file__).parent.parent / "questions"


@pytest.fixture(scope="module")
def factbase() -> FactBase:
    return load(shipped_directory())


@pytest.fixture(scope="module")
def answerer(factbase: FactBase) -> Answerer:
    return Answerer(factbase)


def test_the_founding_document_is_whole(factbase: FactBase) -> None:
    source = factbase.sources["unmik-mandate"]
    assert source.verbatim
    assert [paragraph.number for paragraph in source.paragraphs] == list(range(1, 12))


def test_every_fact_is_asked_in_a_dozen_ways_in_english(factbase: FactBase) -> None:
    assert len(factbase.facts) >= 60
    assert [fact.id for fact in factbase.facts.values() if len(fact.wordings["en"].questions) < 12] == []


def test_every_button_can_show_its_question(factbase: FactBase) -> None:
    def too_long(fact: Fact) -> bool:
        return any(len(wording.questions[0]) > 64 for wording in fact.wordings.values())

    assert [fact.id for fact in factbase.facts.values() if too_long(fact)] == []


def test_the_quick_facts_have_their_commands(factbase: FactBase) -> None:
    quick = "mandate resolution staff budget offices priorities partners unkt leadership dialogue"
    assert factbase.commands.keys() >= set(quick.split())


def test_many_gaps_are_known(factbase: FactBase) -> None:
    assert len(factbase.gaps) >= 15


def test_every_known_question_gets_its_own_fact(answerer: Answerer, factbase: FactBase) -> None:
    for fact in factbase.facts.values():
        for wording in fact.wordings.values():
            for question in wording.questions:
                outcome = answerer.answer(question)
                assert isinstance(outcome, Answer), question
                assert outcome.facts[0].id == fact.id, question


@pytest.mark.parametrize(("language", "right", "wrong"), [("en", 0.85, 0.03)])
def test_the_question_set_is_answered(answerer: Answerer, language: str, right: float, wrong: float) -> None:
    total = evaluate(answerer, load_questions(QUESTIONS / f"{language}.jsonl")).total
    assert total.right_share >= right
    assert total.wrong_share <= wrong


def test_the_shortest_questions_get_the_obvious_fact(answerer: Answerer) -> None:
    wrong = []
    for line in (QUESTIONS / "obvious.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            question, _, facts = line.rpartition(" = ")
            outcome = answerer.answer(question)
            answered = [fact.id for fact in outcome.facts] if isinstance(outcome, Answer) else []
            if len(answered) != 1 or answered[0] not in facts.split(", "):
                wrong.append((question, answered))
    assert wrong == []
