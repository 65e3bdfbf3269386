"""Editorial rules over a whole fact base: one function each, whose docstring is the rule."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from knowledge.model import Fact, Gap, Id, Manners, OtherSubject, Source, SynonymGroup, Topic
from knowledge.problems import Problem
from knowledge.text import figures, normalise

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Located(Generic[Value_co]):
    """A curated value and where it stands: its file, and its name there."""

    file: str
    entry: str
    value: Value_co

    def problem(self, rule: str) -> Problem:
        """Return the problem that this rule is broken here."""
        return Problem(self.file, self.entry, rule)


@dataclass(frozen=True)
class Record:
    """Everything read from the files, before it is known to be whole."""

    sources: Sequence[Located[Source]]
    topics: Sequence[Located[Topic]]
    facts: Sequence[Located[Fact]]
    gaps: Sequence[Located[Gap]]
    synonyms: Sequence[Located[SynonymGroup]]
    other_subjects: Sequence[Located[OtherSubject]]
    manners: Sequence[Located[Manners]]

    @property
    def entries(self) -> Sequence[Located[Fact | Gap]]:
        """Everything that is asked for: facts, then gaps."""
        return (*self.facts, *self.gaps)

    @cached_property
    def queries(self) -> Mapping[str, str]:
        """Every question, as it is normalised."""
        wordings = (wording for entry in self.entries for wording in entry.value.wordings.values())
        return {question: normalise(question) for wording in wordings for question in wording.questions}


def check(record: Record) -> list[Problem]:
    """Return every problem that the rules find, rule by rule."""
    return [problem for rule in RULES for problem in rule(record)]


def ids_are_unique(record: Record) -> Iterator[Problem]:
    """An id belongs to one source, one topic, and one fact or gap."""
    for kind in (record.sources, record.topics, record.entries):
        yield from _repeated(kind, lambda value: (value.id,), "id must be unique, and stands also in {other}")


def references_exist(record: Record) -> Iterator[Problem]:
    """Cited paragraphs and related facts exist, and nothing is related to itself."""
    sources = {source.value.id: source.value for source in record.sources}
    facts = {fact.value.id for fact in record.facts}
    for fact in record.facts:
        for citation in fact.value.citations:
            source = sources.get(citation.source)
            if source is None:
                yield fact.problem(f"cited source {citation.source} must exist")
            elif citation.paragraph not in {paragraph.number for paragraph in source.paragraphs}:
                yield fact.problem(f"cited paragraph {citation.paragraph} must exist in {citation.source}")
    for entry in record.entries:
        for related in entry.value.related:
            if related == entry.value.id:
                yield entry.problem("a fact must not be related to itself")
            elif related not in facts:
                yield entry.problem(f"related fact {related} must exist")


def quotes_stand_in_their_paragraph(record: Record) -> Iterator[Problem]:
    """A quote stands word for word in the paragraph it is cited from; only white space may differ."""
    texts = _paragraph_texts(record)
    for fact in record.facts:
        for citation in fact.value.citations:
            text = texts.get((citation.source, citation.paragraph))
            if text is not None and _folded(citation.quote) not in text:
                place = f"{citation.source} paragraph {citation.paragraph}"
                yield fact.problem(f'quote must stand word for word in {place}: "{citation.quote}"')


def figures_stand_in_quotes(record: Record) -> Iterator[Problem]:
    """Every number, date and document symbol in an answer stands in the quotes of its fact."""
    for fact in record.facts:
        proven = set().union(*(figures(citation.quote) for citation in fact.value.citations))
        for language, wording in fact.value.wordings.items():
            for text in (wording.answer, *wording.quotes):
                for figure in sorted(figures(text) - proven):
                    yield fact.problem(f"wordings.{language}: {figure} must stand in one of the fact's quotes")


def translated_quotes_pair_with_citations(record: Record) -> Iterator[Problem]:
    """A wording translates every quote of its fact, in order, or none."""
    for fact in record.facts:
        for language, wording in fact.value.wordings.items():
            if wording.quotes and len(wording.quotes) != len(fact.value.citations):
                yield fact.problem(f"wordings.{language}: quotes must translate each of the fact's citations, or none")


def questions_ask_for_one_entry(record: Record) -> Iterator[Problem]:
    """A question asks for one fact or gap only, however it is spelt, and holds at least one word."""
    first: dict[str, Located[Fact | Gap]] = {}
    for entry in record.entries:
        for language, wording in entry.value.wordings.items():
            for question in wording.questions:
                query = record.queries[question]
                if not query:
                    yield entry.problem(f'wordings.{language}: question must hold a word: "{question}"')
                    continue
                known = first.setdefault(query, entry)
                if known is not entry:
                    yield entry.problem(
                        f"wordings.{language}: question must ask for one fact only, "
                        f'and asks also for {known.entry} ({known.file}): "{question}"'
                    )


def paragraphs_are_numbered(record: Record) -> Iterator[Problem]:
    """Paragraphs are numbered from 1, in order, and without_facts names some of them."""
    for source in record.sources:
        numbers = [paragraph.number for paragraph in source.value.paragraphs]
        if numbers != list(range(1, len(numbers) + 1)):
            yield source.problem("paragraphs must be numbered 1, 2, 3 and so on, in order")
        for number in sorted(set(source.value.without_facts) - set(numbers)):
            yield source.problem(f"without_facts: paragraph {number} must exist")


def paragraphs_are_used(record: Record) -> Iterator[Problem]:
    """Every paragraph of a verbatim source is cited by a fact or listed as holding none, not both."""
    cited = {(citation.source, citation.paragraph) for fact in record.facts for citation in fact.value.citations}
    for source in record.sources:
        for paragraph in source.value.paragraphs:
            is_cited = (source.value.id, paragraph.number) in cited
            is_listed = paragraph.number in source.value.without_facts
            if is_cited and is_listed:
                yield source.problem(f"paragraph {paragraph.number} is cited, so without_facts must not list it")
            elif source.value.verbatim and not is_cited and not is_listed:
                yield source.problem(f"paragraph {paragraph.number} must be cited by a fact or listed in without_facts")


def commands_are_unique(record: Record) -> Iterator[Problem]:
    """A slash command belongs to one fact."""
    yield from _repeated(
        record.facts,
        lambda fact: (fact.command,) if fact.command else (),
        "command /{key} must be unique, and stands also in {other}",
    )


def synonyms_belong_to_one_group(record: Record) -> Iterator[Problem]:
    """A synonym belongs to one group of its language, however it is spelt."""
    yield from _repeated(
        record.synonyms,
        lambda group: {(normalise(word), group.language) for word in group.words},
        "{key[0]} must belong to one group only, and stands also in the group of {other}",
    )


def other_subjects_are_outside_the_record(record: Record) -> Iterator[Problem]:
    """The name of another subject belongs to one subject, and no answer or question of a fact uses it."""
    names = {
        f" {normalise(name)} ": subject
        for subject in record.other_subjects
        for name in (subject.value.name, *subject.value.names)
    }
    texts = {
        fact.entry: " ; ".join(
            f" {text} "
            for wording in fact.value.wordings.values()
            for text in (normalise(wording.answer), *(record.queries[question] for question in wording.questions))
        )
        for fact in record.facts
    }
    used = set().union(*map(str.split, texts.values()))
    for name, subject in names.items():
        # To look for every name in every text would take longer than all else.
        for fact, text in texts.items() if used.issuperset(name.split()) else ():
            if name in text:
                yield subject.problem(f"{name.strip()} must not be the name of another subject: {fact} speaks of it")
    yield from _repeated(
        record.other_subjects,
        lambda subject: {normalise(name) for name in (subject.name, *subject.names)},
        "{key} must name one subject only, and names also {other}",
    )


def manners_are_told_once(record: Record) -> Iterator[Problem]:
    """A language has one file of manners."""
    rule = "language {key} must be told once, and stands also in {other}"
    yield from _repeated(record.manners, lambda manners: (manners.language,), rule)


RULES: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    ids_are_unique,
    references_exist,
    quotes_stand_in_their_paragraph,
    figures_stand_in_quotes,
    translated_quotes_pair_with_citations,
    questions_ask_for_one_entry,
    paragraphs_are_numbered,
    paragraphs_are_used,
    commands_are_unique,
    synonyms_belong_to_one_group,
    other_subjects_are_outside_the_record,
    manners_are_told_once,
)


def _repeated(
    entries: Sequence[Located[Value_co]], keys: Callable[[Value_co], Iterable[object]], rule: str
) -> Iterator[Problem]:
    """Yield a problem for each entry that has a key of an earlier one."""
    first: dict[object, Located[Value_co]] = {}
    for entry in entries:
        for key in keys(entry.value):
            other = first.setdefault(key, entry)
            if other is not entry:
                where = other.entry if other.file == entry.file else f"{other.file}: {other.entry}"
                yield entry.problem(rule.format(key=key, other=where))


def _paragraph_texts(record: Record) -> dict[tuple[Id, int], str]:
    return {
        (source.value.id, paragraph.number): _folded(paragraph.text)
        for source in record.sources
        for paragraph in source.value.paragraphs
    }


def _folded(text: str) -> str:
    return " ".join(text.split())
