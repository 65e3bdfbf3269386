"""Made-up fact bases, which must be the same in every run."""

from benchmarks.factbases import factbase_of, number_of
from benchmarks.synthetic import PHRASINGS_A_FACT, phrasings, questions
from knowledge.text import normalise


def test_the_same_seed_makes_the_same_phrasings_and_questions() -> None:
    assert phrasings(300) == phrasings(300)
    assert questions(phrasings(300), 20) == questions(phrasings(300), 20)
    assert phrasings(300) != phrasings(300, seed=5)


def test_a_phrasing_asks_for_one_fact() -> None:
    known = phrasings(3_000)
    assert len({normalise(text) for text in known.texts}) == len(known.texts) >= 3_000


def test_facts_are_counted_from_zero_and_stand_together() -> None:
    known = phrasings(300)
    assert known.facts == [number for number in range(len(known.facts) // PHRASINGS_A_FACT) for _ in range(15)]


def test_most_questions_are_not_known_word_for_word() -> None:
    known = phrasings(300)
    texts = {normalise(text) for text in known.texts}
    assert sum(normalise(question) in texts for question, _ in questions(known, 100)) < 10


def test_a_fact_base_holds_every_phrasing_once() -> None:
    known = phrasings(100)
    factbase = factbase_of(known)
    held = [(each.question, number_of(factbase.facts[each.target])) for each in factbase.known_questions()]
    assert held == list(zip(known.texts, known.facts, strict=True))


def test_a_fact_cites_a_paragraph_that_holds_its_quote() -> None:
    factbase = factbase_of(phrasings(100))
    for fact in factbase.facts.values():
        (citation,) = fact.citations
        assert citation.quote in factbase.sources[citation.source].paragraph(citation.paragraph).text
