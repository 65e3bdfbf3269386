"""How questions end: counted since start and, day by day, in storage; nothing about who asked."""

from bot import tracing
from bot.storage import Counts, Event, Unanswered
from knowledge import Answer, DidYouMean, NoAnswer, Outcome, Reason

_NO_QUESTION = {
    Reason.EMPTY,
    Reason.NO_WORDS,
    Reason.GREETING,
    Reason.THANKS,
    Reason.FAREWELL,
    Reason.CHIT_CHAT,
}


class Tally:
    """Counts outcomes, and keeps the questions that had none."""

    def __init__(self, counts: Counts, unanswered: Unanswered) -> None:
        self._counts = counts
        self._unanswered = unanswered
        self.since_start = dict.fromkeys((Event.ANSWERED, Event.SUGGESTED, Event.REFUSED), 0)

    def add(self, question: str, outcome: Outcome) -> None:
        """Count what a question came to; greetings and the like are no questions and are not counted."""
        match outcome:
            case Answer():
                self._count(Event.ANSWERED, outcome.facts[0].id)
            case DidYouMean():
                self._count(Event.SUGGESTED)
            case NoAnswer(reason=reason) if reason not in _NO_QUESTION:
                self._count(Event.REFUSED)
                self._unanswered.add(question)

    def _count(self, event: Event, fact: str | None = None) -> None:
        self.since_start[event] += 1
        self._counts.add(event, fact=fact)
        if trace := tracing.current():
            trace.outcome, trace.fact = event.value, fact or ""
