"""What holds for every question and every fact base."""

import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from knowledge import Answer, Answerer, DidYouMean, FactBase, NoAnswer, Outcome, Reason, load, shipped_directory
from knowledge.model import Fact, Wording
from knowledge.text import normalise

Entry = TypeVar("Entry")

LONGEST = 0.05
"""Seconds within which any message is answered."""

SMALL = load(Path(__file__).parent.parent / "factbase")
KNOWN = [(known.question, known.target) for known in SMALL.known_questions()]

FILLER = ("", "hello, ", "could you please tell me ", "in your opinion ", "hi bot! ")
MARKS = ("", "?", "!", " ...", "?!", " 🙂")
NASTY = {
    "100 kB": "staff " * 17_000,
    "10,000 combining marks": "a" + "\u0301" * 10_000,
    "1,000 combining marks": "a" + "\u0301" * 999,
    "marks on every letter": "e\u0301\u0302\u0303" * 250,
    "text that turns around": "\u202e" + "how many staff\u202c \u2066where\u2069 " * 30,
    "zero-width characters": "\u200b\u200d\ufeff".join("how many staff does UNMIK have " * 7),
    "homoglyphs": "hоw mаny stаff dоеs UNМIК hаvе " * 30,
    "a question at every comma": "how many staff, where is it based, " * 28,
    "a question in every sentence": "How many staff? Where is it based? " * 28,
    "conjunctions": "staff and budget and office and " * 30,
    "typing errors": "hwo mnay satff deos umnik hvae " * 32,
    "unknown words": " ".join(f"qz{number:x}vk" for number in range(150)),
    "one word": "staff" * 200,
    "numbers": " ".join(str(number) for number in range(4000, 4200)),
    "symbols": " ".join(f"S/RES/{number}" for number in range(4000, 4090)),
    "one long symbol": "S/1" + "/a1" * 330,
    "initials": "u.n." * 250,
    "grouped digits": "1,000," * 166,
    "words run together": "howmanystaffdoesunmikhave" * 40,
    "halves of surrogate pairs": "\ud800staff\udc00" * 100,
    "control characters": "\x00\x07\x1b[31m staff" * 60,
}


@pytest.fixture(scope="module")
def small() -> Answerer:
    return Answerer(SMALL)


@pytest.fixture(scope="module")
def shipped() -> FactBase:
    return load(shipped_directory())


@pytest.fixture(scope="module")
def answerer(shipped: FactBase) -> Answerer:
    return Answerer(shipped)


def facts_of(outcome: Outcome) -> list[str]:
    return [fact.id for fact in outcome.facts] if isinstance(outcome, Answer) else []


def made_up(id_: str, questions: tuple[str, ...], like: Fact) -> Fact:
    """Return a fact of no subject that a base knows, proven as another one is."""
    wording = Wording(answer="Nothing.", questions=questions)
    changes = {"id": id_, "topic": "made-up", "command": None, "related": (), "period": None}
    return like.model_copy(update={**changes, "wordings": {"en": wording}})


def with_fact(facts: FactBase, *added: Fact) -> FactBase:
    return replace(facts, facts={**facts.facts, **{fact.id: fact for fact in added}})


def typed(question: str, random: Random) -> str:
    """Return a question as people type it: a word dropped, two swapped, or two letters swapped."""
    words = question.rstrip("?").split()
    place = random.randrange(len(words))
    match random.randrange(4):
        case 0 if len(words) > 2:
            del words[place]
        case 1 if place:
            words[place - 1 : place + 1] = reversed(words[place - 1 : place + 1])
        case 2 if len(word := words[place]) > 3:
            at = random.randrange(len(word) - 1)
            words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return random.choice(FILLER) + " ".join(words)


foreign_words = st.text("qxzvwk", min_size=7, max_size=12)
foreign_questions = st.lists(
    st.lists(foreign_words, min_size=2, max_size=6).map(" ".join), min_size=1, max_size=5, unique=True
)


@given(questions=foreign_questions, random=st.randoms())
@settings(max_examples=40, deadline=None)
def test_an_unrelated_fact_changes_no_right_answer(small: Answerer, questions: list[str], random: Random) -> None:
    grown = Answerer(with_fact(SMALL, made_up("made-up", tuple(questions), SMALL.facts["staff"])))
    for question, target in random.sample(KNOWN, 10):
        asked = typed(question, random)
        before = small.answer(asked)
        if facts_of(before) == [target]:
            assert facts_of(grown.answer(asked)) == [target], asked


def test_unrelated_facts_turn_no_right_answer_of_the_shipped_base_wrong(shipped: FactBase, answerer: Answerer) -> None:
    random = Random(7)  # noqa: S311 - nothing here is secret
    like = next(iter(shipped.facts.values()))

    def words() -> Iterator[str]:
        while True:
            yield "".join(random.choices("qxzvwk", k=9))

    invented = words()
    added = (
        made_up(f"made-up-{n}", tuple(" ".join(next(invented) for _ in range(4)) for _ in range(12)), like)
        for n in range(10)
    )
    grown = Answerer(with_fact(shipped, *added))
    known = [(known.question, known.target) for known in shipped.known_questions()]
    kept = 0
    for question, target in random.sample(known, 300):
        asked = typed(question, random)
        if facts_of(answerer.answer(asked)) == [target]:
            assert facts_of(grown.answer(asked)) in ([target], []), asked
            kept += facts_of(grown.answer(asked)) == [target]
    assert kept > 150


@given(
    known=st.sampled_from(KNOWN),
    random=st.randoms(),
    around=st.tuples(st.sampled_from(FILLER[:3]), st.sampled_from(MARKS)),
    after=st.sampled_from([None, *SMALL.facts]),
)
@settings(max_examples=300, deadline=None)
def test_a_known_question_always_gets_what_it_asks_for(
    small: Answerer, known: tuple[str, str], random: Random, around: tuple[str, str], after: str | None
) -> None:
    question, target = known
    written = "".join(_rewritten(character, random) for character in question)
    assume(normalise(written) == normalise(question))
    outcome = small.answer(around[0] + written + around[1], after=after)
    if target in SMALL.gaps:
        assert isinstance(outcome, NoAnswer)
        assert outcome.reason is Reason.GAP
        assert outcome.gap is SMALL.gaps[target]
    else:
        assert facts_of(outcome) == [target]


def _rewritten(character: str, random: Random) -> str:
    """Return a character as somebody else writes it, without a change to what is read."""
    match random.randrange(6):
        case 0:
            return character.upper()
        case 1 if character == " ":
            return random.choice(("  ", "\t", "\u00a0", " \u200b"))
        case 2 if character in string.ascii_letters:
            return character + random.choice(("\u0301", "\u200d", "\u00ad"))
        case 3 if character in string.ascii_letters:
            return chr(ord(character) + 0xFF21 - ord("A"))
    return character


def test_the_order_of_facts_and_gaps_makes_no_difference(shipped: FactBase, answerer: Answerer) -> None:
    random = Random(11)  # noqa: S311 - nothing here is secret

    def shuffled(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
        return dict(random.sample(list(entries.items()), len(entries)))

    other = Answerer(
        replace(
            shipped,
            facts=shuffled(shipped.facts),
            gaps=shuffled(shipped.gaps),
            sources=shuffled(shipped.sources),
        )
    )
    known = [known.question for known in shipped.known_questions()]
    halves = [f"{first} and {second}" for first, second in zip(known[::90], known[45::90], strict=False)]
    asked = [*(typed(question, random) for question in random.sample(known, 200)), *halves, "resolution 1144", "2019"]
    for question in asked:
        assert other.answer(question) == answerer.answer(question), question
    there, here = other.explain(asked[0]), answerer.explain(asked[0])
    assert (there.confidence, there.needed) == pytest.approx((here.confidence, here.needed))


def test_no_message_takes_long(answerer: Answerer) -> None:
    slow = {name: seconds for name, text in NASTY.items() if (seconds := _seconds(answerer, text)) > LONGEST}
    assert slow == {}


@given(message=st.text(max_size=1000), after=st.sampled_from([None, *SMALL.facts]))
@settings(max_examples=200, deadline=None)
def test_any_message_has_an_outcome_in_time(small: Answerer, message: str, after: str | None) -> None:
    assert isinstance(small.answer(message, after=after), Answer | DidYouMean | NoAnswer)
    assert _seconds(small, message) < LONGEST


def _seconds(answerer: Answerer, message: str) -> float:
    """Return the best time of three, so that a busy machine does not count."""
    times = []
    for _ in range(3):
        start = perf_counter()
        answerer.answer(message)
        times.append(perf_counter() - start)
        if times[-1] < LONGEST:
            break
    return min(times)
