"""Sets of labelled questions, each with the little fact base that they are asked of; README.md documents the format."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from benchmarks.peers import Phrasings
from knowledge.model import Language

VARIANTS = ("clean", "noised", "filler")
"""As asked; with about one typing error in eight letters; wrapped in greetings and courtesies."""

_DEFAULT_LANGUAGE = "en"
_LANGUAGE_SUFFIX = re.compile(r"_([a-z]{2})$")


class SetError(Exception):
    """A set that cannot be read, with the place and what must hold there."""


class _Line(BaseModel):
    # Sets come from elsewhere and may say more about a question than is read here.
    model_config = ConfigDict(frozen=True, extra="ignore")


class _KnownFact(_Line):
    id: str
    phrasings: tuple[str, ...] = Field(min_length=1)


class _Asked(_Line):
    text: str
    fact: str | None


class _About(_Line):
    language: Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the number of the fact that answers it; None where no fact does and it must be refused."""

    text: str
    fact: int | None


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set: its fact base, and its questions in each variant that it has."""

    name: str
    phrasings: Phrasings
    asked: dict[str, tuple[Asked, ...]]


def load_sets(directory: Path, *, names: tuple[str, ...] = (), limit: int | None = None) -> list[QuestionSet]:
    """Read the sets in a folder, all of them unless `names` picks some, in alphabetical order.

    `limit` keeps that many questions of each variant, spread evenly over it, the same ones in every variant.
    Raises SetError.
    """
    found = sorted(path.name.removesuffix(".facts.jsonl") for path in directory.glob("*.facts.jsonl"))
    if not found:
        raise SetError(f"{directory}: must hold at least one <set>.facts.jsonl")
    if unknown := sorted(set(names) - set(found)):
        raise SetError(f"{directory}: must hold {unknown[0]}.facts.jsonl; it holds {', '.join(found)}")
    return [_load(directory, name, limit) for name in found if not names or name in names]


def guessed_language(name: str) -> Language:
    """Return the language that a set's name ends with, as in "faq_it", or English."""
    suffix = _LANGUAGE_SUFFIX.search(name)
    return suffix[1] if suffix else _DEFAULT_LANGUAGE


def _load(directory: Path, name: str, limit: int | None) -> QuestionSet:
    facts = [fact for _, fact in _lines(_KnownFact, directory / f"{name}.facts.jsonl")]
    numbers = {fact.id: number for number, fact in enumerate(facts)}
    if len(numbers) < len(facts):
        raise SetError(f"{name}.facts.jsonl: each id must stand on one line only")
    asked = {
        variant: _questions(path, numbers, limit)
        for variant in VARIANTS
        if (path := directory / f"{name}.queries{'' if variant == 'clean' else '.' + variant}.jsonl").exists()
    }
    if "clean" not in asked:
        raise SetError(f"{directory}: must hold {name}.queries.jsonl beside {name}.facts.jsonl")
    phrasings = Phrasings(
        texts=[phrasing for fact in facts for phrasing in fact.phrasings],
        facts=[number for number, fact in enumerate(facts) for _ in fact.phrasings],
        language=_language(directory / f"{name}.json", name),
    )
    return QuestionSet(name, phrasings, asked)


def _questions(path: Path, numbers: dict[str, int], limit: int | None) -> tuple[Asked, ...]:
    asked = []
    for place, line in _lines(_Asked, path):
        if line.fact is not None and line.fact not in numbers:
            raise SetError(f"{place}: fact must be an id of the set's facts or null: {line.fact}")
        asked.append(Asked(line.text, None if line.fact is None else numbers[line.fact]))
    if limit is None or limit >= len(asked):
        return tuple(asked)
    return tuple(asked[position * len(asked) // limit] for position in range(limit))


def _language(path: Path, name: str) -> Language:
    if not path.exists():
        return guessed_language(name)
    return _parsed(_About, path.read_text(encoding="utf-8"), path.name).language


Line = TypeVar("Line", bound=_Line)


def _lines(kind: type[Line], path: Path) -> Iterator[tuple[str, Line]]:
    """Yield each line that is not blank, with its place."""
    with path.open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            if text.strip():
                place = f"{path.name}:{number}"
                yield place, _parsed(kind, text, place)


def _parsed(kind: type[Line], text: str, place: str) -> Line:
    try:
        return kind.model_validate(json.loads(text))
    except json.JSONDecodeError as error:
        raise SetError(f"{place}: must be a JSON object: {error.msg}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SetError(f"{place}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
