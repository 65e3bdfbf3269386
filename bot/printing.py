"""Outcomes as JSON, for programs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.locale import Locale
from bot.rendering import answer_of, question_of
from knowledge import (
    Answer,
    DidYouMean,
    Fact,
    FactBase,
    NoAnswer,
    Outcome,
    Suggestion,
)

Json = Mapping[str, Any]


def outcome_as_json(question: str, outcome: Outcome, facts: FactBase, locale: Locale) -> Json:
    """Return an outcome as a JSON object, in the language and script of a locale.

    Its keys are question, outcome ("answer", "did_you_mean" or "no_answer"), language, fact (the first, where there
    are several), answer, citations, suggestions and reason; what an outcome has not is null or empty.
    """
    report: dict[str, Any] = {
        "question": question,
        "outcome": "no_answer",
        "language": locale.language,
        "fact": None,
        "answer": None,
        "citations": [],
        "suggestions": [],
        "reason": None,
    }
    match outcome:
        case Answer():
            report["outcome"] = "answer"
            report["fact"] = outcome.facts[0].id
            report["answer"] = "\n".join(answer_of(fact, locale) for fact in outcome.facts)
            report["citations"] = [citation for fact in outcome.facts for citation in _citations(fact, facts)]
        case DidYouMean(suggestions=suggestions):
            report["outcome"] = "did_you_mean"
            report["suggestions"] = _suggested(suggestions, locale)
        case NoAnswer(suggestions=suggestions, reason=reason):
            report["suggestions"] = _suggested(suggestions, locale)
            report["reason"] = reason.value
    return report


def _suggested(suggestions: Iterable[Suggestion], locale: Locale) -> list[Json]:
    return [{"fact": s.fact.id, "question": question_of(s.fact, locale)} for s in suggestions]


def _citations(fact: Fact, facts: FactBase) -> Iterator[Json]:
    for citation in fact.citations:
        source = facts.sources[citation.source]
        yield {
            "source": source.id,
            "title": source.title,
            "paragraph": citation.paragraph,
            "quote": citation.quote,
            "url": str(source.url),
        }
