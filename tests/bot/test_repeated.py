"""A question asked in the same words again is answered from memory, and never otherwise than before."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from bot.repeated import Repeated
from bot.serving import Considered
from knowledge import Answer, Answerer, Explanation, Id, Language, load

FACTS = load(Path(__file__).parent.parent / "factbase")
ANSWERER = Answerer(FACTS)
STAFF = "How many staff does UNMIK have?"


@dataclass
class Counting:
    """Answers as the answerer does, and keeps what it was asked."""

    asked: list[tuple[str, Language | None]] = field(default_factory=list)

    def consider(self, question: str, *, language: Language | None = None) -> Considered:
        self.asked.append((question, language))
        return ANSWERER.consider(question, language=language)

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation:
        self.asked.append((question, language))
        return ANSWERER.explain(question, language=language, after=after)


async def test_the_same_words_are_thought_about_once() -> None:
    counting = Counting()
    repeated = Repeated(counting)
    first, second = (repeated.consider(STAFF, language="en").outcome() for _ in range(2))
    assert isinstance(first, Answer)
    assert first == second == ANSWERER.answer(STAFF, language="en")
    assert len(counting.asked) == 1


async def test_the_same_words_of_somebody_who_speaks_another_language_are_another_question() -> None:
    counting = Counting()
    repeated = Repeated(counting)
    for language in ("en", "sq"):
        repeated.consider(STAFF, language=language).outcome()
    assert counting.asked == [(STAFF, "en"), (STAFF, "sq")]


async def test_what_goes_on_from_an_answer_is_answered_after_that_one_only() -> None:
    repeated = Repeated(ANSWERER)
    for _ in range(2):
        for after in (None, *FACTS.facts):
            considered = repeated.consider("and where?", language="en")
            assert considered.outcome(after) == ANSWERER.answer("and where?", language="en", after=after)


async def test_of_too_many_questions_the_oldest_is_forgotten() -> None:
    counting = Counting()
    repeated = Repeated(counting, kept=2)
    for question in ("one", "two", "three", "one"):
        repeated.consider(question).outcome()
    assert [question for question, _ in counting.asked] == ["one", "two", "three", "one"]


async def test_an_explanation_is_made_once_too() -> None:
    counting = Counting()
    repeated = Repeated(counting)
    first, second = (repeated.explain(STAFF, language="en") for _ in range(2))
    assert first is second
    assert first == ANSWERER.explain(STAFF, language="en")


async def test_what_was_asked_is_kept_for_its_time_and_no_longer() -> None:
    counting = Counting()
    repeated = Repeated(counting, seconds=0.05)
    repeated.consider(STAFF).outcome()
    await asyncio.sleep(0.2)
    repeated.consider(STAFF).outcome()
    assert len(counting.asked) == 2
