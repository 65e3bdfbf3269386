"""Whatever the fact base and people say, replies are valid Telegram HTML within Telegram's limits, and read well."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import HttpUrl

from bot.locale import load_locales
from bot.loopback.markup import parse_html
from bot.rendering import Renderer, Reply, notice, plain
from bot.rendering.excerpts import excerpt
from bot.rendering.markup import shorten, size
from bot.taps import text_of
from knowledge import (
    Answer,
    Citation,
    DidYouMean,
    Fact,
    FactBase,
    Gap,
    NoAnswer,
    Outcome,
    Paragraph,
    Period,
    Reason,
    Source,
    Suggestion,
    Topic,
)
from knowledge.model import GapWording

LONG = "word " * 700
LOCALES = load_locales()


def lines(longest: int) -> st.SearchStrategy[str]:
    """Text as a curator's file may hold it, long ones and ones full of markup included."""
    odd = st.sampled_from(["&<>\"'" * (longest // 5), "😀" * (longest // 2), "a" * longest, "x y" * (longest // 3)])
    text = st.one_of(st.text(max_size=60), odd).map(lambda t: t.strip()[:longest])
    return text.map(lambda t: t.strip() or "?")


def fact(id_: str, *, answer: object = "Yes.", question: object = "Is it so?", **changes: object) -> Fact:
    citations = (Citation(source="source", paragraph=1, quote="word"),)
    wordings = {"en": {"answer": answer, "questions": (question,)}}
    return Fact.model_validate({"id": id_, "topic": "topic", "citations": citations, "wordings": wordings, **changes})


def source(
    *, text: str = "A word of proof.", title: str = "Title", verbatim: bool = True, paragraphs: int = 1
) -> Source:
    return Source(
        id="source",
        title=title,
        publisher=title,
        url=HttpUrl("https://example.org/?a=1&b=2"),
        accessed=date(2024, 1, 2),
        verbatim=verbatim,
        paragraphs=tuple(Paragraph(number=n + 1, section=title, text=text) for n in range(paragraphs)),
    )


def base(*facts: Fact, cited: Source | None = None, topic: str = "Topic") -> FactBase:
    return FactBase(
        sources={"source": cited or source()},
        topics={"topic": Topic(id="topic", title={"en": topic})},
        facts={each.id: each for each in facts},
        gaps={},
    )


def renderer(facts: FactBase) -> Renderer:
    return Renderer(facts, LOCALES)


def told(facts: FactBase, outcome: Outcome, tag: str = "en") -> Reply:
    return renderer(facts).outcome(outcome, tag)


def require_sendable(reply: Reply) -> None:
    """Hold a reply against Telegram's rules for messages and buttons."""
    text, _ = parse_html(reply.html)
    assert 0 < size(text.strip()) <= 4096
    assert len(reply.html.encode()) <= 32768
    for row in reply.rows:
        assert 1 <= len(row) <= 8
        for button in row:
            assert button.text
            assert 1 <= len(text_of(button.tap, reply.tag).encode()) <= 64
    assert sum(map(len, reply.rows)) <= 100


@st.composite
def fact_bases(draw: st.DrawFn) -> FactBase:
    """Fact bases of up to six facts, whose texts are as long and as odd as they may be."""
    text, quotes = draw(lines(4000)), draw(st.lists(lines(1000), min_size=1, max_size=6))
    cited = source(
        text=f"{text} {quotes[0]} {text}"[:4000], title=draw(lines(1000)), verbatim=draw(st.booleans()), paragraphs=2
    )
    wording = {"answer": draw(lines(4000)), "questions": (draw(lines(1000)),)}
    wordings = {"en": wording, "sr": {**wording, "quotes": tuple(quotes)}}
    citations = tuple(Citation(source="source", paragraph=n % 2 + 1, quote=q) for n, q in enumerate(quotes))
    period = Period(start=date(1999, 6, 10), end=date(2023, 6, 30))
    given_ = {"citations": citations, "period": period, "wordings": wordings}
    return base(*(fact(f"fact-{n}", **given_) for n in range(draw(st.integers(1, 6)))), cited=cited)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fact_bases(), st.sampled_from(sorted(LOCALES)))
def test_any_answer_is_sendable(known: FactBase, tag: str) -> None:
    facts = tuple(known.facts.values())
    suggestions = tuple(Suggestion(each, each.wordings["en"].questions[0]) for each in facts[:3])
    require_sendable(told(known, Answer("en", facts), tag))
    require_sendable(told(known, DidYouMean("en", suggestions), tag))
    require_sendable(renderer(known).fact(facts[0], tag))


@settings(deadline=None)
@given(reason=st.sampled_from(Reason), asked=st.text(max_size=2000), known=st.text(max_size=2000), reply=lines(4000))
def test_any_refusal_is_sendable(reason: Reason, asked: str, known: str, reply: str) -> None:
    gap = Gap(id="gap", wordings={"en": GapWording(reply=reply, questions=("What?",))})
    suggestions = (Suggestion(fact("fact"), "Is it so?"),)
    require_sendable(told(base(fact("fact")), NoAnswer("en", reason, asked, known, gap, suggestions)))
    require_sendable(told(base(fact("fact")), NoAnswer("en", reason, asked, known)))


@settings(deadline=None)
@given(title=lines(1000), text=lines(4000), page=st.integers(0, 9999))
def test_any_page_is_sendable(title: str, text: str, page: int) -> None:
    facts = base(
        *(fact(f"fact-{n}", question=title, command=f"command_{n}") for n in range(120)),
        cited=source(text=text, title=title, paragraphs=3),
        topic=title,
    )
    pages = renderer(facts).pages("en")
    commands = {f"command_{n}": title for n in range(120)}
    shown = [pages.start(), pages.about(), pages.privacy(), pages.ask_how(), pages.topics(page), pages.sources(page)]
    shown += [pages.help(commands, name="@bot"), pages.unknown_command("command"), pages.unknown_command(None)]
    for reply in (*shown, pages.topic("topic", page), pages.paragraph("source", 2)):
        assert reply is not None
        require_sendable(reply)


@given(st.text(min_size=1))
def test_any_notice_is_sendable(text: str) -> None:
    html = notice(f"Status: {text}", "en").html
    assert size(parse_html(html)[0]) <= 4096


@given(paragraph=st.text(max_size=300), quotes=st.lists(st.text(max_size=50), max_size=3), limit=st.integers(3, 400))
def test_an_excerpt_keeps_its_limit_and_adds_no_words(paragraph: str, quotes: list[str], limit: int) -> None:
    text, _ = parse_html(excerpt(paragraph, quotes, limit))
    assert size(text) <= max(limit, 3)
    without_controls = parse_html(excerpt(paragraph, (), 10_000))[0]
    assert text.removeprefix("…").removesuffix("…") in without_controls


@given(st.text(), st.integers(1, 100))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    assert size(shorten(text, limit)) <= limit


def test_an_excerpt_of_a_long_paragraph_shows_the_whole_quote_in_its_surroundings() -> None:
    quote = "the quoted words"
    html = excerpt(f"{LONG}{quote} {LONG}", [quote], 200)
    text, entities = parse_html(html)
    assert text.startswith("…word ")
    assert text.endswith(" word…")
    assert [text[e.start : e.end] for e in entities] == [quote]


def test_quotes_that_overlap_are_marked_once_together() -> None:
    html = excerpt("one two three four", ["one two", "two three", "missing"], 100)
    assert html == "<b>one two three</b> four"


def test_a_quote_is_found_across_line_breaks_and_no_break_spaces() -> None:
    assert excerpt("a\u00a0b\n c d", ["b c"], 100) == "a <b>b c</b> d"


def test_a_question_in_two_parts_gets_both_facts_each_with_its_source() -> None:
    one, two = fact("one", answer="First."), fact("two", answer="Second.")
    text, entities = parse_html(told(base(one, two), Answer("en", (one, two))).html)
    assert text.index("First.") < text.index("Second.")
    assert [e.kind for e in entities].count("text_link") == 2
    assert [e.kind for e in entities].count("expandable_blockquote") == 2


def test_a_paragraph_cited_twice_is_shown_once() -> None:
    citations = tuple(Citation(source="source", paragraph=1, quote=quote) for quote in ("A word", "proof"))
    cited = fact("one", citations=citations)
    html = told(base(cited), Answer("en", (cited,))).html
    assert html.count("<blockquote") == 1
    assert html.count("<b>") == 2


def test_a_translated_quote_stands_under_the_quote_marked_as_ours() -> None:
    citations = tuple(Citation(source="source", paragraph=1, quote=quote) for quote in ("A word", "proof"))
    wordings = {"sr": {"answer": "Da.", "questions": ["Je li?"], "quotes": ["Reč", "dokaza"]}}
    cited = fact("one", citations=citations, wordings=wordings)
    text = plain(told(base(cited), Answer("sr", (cited,)), "sr-Cyrl"))
    assert text.splitlines()[:5] == [
        "Да.",
        "",
        "│ A word of proof.",
        "Наш превод: „Реч […] доказа“",
        "Title, ¶ 1 (https://example.org/?a=1&b=2)",
    ]


def test_a_long_translation_gets_as_much_room_as_its_paragraph_does() -> None:
    citations = (Citation(source="source", paragraph=1, quote="word"),)
    wordings = {"sr": {"answer": "Da.", "questions": ["Je li?"], "quotes": [LONG[:1000]]}}
    facts = tuple(fact(id_, citations=citations, wordings=wordings) for id_ in ("a", "b", "c"))
    reply = told(base(*facts, cited=source(text=LONG)), Answer("sr", facts), "sr")
    require_sendable(reply)
    assert reply.html.count("Naš prevod: „") == 3
    assert reply.html.count("<blockquote") == 3


def test_a_gap_that_is_not_worded_in_the_language_says_so() -> None:
    gap = Gap(id="gap", wordings={"en": GapWording(reply="Nobody knows.", questions=("Why?",))})
    html = told(base(fact("one")), NoAnswer("sq", Reason.GAP, gap=gap), "sq").html
    assert "anglisht" in html.splitlines()[0]
    assert html.splitlines()[1] == "Nobody knows."


def test_an_answer_offers_two_related_facts_curated_ones_first() -> None:
    facts = base(fact("a", related=["c"], question="A?"), fact("b", question="B?"), fact("c", question="C?"))
    reply = told(facts, Answer("en", (facts.facts["a"],)))
    assert [button.text for row in reply.rows for button in row] == ["C?", "B?"]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(start=date(2022, 7, 1), end=date(2023, 6, 30)), "For 1 July 2022 – 30 June 2023"),
        (Period(start=date(1999, 6, 10)), "Since 10 June 1999"),
        (Period(end=date(1999, 6, 10)), "Until 10 June 1999"),
    ],
)
def test_a_dated_fact_says_for_when_it_holds(period: Period, words: str) -> None:
    dated = fact("one", period=period)
    assert words in told(base(dated), Answer("en", (dated,))).html


def test_lists_come_in_pages_of_eight() -> None:
    facts = base(*(fact(f"fact-{n}", question=f"Question {n}?") for n in range(17)))
    pages = renderer(facts).pages("en")
    sizes, labels = [], []
    for page in range(3):
        reply = pages.topic("topic", page)
        assert reply is not None
        sizes.append(sum(row[0].text.startswith("Question") for row in reply.rows))
        labels.append([button.text for button in reply.rows[-2]])
    assert sizes == [8, 8, 1]
    assert labels == [["Next ›"], ["‹ Back", "Next ›"], ["‹ Back"]]


def test_plain_text_keeps_everything_that_markup_shows() -> None:
    one = fact("one", answer="Tom & <Jerry>.", question="Who?", related=["two"])
    facts = base(one, fact("two", question="What else?"))
    text = plain(told(facts, Answer("en", (one,))))
    assert text == ("Tom & <Jerry>.\n\n│ A word of proof.\nTitle, ¶ 1 (https://example.org/?a=1&b=2)\n\n  → What else?")


def test_a_language_that_is_not_spoken_is_answered_in_one_that_is() -> None:
    assert "Did you mean" in told(base(fact("one")), DidYouMean("de", (Suggestion(fact("one"), "Is it so?"),))).html
