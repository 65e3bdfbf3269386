"""What comes with the matcher in some languages: lists of related words, and of questions that people ask anywhere."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from knowledge.model import Language, SynonymGroup


def related_words(languages: Iterable[Language]) -> list[SynonymGroup]:
    """Return the groups of words that often stand for one another, of those of the languages that have a list."""
    groups = []
    for language in sorted(set(languages)):
        for line in _lines("related", language):
            words = tuple(dict.fromkeys(line.split()))
            if len(words) > 1:
                groups.append(SynonymGroup(words=words, language=language))
    return groups


def everyday_questions(languages: Iterable[Language]) -> list[str]:
    """Return the questions that people ask anywhere, of those of the languages that have a list."""
    return [line for language in sorted(set(languages)) for line in _lines("everyday", language)]


def _lines(kind: str, language: Language) -> Iterator[str]:
    listed = files("knowledge.matching") / kind / f"{language}.txt"
    if listed.is_file():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield line
