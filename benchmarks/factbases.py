"""A fact base around plain phrasings, so that the whole answerer can be asked and not its matcher alone."""

from datetime import date
from itertools import groupby

from pydantic import HttpUrl

from benchmarks.manners import shipped_manners
from benchmarks.peers import Phrasings
from knowledge import Citation, Fact, FactBase, Paragraph, Source, Topic, Wording

_SOURCE = "record"


def factbase_of(phrasings: Phrasings) -> FactBase:
    """Return a fact base with a fact, a topic and a cited paragraph for each fact that is asked for.

    Fact 7 gets the id "fact-7". Its answer and its quote repeat its phrasings, so that it holds every number that they
    name; with a topic each, no fact passes for a neighbour of another. The facts' phrasings must stand together.
    """
    texts = [
        (fact, [text for _, text in same_fact])
        for fact, same_fact in groupby(zip(phrasings.facts, phrasings.texts, strict=True), key=lambda pair: pair[0])
    ]
    paragraphs = tuple(Paragraph(number=fact + 1, text=_joined(own)) for fact, own in texts)
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
            citations=(Citation(source=_SOURCE, paragraph=fact + 1, quote=_joined(own)),),
            wordings={phrasings.language: Wording(answer=_joined(own), questions=tuple(own))},
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


def _joined(texts: list[str]) -> str:
    return " / ".join(texts)[:1000].strip()
