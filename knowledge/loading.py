"""Reading a folder of TOML files into a FactBase; the only module that knows the file format."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import tomli
from pydantic import ValidationError

from knowledge.checking import Located, Record, check
from knowledge.factbase import FactBase
from knowledge.model import Curated, Fact, Gap, Manners, OtherSubject, Source, SynonymGroup, Topic
from knowledge.problems import FactBaseError, Problem

Model = TypeVar("Model", bound=Curated)

Files = Mapping[str, bytes]
"""What the files of a fact base hold, by their paths in its folder."""


def shipped_directory() -> Path:
    """Return the folder of the fact base that comes with the package."""
    return Path(__file__).parent / "data"


def read_files(directory: Path) -> Files:
    """Return the files of the fact base in a folder; raises FactBaseError with every one that cannot be read."""
    if not directory.is_dir():
        raise FactBaseError((Problem(str(directory), "", "the folder of the fact base must exist"),))
    files, problems = {}, []
    for path in sorted(path for path in directory.rglob("*.toml") if path.is_file()):
        name = path.relative_to(directory).as_posix()
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            problems.append(Problem(name, "", f"must be readable: {error.strerror}"))
    if problems:
        raise FactBaseError(tuple(problems))
    return files


def load(directory: Path, *, reserved: Collection[str] = ()) -> FactBase:
    """Return the fact base in a folder; raises FactBaseError as `read_files` and `load_files` do."""
    return load_files(read_files(directory), reserved=reserved)


def load_files(files: Files, *, reserved: Collection[str] = ()) -> FactBase:
    """Return the fact base that files make up.

    They are `sources/*.toml`, `facts/*.toml` and, where there are any, `gaps.toml`, `synonyms.toml`,
    `other_subjects.toml` and `manners/*.toml`. No fact may have one of the `reserved` commands.

    Raises FactBaseError, with every problem and its place, when a file is not what it must be or breaks an editorial
    rule.
    """
    reading = _Reading(files)
    sources = reading.folder(Source, "sources")
    topics: list[Located[Topic]] = []
    facts: list[Located[Fact]] = []
    for file in reading.files("facts"):
        reading.refuse_unknown_keys(file, {"topic", "facts"})
        topics += reading.all_of(Topic, file, [file.content.get("topic", {})])
        facts += reading.all_of(Fact, file, file.tables("facts"), topic=file.topic)
    gaps = reading.collection(Gap, "gaps")
    synonyms = reading.collection(SynonymGroup, "synonyms", key="groups")
    other_subjects = reading.collection(OtherSubject, "other_subjects", key="subjects")
    manners = reading.folder(Manners, "manners")
    record = Record(sources, topics, facts, gaps, synonyms, other_subjects, manners)
    problems = [*reading.problems, *check(record), *_shadowed(facts, reserved)]
    if not facts and not problems:
        problems.append(Problem("facts", "", "at least one fact must stand in facts/*.toml"))
    if problems:
        raise FactBaseError(tuple(problems))
    return FactBase(
        sources={entry.value.id: entry.value for entry in sources},
        topics={entry.value.id: entry.value for entry in topics},
        facts={entry.value.id: entry.value for entry in facts},
        gaps={entry.value.id: entry.value for entry in gaps},
        synonyms=tuple(entry.value for entry in synonyms),
        other_subjects=tuple(entry.value for entry in other_subjects),
        manners={entry.value.language: entry.value for entry in manners},
    )


@dataclass(frozen=True, slots=True)
class _File:
    """One file's name, relative to the fact base, and its tables."""

    name: str
    content: Mapping[str, Any]

    @property
    def topic(self) -> object:
        topic = self.content.get("topic")
        return topic.get("id") if isinstance(topic, dict) else None

    def tables(self, key: str) -> list[object]:
        found = self.content.get(key, [])
        return found if isinstance(found, list) else [found]


@dataclass(slots=True)
class _Reading:
    """One pass over the files, which gathers problems instead of stopping at the first."""

    whole: Files
    problems: list[Problem] = field(default_factory=list)

    def files(self, folder: str) -> Iterator[_File]:
        for name in sorted(self.whole):
            if name.rpartition("/")[0] == folder:
                yield from self._read(name)

    def folder(self, model: type[Model], name: str) -> list[Located[Model]]:
        return [entry for file in self.files(name) for entry in self.all_of(model, file, [file.content])]

    def collection(self, model: type[Model], stem: str, *, key: str | None = None) -> list[Located[Model]]:
        key = key or stem
        name = f"{stem}.toml"
        found: list[Located[Model]] = []
        for file in self._read(name) if name in self.whole else ():
            self.refuse_unknown_keys(file, {key})
            found += self.all_of(model, file, file.tables(key))
        return found

    def all_of(
        self, model: type[Model], file: _File, tables: Iterable[object], **given: object
    ) -> list[Located[Model]]:
        found = []
        for position, table in enumerate(tables, start=1):
            place = _place(table, position)
            if not isinstance(table, dict):
                self.problems.append(Problem(file.name, place, "must be a table"))
                continue
            for key in given.keys() & table.keys():
                self.problems.append(Problem(file.name, place, f"{key}: must not be given here: the file gives it"))
            try:
                found.append(Located(file.name, place, model.model_validate({**table, **given})))
            except ValidationError as error:
                self.problems += (Problem(file.name, place, _rule(detail)) for detail in error.errors())
        return found

    def refuse_unknown_keys(self, file: _File, known: set[str]) -> None:
        for key in file.content.keys() - known:
            expected = " and ".join(sorted(known))
            self.problems.append(Problem(file.name, key, f"unknown key: only {expected} may stand here"))

    def _read(self, name: str) -> Iterator[_File]:
        try:
            # As text files are read: whatever ends a line, it is one character.
            text = self.whole[name].decode().replace("\r\n", "\n").replace("\r", "\n")
            yield _File(name, tomli.loads(text))
        except tomli.TOMLDecodeError as error:
            self.problems.append(Problem(name, "", f"must be valid TOML: {error}"))
        except RecursionError:
            self.problems.append(Problem(name, "", "must be valid TOML: its brackets are nested too deeply"))
        except UnicodeDecodeError:
            self.problems.append(Problem(name, "", "must be UTF-8 text"))


def _shadowed(facts: Iterable[Located[Fact]], reserved: Collection[str]) -> Iterator[Problem]:
    for entry in facts:
        if entry.value.command in reserved:
            rule = f"command /{entry.value.command} must be another: the bot has one of that name itself"
            yield entry.problem(rule)


def _place(table: object, position: int) -> str:
    """Name an entry as a curator would look for it."""
    if isinstance(table, dict):
        for key in ("id", "name", "language", "words"):
            value = table.get(key)
            if isinstance(value, str) and value:
                return value
            if isinstance(value, list) and value and isinstance(value[0], str):
                return value[0]
    return f"entry {position}"


def _rule(detail: Mapping[str, Any]) -> str:
    """Word one of pydantic's errors as what must hold, with its place in the entry."""
    place = ".".join(str(part) for part in detail["loc"])
    message = {
        "extra_forbidden": "unknown key",
        "missing": "must be given",
        "string_pattern_mismatch": f"must match {detail.get('ctx', {}).get('pattern')}",
    }.get(detail["type"], str(detail["msg"]).removeprefix("Value error, "))
    return f"{place}: {message}" if place else message
