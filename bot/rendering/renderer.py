"""Everything that can be said over one fact base, in every language spoken."""

from collections.abc import Mapping, Sequence

from bot.languages import Languages
from bot.locale import Locale
from bot.rendering.cards import Cards
from bot.rendering.outcomes import Outcomes
from bot.rendering.pages import Pages
from bot.rendering.replies import Reply
from knowledge import Fact, FactBase, Language, Outcome

_EXAMPLES = 3


class Renderer:
    """Replies for outcomes, facts and pages of one fact base."""

    def __init__(self, facts: FactBase, locales: Mapping[Language, Locale], languages: Languages) -> None:
        examples = _examples(facts)
        self._languages = languages
        self._locales = locales
        self._cards = {language: Cards(facts, locale) for language, locale in locales.items()}
        self._pages = {language: Pages(facts, locale, examples=examples) for language, locale in locales.items()}
        self._outcomes = {language: Outcomes(facts, locale, examples=examples) for language, locale in locales.items()}

    def outcome(self, outcome: Outcome, *, app_language: str | None) -> Reply:
        """Return an outcome in the language of the question, if we speak it."""
        return self._outcomes[self._languages.first_of(outcome.language, app_language)].reply(outcome)

    def fact(self, fact: Fact, *, app_language: str | None) -> Reply:
        """Return a fact under its question, for where nobody has just asked it in words."""
        language = self.language(app_language)
        return self._cards[language].reply((fact,), language, headed=True)

    def language(self, app_language: str | None) -> Language:
        """Return the language to speak with a person whose app has this one."""
        return self._languages.first_of(app_language)

    def say(self, message: str, *, app_language: str | None) -> str:
        """Return one of the locale's messages as plain text."""
        return self._locales[self.language(app_language)].say(message)

    def pages(self, app_language: str | None) -> Pages:
        """Return the bot's own pages in a person's language."""
        return self._pages[self.language(app_language)]


def _examples(facts: FactBase) -> Sequence[Fact]:
    """Return facts worth asking for first: those with a command before others, and each topic's first before others."""
    firsts = {
        next((fact.id for fact in of_topic if fact.command), of_topic[0].id)
        for topic in facts.topics
        if (of_topic := facts.facts_of(topic))
    }
    return sorted(facts.facts.values(), key=lambda fact: (fact.command is None, fact.id not in firsts))[:_EXAMPLES]
