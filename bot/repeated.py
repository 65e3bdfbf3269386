"""Questions that many people ask in the same words, thought about once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.fleeting import Fleeting
from bot.serving import Answers, Considered
from knowledge import Explanation, Id, Language, Outcome

_SECONDS = 600.0
"""No longer than the bot may keep what people write, though nothing tells here who wrote it."""

_KEPT = 1000


class Repeated:
    """Answers as another does, from memory what was asked in the last minutes; an event loop must be running."""

    def __init__(self, answers: Answers, *, seconds: float = _SECONDS, kept: int = _KEPT) -> None:
        """Remember for some seconds, and of more than `kept` questions the newest."""
        self._answers = answers
        # Not with what would look them up, which a reload is to free at once.
        self._alone: Fleeting[_Question, tuple[bool, Outcome]] = Fleeting(seconds=seconds, limit=kept)
        self._explained: Fleeting[_Question, Explanation] = Fleeting(seconds=seconds, limit=kept)

    def consider(self, question: str, *, language: Language | None = None) -> Considered:
        """Understand a question by itself."""
        consider = partial(self._answers.consider, question, language=language)

        def alone() -> tuple[bool, Outcome]:
            considered = consider()
            return considered.may_go_on, considered.outcome()

        may_go_on, outcome = self._alone.get_or_make((question, language, None), alone)
        # What was weighed is too much to keep, so that what goes on from an answer is thought about anew.
        return _Known(may_go_on, outcome, lambda after: consider().outcome(after))

    def explain(self, question: str, *, language: Language | None = None, after: Id | None = None) -> Explanation:
        """Return the outcome for a question and why it is so."""
        look = partial(self._answers.explain, question, language=language, after=after)
        return self._explained.get_or_make((question, language, after), look)


_Question = tuple[str, Language | None, Id | None]
"""The words, the language of who asked, and the fact that they go on from."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A question whose outcome by itself is known."""

    may_go_on: bool
    alone: Outcome
    look_up: Callable[[Id], Outcome]

    def outcome(self, after: Id | None = None) -> Outcome:
        return self.look_up(after) if self.may_go_on and after is not None else self.alone
