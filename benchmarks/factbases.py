"""A fact base around plain phrasings, so that the whole answerer can be asked and not its matcher alone."""

from datetime import date
from itertools import groupby

from pydantic import HttpUrl

from benchmarks.manners import shipped_manners
from benchmarks.peers import Phrasings
from knowledge import Citation, Fact, FactBase, Paragraph, Source, Topic, Wording
from knowledge.text import figures

_SOURCE = "record"
_REPEATED = 3
_LONGEST = 1000


def factbase_of(phrasings: Phrasings) -> FactBase:
    """Return a fact base with a fact, a topic and a cited paragraph for each fact that is asked for.

    Fact 7 gets the id "fact-7". Its answer and its quote repeat some phrasings and every number in all of them, so that
    they are as long as curated ones and no question differs from its own fact by a number. With a topic each, no fact
    passes for a neighbour of another. The phrasings of a fact must stand together.
    """
    texts = [
        (fact, [text for _, text in same_fact])
        for fact, same_fact in groupby(zip(phrasings.facts, phrasings.texts, strict=True), key=lambda pair: pair[0])
    ]
    paragraphs = tuple(Paragraph(number=fact + 1, text=_answer(own)) for fact, own in texts)
    source = Source(
        id=_SOURCE,
        title="Record",
        publisher="Benchmarks",
        url=HttpUrl("https://example.org/record"),
        accessed=date(2026, 1, 1),
        verbatim=True,
        paragraphs=paragraphs,
    )
    facts = {
        f"fact-{fact}": Fact(
            id=f"fact-{fact}",
            topic=f"topic-{fact}",
            citations=(Citation(source=_SOURCE, paragraph=fact + 1, quote=_answer(own)),),
            wordings={phrasings.language: Wording(answer=_answer(own), questions=tuple(own))},
        )
        for fact, own in texts
    }
    return FactBase(
        sources={_SOURCE: source},
        topics={fact.topic: Topic(id=fact.topic, title={phrasings.language: fact.id}) for fact in facts.values()},
        facts=facts,
        gaps={},
        manners=shipped_manners(phrasings.language),
    )


def number_of(fact: Fact) -> int:
    """Return the number that a fact of `factbase_of` was made from."""
    return int(fact.id.removeprefix("fact-"))


def _answer(texts: list[str]) -> str:
    return " ".join([*texts[:_REPEATED], *sorted(frozenset().union(*map(figures, texts)))])[:_LONGEST].strip()
