"""How many questions came to what, since start; nothing about who asked or in what words."""

from dataclasses import dataclass

from knowledge import Answer, DidYouMean, NoAnswer, Outcome, Reason

_NO_QUESTION = {
    Reason.EMPTY,
    Reason.NO_WORDS,
    Reason.GREETING,
    Reason.THANKS,
    Reason.FAREWELL,
    Reason.CHIT_CHAT,
}


@dataclass(slots=True)
class Tally:
    """Counts of outcomes."""

    answered: int = 0
    suggested: int = 0
    refused: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count an outcome; greetings and the like are no questions and are not counted."""
        match outcome:
            case Answer():
                self.answered += 1
            case DidYouMean():
                self.suggested += 1
            case NoAnswer(reason=reason) if reason not in _NO_QUESTION:
                self.refused += 1
