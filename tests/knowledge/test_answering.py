"""A question gets the fact that answers it, or an honest refusal that helps on."""

import gc
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import Answer, Answerer, DidYouMean, FactBase, Ground, NoAnswer, Reason, load
from tests.knowledge.folders import OPENING, PILOTS, TOPIC, write_factbase

FOLDER = Path(__file__).parent.parent / "factbase"


@pytest.fixture(scope="module")
def factbase() -> FactBase:
    return load(FOLDER)


@pytest.fixture(scope="module")
def answerer(factbase: FactBase) -> Answerer:
    return Answerer(factbase)


def answered(answerer: Answerer, question: str) -> list[str]:
    outcome = answerer.answer(question)
    assert isinstance(outcome, Answer), outcome
    return [fact.id for fact in outcome.facts]


def refusal(answerer: Answerer, question: str) -> NoAnswer:
    outcome = answerer.answer(question)
    assert isinstance(outcome, NoAnswer), outcome
    return outcome


def test_an_answerer_that_nobody_holds_is_freed_without_the_garbage_collector(factbase: FactBase) -> None:
    def parts() -> int:
        return sum(str(type(held).__module__).startswith("knowledge.matching") for held in gc.get_objects())

    gc.disable()
    try:
        before = parts()
        short_lived = Answerer(factbase)
        short_lived.answer("How mnay stff does UNMIK have?")
        assert parts() > before
        del short_lived
        assert parts() == before
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("How many staff does UNMIK have?", "staff", id="word for word"),
        pytest.param("how many STAFF does unmik have", "staff", id="in another case, without the mark"),
        pytest.param("hello, could you tell me how many people work for UNMIK please", "staff", id="politely"),
        pytest.param("how mnay poeple work for unmik", "staff", id="with typos"),
        pytest.param("UNMIK regional office", "regional-office", id="by key words"),
    ],
)
def test_a_known_question_is_answered_however_it_is_typed(answerer: Answerer, question: str, fact: str) -> None:
    assert answered(answerer, question) == [fact]


def test_every_known_question_gets_its_own_fact(answerer: Answerer, factbase: FactBase) -> None:
    for fact in factbase.facts.values():
        for wording in fact.wordings.values():
            for question in wording.questions:
                assert answered(answerer, question) == [fact.id]


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("", Reason.EMPTY),
        (" \n\t ", Reason.EMPTY),
        ("?!? 👍", Reason.NO_WORDS),
        ("a" * 1001, Reason.TOO_LONG),
        ("Hello!", Reason.GREETING),
        ("thank you", Reason.THANKS),
        ("bye", Reason.FAREWELL),
        ("hi, are you a robot?", Reason.CHIT_CHAT),
        ("zzz qqq xxx", Reason.UNKNOWN),
    ],
)
def test_what_is_no_question_for_the_record_is_refused_with_its_reason(
    answerer: Answerer, message: str, reason: Reason
) -> None:
    assert refusal(answerer, message).reason is reason


def test_a_known_gap_is_refused_with_what_to_say_and_the_nearest_facts(answerer: Answerer) -> None:
    outcome = refusal(answerer, "what is the phone number of UNMIK")
    assert outcome.reason is Reason.GAP
    assert outcome.gap is not None
    assert outcome.gap.id == "phone"
    assert [suggestion.fact.id for suggestion in outcome.suggestions] == ["seat"]


def test_another_resolution_is_told_from_the_one_the_record_holds(answerer: Answerer) -> None:
    outcome = refusal(answerer, "what did resolution 4312 establish")
    assert (outcome.reason, outcome.asked, outcome.known) == (Reason.NUMBER_DIFFERS, "4312", "4321")
    assert outcome.suggestions[0].fact.id == "mandate"


def test_another_year_than_a_dated_figures_is_refused(answerer: Answerer) -> None:
    outcome = refusal(answerer, "How many staff does UNMIK have in 2015?")
    assert (outcome.reason, outcome.asked, outcome.known) == (Reason.NUMBER_DIFFERS, "2015", "2020–2021")


def test_a_claim_is_answered_with_the_fact_that_corrects_it(answerer: Answerer) -> None:
    assert answered(answerer, "does UNMIK have 900 staff") == ["staff"]


def test_another_subject_is_named_in_the_refusal(answerer: Answerer) -> None:
    outcome = refusal(answerer, "How many staff does UNIFIL have?")
    assert (outcome.reason, outcome.asked) == (Reason.OTHER_SUBJECT, "UNIFIL")


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("How many staff does UNMIK have and where is UNMIK based?", ["staff", "seat"]),
        ("Where is UNMIK based? How many people work for UNMIK?", ["seat", "staff"]),
    ],
)
def test_two_questions_in_one_get_both_answers(answerer: Answerer, question: str, facts: list[str]) -> None:
    assert answered(answerer, question) == facts


def test_a_question_is_found_among_sentences_that_ask_nothing(answerer: Answerer) -> None:
    assert answered(answerer, "My class is writing an essay. Where is UNMIK based?") == ["seat"]


@pytest.mark.parametrize(
    ("question", "after", "fact"),
    [
        ("and civilian?", "staff", "staff-civilian"),
        ("what about the regional one", "seat", "regional-office"),
        ("how many of them are military", "staff", "staff-military"),
    ],
)
def test_a_follow_up_is_understood_from_the_answer_before(
    answerer: Answerer, question: str, after: str, fact: str
) -> None:
    outcome = answerer.answer(question, after=after)
    assert isinstance(outcome, Answer), outcome
    assert [known.id for known in outcome.facts] == [fact]


@pytest.mark.parametrize("question", ["and how?", "and in?", "and staff?", "what about the staff?"])
def test_what_asks_for_nothing_else_does_not_go_on(answerer: Answerer, question: str) -> None:
    assert answerer.answer(question, after="staff") == answerer.answer(question)


def test_no_answer_before_makes_a_clear_question_worse(answerer: Answerer, factbase: FactBase) -> None:
    for after in factbase.facts:
        for fact in factbase.facts.values():
            question = fact.wordings["en"].questions[0]
            assert answerer.answer(question, after=after) == answerer.answer(question)


def test_only_a_question_that_may_go_on_depends_on_the_answer_before(answerer: Answerer, factbase: FactBase) -> None:
    own = [known.question for known in factbase.known_questions()]
    leaning = ["and civilian?", "how many of them are military", "who leads it?", "recipe with potatoes", "thanks", ""]
    for question in [*own, *leaning, *(f"{first}? {second}" for first, second in pairwise(own))]:
        considered = answerer.consider(question)
        if not considered.may_go_on:
            alone = answerer.answer(question)
            assert [after for after in factbase.facts if considered.outcome(after) != alone] == [], question


@pytest.mark.parametrize(
    ("question", "may"),
    [
        ("How many staff does UNMIK have?", False),
        ("how many stafff does UNMIK have in totl", False),
        ("thanks", False),
        ("and civilian?", True),
        ("who leads it?", True),
        ("recipe with potatoes", True),
    ],
)
def test_a_question_tells_whether_it_may_go_on_from_an_answer(answerer: Answerer, question: str, may: bool) -> None:
    assert answerer.consider(question).may_go_on is may


def test_a_tag_is_no_question_of_its_own(answerer: Answerer) -> None:
    assert answered(answerer, "UNMIK has 70 staff, is that right?") == ["staff"]


def test_the_same_question_always_gets_the_same_outcome(factbase: FactBase, answerer: Answerer) -> None:
    question = "people at the regional office"
    assert Answerer(factbase).answer(question) == answerer.answer(question)


def test_a_fact_that_is_gone_makes_no_difference_to_what_comes_after_it(answerer: Answerer) -> None:
    assert answerer.answer("and civilian?", after="no-such-fact") == answerer.answer("and civilian?")


def test_a_number_in_words_is_the_same_as_in_digits(tmp_path: Path) -> None:
    folder = write_factbase(
        tmp_path, facts=TOPIC + OPENING + PILOTS.replace("number of pilots", "the 12 men who steer")
    )
    (folder / "manners").mkdir()
    (folder / "manners" / "en.toml").write_text('language = "en"\nnumbers = { twelve = 12 }\n', encoding="utf-8")
    answerer = Answerer(load(folder))
    assert answerer.explain("twelve men").query == "12 men"
    assert answered(answerer, "the twelve men who steer it") == ["pilots"]


def test_an_explanation_tells_the_words_met_and_missed(answerer: Answerer) -> None:
    explanation = answerer.explain("how many purple staff does UNMIK have")
    assert "staff" in explanation.met
    assert explanation.missed == ("purple",)
    assert explanation.matches[0].target == "staff"
    assert explanation.outcome == answerer.answer("how many purple staff does UNMIK have")


@pytest.mark.parametrize(
    ("question", "ground"),
    [
        ("hello", Ground.UNREAD),
        ("სად არის", Ground.STRANGE),
        ("How many staff does UNMIK have?", Ground.KNOWN),
        ("how many people work there", Ground.NEAR),
        ("How many staff does UNIFIL have?", Ground.OTHER_SUBJECT),
        ("what did resolution 4312 establish", Ground.NUMBER),
        ("How many staff does UNMIK have and where is UNMIK based?", Ground.SEVERAL),
    ],
)
def test_an_explanation_names_its_ground(answerer: Answerer, question: str, ground: Ground) -> None:
    assert answerer.explain(question).ground is ground


def test_an_explanation_tells_how_sure_an_answer_is_and_must_be(answerer: Answerer) -> None:
    near = answerer.explain("how many people work there")
    assert near.needed <= near.confidence < 100
    far = answerer.explain("the best potatoes in there")
    assert not isinstance(far.outcome, Answer)
    assert far.confidence < far.needed


def test_an_explanation_of_several_questions_explains_each(answerer: Answerer) -> None:
    explanation = answerer.explain("How many staff does UNMIK have and where is UNMIK based?")
    assert [part.matches[0].target for part in explanation.parts] == ["staff", "seat"]


def test_an_explanation_of_a_follow_up_begins_with_what_it_was_taken_for(answerer: Answerer) -> None:
    explanation = answerer.explain("and civilian?", after="staff")
    assert explanation.ground is Ground.FOLLOWS
    assert explanation.matches[0].target == "staff-civilian"
    assert explanation.met == ("civilian",)


def test_what_shares_no_word_with_the_record_is_missed_whole(answerer: Answerer) -> None:
    assert answerer.explain("სად არის").missed == ("სად", "არის")


def test_more_caution_answers_less_and_equals_an_answerer_built_with_it(answerer: Answerer, factbase: FactBase) -> None:
    questions = ["how many people work there", "office people", "staff there", "the budget of the office", "mandate"]
    strict, built = answerer.with_caution(0.0), Answerer(factbase, caution=0.0)
    assert [strict.answer(question) for question in questions] == [built.answer(question) for question in questions]
    assert strict.explain(questions[0]).needed > answerer.explain(questions[0]).needed
    lax = answerer.with_caution(1.0)
    assert lax.explain(questions[0]).needed == 0.0
    assert all(isinstance(lax.answer(question), Answer) for question in questions)


@given(message=st.text(max_size=1100))
@settings(max_examples=150, deadline=None)
def test_any_message_has_an_outcome(answerer: Answerer, message: str) -> None:
    assert isinstance(answerer.answer(message), Answer | DidYouMean | NoAnswer)
