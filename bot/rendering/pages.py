"""The bot's own pages: who it is, how to use it, what it keeps; topics and sources to browse."""

from collections.abc import Callable, Mapping, Sequence

from bot.languages import Tag
from bot.locale import Locale
from bot.rendering.cards import fact_buttons, question_of
from bot.rendering.markup import TEXT_LIMIT, bold, escape, italic, link, quote, shorten, visible_size
from bot.rendering.replies import Button, Reply, Row, label
from bot.taps import LanguageTap, ParagraphTap, SourcesTap, Tap, TopicsTap, TopicTap
from knowledge import Fact, FactBase, Id, Source

PAGE = 8
"""Choices on one page."""

_DESCRIPTION = 80
_TITLE = 300
_PARAGRAPH = 3000


class Pages:
    """Pages over one fact base, in one locale."""

    def __init__(self, facts: FactBase, locale: Locale, *, examples: Sequence[Fact]) -> None:
        """Take the facts whose questions are offered as examples."""
        self._facts = facts
        self._locale = locale
        self._examples = examples

    def start(self) -> Reply:
        """Return who the bot is, with example questions."""
        say = self._locale.say
        html = f"{bold(say('start-title'))}\n\n{escape(say('start'))}\n\n{escape(say('start-examples'))}"
        return self._reply(html, fact_buttons(self._examples, self._locale))

    def help(self, commands: Mapping[str, str], *, name: str) -> Reply:
        """Return how to ask, with the commands and what they do; `name` is the bot's, with its @."""
        say = self._locale.say
        head = [
            bold(say("help-title")),
            escape(say("help")),
            escape(say("help-groups", name=name)),
            bold(say("help-commands")),
        ]
        html = "\n\n".join(head)
        for command, description in commands.items():
            line = "\n" + escape(f"/{command} – {shorten(description, _DESCRIPTION)}")
            if visible_size(html) + visible_size(line) > TEXT_LIMIT:
                break
            html += line
        return self._reply(html)

    def about(self) -> Reply:
        """Return what the bot is and how much it knows."""
        say = self._locale.say
        size = say("about-size", facts=len(self._facts.facts), sources=len(self._facts.sources))
        html = f"{bold(say('about-title'))}\n\n{escape(say('about'))}\n\n{escape(size)}"
        return self._reply(html, ((self._topics_button("browse-topics"), Button(say("sources-title"), SourcesTap())),))

    def privacy(self) -> Reply:
        """Return what is kept about people."""
        return self._reply(f"{bold(self._locale.say('privacy-title'))}\n\n{escape(self._locale.say('privacy'))}")

    def topics(self, page: int = 0) -> Reply:
        """Return a page of the topics; a page that there is not is the nearest one there is."""
        choices = [
            Button(label(self._locale.told(topic.title, str)), TopicTap(topic.id))
            for topic in self._facts.topics.values()
        ]
        rows = self._paged(choices, page, TopicsTap)
        return self._reply(self._titled(self._locale.say("topics-title"), self._locale.say("topics")), rows)

    def topic(self, topic: Id, page: int = 0) -> Reply | None:
        """Return a page of a topic's questions, or None if there is no such topic."""
        found = self._facts.topics.get(topic)
        if found is None:
            return None
        choices = [button for row in fact_buttons(self._facts.facts_of(topic), self._locale) for button in row]
        rows = self._paged(choices, page, lambda other: TopicTap(topic, other))
        title = shorten(self._locale.told(found.title, str), _TITLE)
        return self._reply(self._titled(title, self._locale.say("topic")), (*rows, (self._topics_button("to-topics"),)))

    def sources(self, page: int = 0) -> Reply:
        """Return a page of the sources; a page that there is not is the nearest one there is."""
        choices = [Button(label(s.title), ParagraphTap(s.id)) for s in self._facts.sources.values()]
        rows = self._paged(choices, page, SourcesTap)
        return self._reply(self._titled(self._locale.say("sources-title"), self._locale.say("sources")), rows)

    def paragraph(self, source: Id, number: int) -> Reply | None:
        """Return one paragraph of a source and ways to its neighbours, or None if there is no such paragraph."""
        found = self._facts.sources.get(source)
        if found is None or not 1 <= number <= len(found.paragraphs):
            return None
        paragraph = found.paragraphs[number - 1]
        text = escape(shorten(paragraph.text, _PARAGRAPH))
        position = self._locale.say("source-position", paragraph=number, paragraphs=len(found.paragraphs))
        section = [italic(shorten(paragraph.section, _TITLE))] if paragraph.section else []
        body = [quote(text, expandable=False) if found.verbatim else text]
        html = "\n\n".join([self._bibliography(found), "\n".join([bold(position), *section, *body])])
        ways = [(number - 1, "earlier"), (number + 1, "later")]
        steps = tuple(
            Button(self._locale.say(label), ParagraphTap(source, step))
            for step, label in ways
            if 1 <= step <= len(found.paragraphs)
        )
        return self._reply(
            html, (*((steps,) if steps else ()), (Button(self._locale.say("to-sources"), SourcesTap()),))
        )

    def unknown_command(self, near: str | None) -> Reply:
        """Return a hint for a command that there is not, with the nearest one that there is, if any."""
        say = self._locale.say
        hint = say("unknown-command-near", command=near) if near else say("unknown-command")
        return self._reply(f"{escape(hint)} {escape(say('unknown-command-help'))}")

    def ask_how(self) -> Reply:
        """Return how to use the command that takes a question."""
        question = question_of(self._examples[0], self._locale)
        return self._reply(f"{escape(self._locale.say('ask-how'))}\n{escape(shorten(f'/ask {question}', _TITLE))}")

    def languages(self, names: Mapping[Tag, str], *, chosen: Tag | None) -> Reply:
        """Return a choice of languages by the names they give themselves, with what is chosen now marked."""
        say = self._locale.say
        choices = [*((tag, name) for tag, name in names.items()), (None, say("language-automatic"))]
        rows = tuple((Button(f"✓ {name}" if tag == chosen else name, LanguageTap(tag)),) for tag, name in choices)
        return self._reply(self._titled(say("language-title"), say("language")), rows)

    def _reply(self, html: str, rows: tuple[Row, ...] = ()) -> Reply:
        return Reply(html, self._locale.tag, rows)

    def _bibliography(self, source: Source) -> str:
        say = self._locale.say
        where = ", ".join(part for part in (shorten(source.publisher, _TITLE), source.symbol) if part)
        lines = [bold(shorten(source.title, _TITLE)), escape(shorten(where, _TITLE))]
        if source.issued:
            lines.append(escape(say("source-issued", issued=source.issued)))
        lines.append(escape(say("source-accessed", accessed=source.accessed)))
        if not source.verbatim:
            lines.append(escape(say("source-summary")))
        lines.append(link(say("source-link"), str(source.url)))
        return "\n".join(lines)

    def _titled(self, title: str, text: str) -> str:
        return f"{bold(title)}\n\n{escape(text)}"

    def _topics_button(self, label: str) -> Button:
        return Button(self._locale.say(label), TopicsTap())

    def _paged(self, choices: Sequence[Button], page: int, tap: Callable[[int], Tap]) -> tuple[Row, ...]:
        """Return a page's choices and the ways to its neighbours."""
        last = max((len(choices) - 1) // PAGE, 0)
        page = min(page, last)
        rows: list[Row] = [(choice,) for choice in choices[page * PAGE : (page + 1) * PAGE]]
        steps = [(page - 1, "earlier"), (page + 1, "later")]
        turning = tuple(Button(self._locale.say(label), tap(step)) for step, label in steps if 0 <= step <= last)
        return (*rows, *((turning,) if turning else ()))
