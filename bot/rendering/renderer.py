"""Everything that can be said over one fact base, in every language spoken."""

from collections.abc import Mapping, Sequence

from bot.languages import Tag
from bot.locale import Locale
from bot.rendering.cards import Cards, answer_of, question_of
from bot.rendering.explanations import Explanations
from bot.rendering.outcomes import Outcomes
from bot.rendering.pages import Pages
from bot.rendering.replies import Reply, notice
from knowledge import Explanation, Fact, FactBase, Outcome

_EXAMPLES = 3


class Renderer:
    """Replies for outcomes, facts and pages of one fact base; a tag says in which language and script."""

    def __init__(self, facts: FactBase, locales: Mapping[Tag, Locale]) -> None:
        examples = _examples(facts)
        self._locales = locales
        self._cards = {tag: Cards(facts, locale) for tag, locale in locales.items()}
        self._pages = {tag: Pages(facts, locale, examples=examples) for tag, locale in locales.items()}
        self._outcomes = {tag: Outcomes(facts, locale, examples=examples) for tag, locale in locales.items()}

    def locale(self, tag: Tag) -> Locale:
        """Return the locale with this tag."""
        return self._locales[tag]

    def outcome(self, outcome: Outcome, tag: Tag, *, buttons: bool = False) -> Reply:
        """Return what to say for an outcome.

        `buttons` puts a row under it to ask why, where there is more to say, and to tell whether an answer helped.
        """
        return self._outcomes[tag].reply(outcome, buttons=buttons)

    def explanation(self, explanation: Explanation, tag: Tag) -> Reply:
        """Return why an outcome is what it is."""
        return Explanations(self._locales[tag]).reply(explanation)

    def fact(self, fact: Fact, tag: Tag) -> Reply:
        """Return a fact under its question, for where nobody has just asked it in words."""
        return self._cards[tag].reply((fact,), headed=True)

    def preview(self, fact: Fact, tag: Tag) -> tuple[str, str]:
        """Return a fact's question and its answer as plain texts."""
        locale = self._locales[tag]
        return question_of(fact, locale), answer_of(fact, locale)

    def say(self, message: str, tag: Tag) -> str:
        """Return one of the locale's messages as plain text."""
        return self._locales[tag].say(message)

    def notice(self, message: str, tag: Tag) -> Reply:
        """Return one of the locale's messages as a reply."""
        return notice(self.say(message, tag), tag)

    def pages(self, tag: Tag) -> Pages:
        """Return the bot's own pages."""
        return self._pages[tag]

    def languages(self, tag: Tag, *, chosen: Tag | None) -> Reply:
        """Return a choice of all languages, each by the name it gives itself."""
        names = {other: locale.say("language-name") for other, locale in self._locales.items()}
        return self._pages[tag].languages(names, chosen=chosen)


def _examples(facts: FactBase) -> Sequence[Fact]:
    """Return facts worth asking for first: those with a command before others, and each topic's first before others."""
    firsts = {
        next((fact.id for fact in of_topic if fact.command), of_topic[0].id)
        for topic in facts.topics
        if (of_topic := facts.facts_of(topic))
    }
    return sorted(facts.facts.values(), key=lambda fact: (fact.command is None, fact.id not in firsts))[:_EXAMPLES]
