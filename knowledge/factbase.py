"""The fact base: facts, gaps and their sources, immutable and with every reference whole."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from knowledge.matching import KnownQuestion
from knowledge.model import CommandName, Fact, Gap, Id, Language, Manners, OtherSubject, Source, SynonymGroup, Topic


@dataclass(frozen=True)
class FactBase:
    """Everything the record holds, each collection in a fixed order."""

    sources: Mapping[Id, Source]
    topics: Mapping[Id, Topic]
    facts: Mapping[Id, Fact]
    gaps: Mapping[Id, Gap]
    synonyms: tuple[SynonymGroup, ...] = ()
    other_subjects: tuple[OtherSubject, ...] = ()
    manners: Mapping[Language, Manners] = field(default_factory=dict)

    @cached_property
    def languages(self) -> tuple[Language, ...]:
        """The languages that facts are worded in, the best covered first."""
        counts = Counter(language for fact in self.facts.values() for language in fact.wordings)
        return tuple(sorted(counts, key=lambda language: (-counts[language], language)))

    @cached_property
    def commands(self) -> Mapping[CommandName, Fact]:
        """The facts that have a slash command, by its name."""
        return {fact.command: fact for fact in self.facts.values() if fact.command is not None}

    @cached_property
    def phrasings(self) -> int:
        """How many questions are known, over all facts, gaps and languages."""
        return sum(1 for _ in self.known_questions())

    def lacking(self, language: Language) -> tuple[Id, ...]:
        """Return the ids of the facts and gaps that have no wording in a language."""
        entries: tuple[Fact | Gap, ...] = (*self.facts.values(), *self.gaps.values())
        return tuple(entry.id for entry in entries if language not in entry.wordings)

    def facts_of(self, topic: Id) -> tuple[Fact, ...]:
        """Return the facts of a topic, in the curators' order."""
        return tuple(fact for fact in self.facts.values() if fact.topic == topic)

    def related(self, target: Id) -> tuple[Fact, ...]:
        """Return the facts that a fact or a gap names as related."""
        return tuple(self.facts[fact] for fact in self._entry(target).related)

    def akin(self, one: Id, other: Id) -> bool:
        """Whether two facts or gaps are near in subject: of one topic, or related to each other or to a third."""
        first, second = self._entry(one), self._entry(other)
        if isinstance(first, Fact) and isinstance(second, Fact) and first.topic == second.topic:
            return True
        return not {one, *first.related}.isdisjoint({other, *second.related})

    def known_questions(self) -> Iterator[KnownQuestion]:
        """Yield every question that a fact or a gap is asked by."""
        entries: tuple[Fact | Gap, ...] = (*self.facts.values(), *self.gaps.values())
        for entry in entries:
            for language, wording in entry.wordings.items():
                for question in wording.questions:
                    yield KnownQuestion(entry.id, question, language)

    def _entry(self, target: Id) -> Fact | Gap:
        return self.facts.get(target) or self.gaps[target]

    def difference(self, older: "FactBase") -> "Difference":
        """Return what this fact base adds, changes and removes, facts and gaps alike, against an older one."""
        now, before = {**self.facts, **self.gaps}, {**older.facts, **older.gaps}
        return Difference(
            added=tuple(id_ for id_ in now if id_ not in before),
            changed=tuple(id_ for id_ in now if id_ in before and now[id_] != before[id_]),
            removed=tuple(id_ for id_ in before if id_ not in now),
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """The ids of facts and gaps that differ between two fact bases."""

    added: tuple[Id, ...]
    changed: tuple[Id, ...]
    removed: tuple[Id, ...]
