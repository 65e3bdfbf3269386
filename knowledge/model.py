"""What a curator writes: sources with their paragraphs, facts that cite them, and gaps that they leave."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    PositiveInt,
    StringConstraints,
    field_validator,
    model_validator,
)

from knowledge.phrases import choices

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""An ISO 639-1 code: en, sq, sr."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
"""Lower-case words joined by hyphens; 48 characters leave room for a prefix in Telegram's 64 bytes of callback data."""

CommandName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]
"""A slash command without the slash, as Telegram allows it."""

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]


class Curated(BaseModel):
    """Base of all curated values: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Period(Curated):
    """When something holds or held; an open end is None."""

    start: date | None = None
    end: date | None = None

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start is None and self.end is None:
            raise ValueError("a period must have a start or an end")
        if self.start and self.end and self.end < self.start:
            raise ValueError("a period must not end before it starts")
        return self


class Paragraph(Curated):
    """One numbered paragraph of a source, under the section heading it stands below, if any."""

    number: PositiveInt
    section: Line | None = None
    text: Text


class Source(Curated):
    """A document that facts cite."""

    id: Id
    title: Line
    publisher: Line
    url: HttpUrl
    symbol: Line | None = None
    issued: date | None = None
    accessed: date
    """The day the text was taken into the record."""
    verbatim: bool
    """Whether paragraphs are the document's own words; if not, they are our summary and are never shown in quotes."""
    period: Period | None = None
    """The time that the document's figures belong to."""
    note: Line | None = None
    without_facts: tuple[PositiveInt, ...] = ()
    """Paragraphs that hold no fact, so that no fact need cite them."""
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)

    def paragraph(self, number: int) -> Paragraph:
        """Return the paragraph with this number; raises KeyError if there is none."""
        for paragraph in self.paragraphs:
            if paragraph.number == number:
                return paragraph
        raise KeyError(number)


class Citation(Curated):
    """The words of a source that a fact rests on."""

    source: Id
    paragraph: PositiveInt
    quote: Line


class Wording(Curated):
    """A fact in one language: its answer and the questions that ask for it, the canonical one first."""

    answer: Text
    questions: tuple[Line, ...] = Field(min_length=1)
    quotes: tuple[Line, ...] = ()
    """Our translations of the citations' quotes, in their order; empty where the source is in this language."""


class Fact(Curated):
    """Something the record proves, in every language it is worded in."""

    id: Id
    topic: Id
    command: CommandName | None = None
    period: Period | None = None
    citations: tuple[Citation, ...] = Field(min_length=1)
    related: tuple[Id, ...] = ()
    wordings: Mapping[Language, Wording] = Field(min_length=1)


class GapWording(Curated):
    """A gap in one language: what to say instead of an answer, and the questions that fall into it."""

    reply: Text
    questions: tuple[Line, ...] = Field(min_length=1)


class Gap(Curated):
    """A question that people ask and the record does not answer, and the facts that come closest."""

    id: Id
    related: tuple[Id, ...] = ()
    wordings: Mapping[Language, GapWording] = Field(min_length=1)


class Topic(Curated):
    """A subject that groups facts, with its title in each language."""

    id: Id
    title: Mapping[Language, Line]


class OtherSubject(Curated):
    """Something we are often confused with: a mission, body or place that the record does not cover."""

    name: Line
    """The name as it is best known, printed in refusals."""
    names: tuple[Line, ...] = ()
    """Other names and spellings, in any language."""


class SynonymGroup(Curated):
    """Words or short phrases that mean the same here, the preferred one first."""

    words: tuple[Line, ...] = Field(min_length=2)
    language: Language | None = None
    """The language the words belong to; None where they hold in every language, as names of places do."""


class Manners(Curated):
    """How people of one language wrap a question, and what they say that is no question.

    Phrases may be written as patterns, such as "thanks [a lot|very much]"; written out they would be ten times as many.
    """

    language: Language
    courtesies: tuple[Line, ...] = ()
    """Greetings and polite wrapping that may be dropped at either end of a question."""
    greetings: tuple[Line, ...] = ()
    thanks: tuple[Line, ...] = ()
    farewells: tuple[Line, ...] = ()
    chit_chat: tuple[Line, ...] = ()
    """Small talk about the bot itself, such as "how are you" and "are you a robot"."""
    function_words: tuple[Line, ...] = ()
    """Words that carry grammar rather than subject, such as "the" and "how"."""
    conjunctions: tuple[Line, ...] = ()
    """Words that join two questions or go on from the last one, such as "and" and "what about"."""
    pronouns: tuple[Line, ...] = ()
    """Words that stand for what was spoken of last, such as "it" and "there"."""
    polar: tuple[Line, ...] = ()
    """Openings of yes-or-no questions, such as "is" and "does"."""
    tags: tuple[Line, ...] = ()
    """Endings of yes-or-no questions, such as "right" and "isn't it"."""
    numbers: Mapping[Line, int] = Field(default_factory=dict)
    """Number words and their values."""

    @field_validator("courtesies", "greetings", "thanks", "farewells", "chit_chat", mode="after")
    @classmethod
    def _are_patterns(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            choices(pattern)
        return patterns
