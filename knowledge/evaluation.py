"""Scoring an answerer on a question set: what it gets right, and what it should have left unanswered.

A question set is a file with one JSON object a line:

- `q`: the question; `lang`: its language; `kind`: what sort of question it is; `en`: an English gloss, if any;
- `expect`: strings that a right answer holds in its text or its quotes, an inner list meaning any one of them;
  null where the question must be refused;
- `para`: the paragraphs that a right citation may name; null where the question must be refused;
- `polarity`: "yes" or "no" where the record decides a yes-or-no question.

Strings are compared after NFKC, case folding, folding of white space and one form of thousands separators; a string
of digits matches whole numbers only.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from knowledge.model import Language
from knowledge.outcomes import Answer, DidYouMean, Outcome

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_THOUSANDS = re.compile(r"(?<=\d)[., \u00a0\u202f](?=\d{3}(?!\d))")


class Question(BaseModel):
    """A labelled question of a question set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: str
    lang: Language
    kind: str
    expect: tuple[str | tuple[str, ...], ...] | None = None
    para: tuple[int, ...] | None = None
    polarity: str | None = None
    en: str | None = Field(default=None, description="an English gloss")

    @property
    def script(self) -> str:
        """The script that the question holds letters of: Cyrillic, or Latin where it holds no Cyrillic."""
        return "Cyrillic" if _CYRILLIC.search(self.q) else "Latin"


class Verdict(StrEnum):
    """How an outcome compares with what was expected."""

    RIGHT = "right"
    """Answered, with every expected string and an accepted citation."""
    WRONG = "wrong"
    """Answered with something else."""
    SUGGESTED = "suggested"
    """Answerable, and only suggestions were offered."""
    MISSED = "missed"
    """Answerable, and refused."""
    REFUSED = "refused"
    """To be refused, and not answered."""
    FALSE = "false"
    """To be refused, and answered."""


class CanAnswer(Protocol):
    """What is scored."""

    def answer(self, question: str, *, language: Language | None = None) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Judged:
    """A question, what came of it, and the verdict."""

    question: Question
    outcome: Outcome
    verdict: Verdict

    @property
    def has_failed(self) -> bool:
        """Whether the question was neither answered right nor rightly refused."""
        return self.verdict not in (Verdict.RIGHT, Verdict.REFUSED)

    @property
    def is_mistaken(self) -> bool:
        """Whether the question was answered, and not right."""
        return self.verdict in (Verdict.WRONG, Verdict.FALSE)


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts counted over a group of questions."""

    counts: Counter[Verdict]

    def __getitem__(self, verdict: Verdict) -> int:
        return self.counts[verdict]

    @property
    def answerable(self) -> int:
        """How many questions the record answers."""
        return sum(self[v] for v in (Verdict.RIGHT, Verdict.WRONG, Verdict.SUGGESTED, Verdict.MISSED))

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return self.counts.total()

    @property
    def right_share(self) -> float:
        """Right answers per answerable question, 0..1."""
        return self[Verdict.RIGHT] / self.answerable if self.answerable else 0.0

    @property
    def wrong_share(self) -> float:
        """Wrong and false answers per question asked, 0..1."""
        return (self[Verdict.WRONG] + self[Verdict.FALSE]) / self.asked if self.asked else 0.0

    @property
    def coverage(self) -> float:
        """Answers per answerable question, 0..1."""
        return (self[Verdict.RIGHT] + self[Verdict.WRONG]) / self.answerable if self.answerable else 0.0

    @property
    def precision(self) -> float:
        """Right answers per answer, 0..1; 1 where there is no answer."""
        answered = self[Verdict.RIGHT] + self[Verdict.WRONG] + self[Verdict.FALSE]
        return self[Verdict.RIGHT] / answered if answered else 1.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every judged question of a run."""

    judged: tuple[Judged, ...]

    def tally(self, group: Callable[[Question], str]) -> dict[str, Tally]:
        """Count verdicts by a property of the question, groups in alphabetical order."""
        counts: dict[str, Counter[Verdict]] = {}
        for judged in self.judged:
            counts.setdefault(group(judged.question), Counter())[judged.verdict] += 1
        return {name: Tally(counts[name]) for name in sorted(counts)}

    @property
    def total(self) -> Tally:
        """Count verdicts over all questions."""
        return Tally(Counter(judged.verdict for judged in self.judged))

    @property
    def failures(self) -> tuple[Judged, ...]:
        """Return the questions that were neither answered right nor rightly refused."""
        return tuple(judged for judged in self.judged if judged.has_failed)


def load_questions(path: Path) -> list[Question]:
    """Read a question set; raises ValueError naming the line and what must hold."""
    return list(_questions(path.read_text(encoding="utf-8").splitlines(), path.name))


def _questions(lines: Sequence[str], name: str) -> Iterator[Question]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Question.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise ValueError(f"{name}:{number}: must be a JSON object: {error.msg}") from error
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise ValueError(f"{name}:{number}: {place}: {first['msg']}") from error


def evaluate(answerer: CanAnswer, questions: Iterable[Question]) -> Evaluation:
    """Ask every question and judge what comes of it."""
    judged = []
    for question in questions:
        outcome = answerer.answer(question.q)
        judged.append(Judged(question, outcome, judge(question, outcome)))
    return Evaluation(tuple(judged))


def judge(question: Question, outcome: Outcome) -> Verdict:
    """Return how an outcome compares with what a question expects."""
    if question.expect is None:
        return Verdict.FALSE if isinstance(outcome, Answer) else Verdict.REFUSED
    if isinstance(outcome, DidYouMean):
        return Verdict.SUGGESTED
    if not isinstance(outcome, Answer):
        return Verdict.MISSED
    said = _comparable(" \n ".join(_said(outcome)))
    holds_all = all(
        any(_stands_in(said, choice) for choice in ([expected] if isinstance(expected, str) else expected))
        for expected in question.expect
    )
    cited = {citation.paragraph for fact in outcome.facts for citation in fact.citations}
    return Verdict.RIGHT if holds_all and cited & set(question.para or cited) else Verdict.WRONG


def _said(answer: Answer) -> Iterator[str]:
    for fact in answer.facts:
        yield answer.wording(fact).answer
        yield from (citation.quote for citation in fact.citations)


def _comparable(text: str) -> str:
    return " ".join(_THOUSANDS.sub("", unicodedata.normalize("NFKC", text)).casefold().split())


def _stands_in(said: str, expected: str) -> bool:
    expected = _comparable(expected)
    if expected.isdigit():
        return re.search(rf"(?<!\d){expected}(?!\d)", said) is not None
    return expected in said
