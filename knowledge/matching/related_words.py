"""Words of general language that often stand for one another, in the languages that we have a list for."""

from collections.abc import Iterable
from importlib.resources import files

from knowledge.model import Language, SynonymGroup


def related_words(languages: Iterable[Language]) -> list[SynonymGroup]:
    """Return the groups of related words of those of the languages that have a list."""
    lists = files("knowledge.matching") / "related"
    groups = []
    for language in sorted(set(languages)):
        listed = lists / f"{language}.txt"
        if listed.is_file():
            for line in listed.read_text(encoding="utf-8").splitlines():
                words = tuple(dict.fromkeys(line.split()))
                if len(words) > 1 and not line.startswith("#"):
                    groups.append(SynonymGroup(words=words, language=language))
    return groups
