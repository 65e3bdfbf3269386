"""Questions that many people ask in the same words, thought about once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial

from bot.serving import Answers, Considered
from knowledge import Explanation, Id, Language, Outcome

_KEPT = 256
"""Questions kept, those asked last: what the bot suggests and what is in the news, not all that is ever asked."""


class Repeated:
    """Answers as another does, from memory what was asked before; good for as long as the other's fact base."""

    def __init__(self, answers: Answers, *, kept: int = _KEPT) -> None:
        self._alone = lru_cache(kept)(partial(_alone, answers))
        self._after = lru_cache(kept)(partial(_after, answers))
        self._explain = lru_cache(kept)(answers.explain)

    def consider(self, question: str, *, language: Language | None = None) -> Considered:
        """Understand a question by itself."""
        may_go_on, outcome = self._alone(question, language)
        return _Known(may_go_on, outcome, partial(self._after, question, language))

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation:
        """Return the outcome for a question and why it is so."""
        return self._explain(question, language=language, after=after)


@dataclass(frozen=True, slots=True)
class _Known:
    """A question whose outcome by itself is known."""

    may_go_on: bool
    alone: Outcome
    look_up: Callable[[Id], Outcome]

    def outcome(self, after: Id | None = None) -> Outcome:
        return self.look_up(after) if self.may_go_on and after is not None else self.alone


def _alone(answers: Answers, question: str, language: Language | None) -> tuple[bool, Outcome]:
    considered = answers.consider(question, language=language)
    return considered.may_go_on, considered.outcome()


def _after(answers: Answers, question: str, language: Language | None, after: Id) -> Outcome:
    return answers.consider(question, language=language).outcome(after)
