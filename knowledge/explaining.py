"""Why a question got its outcome, as its asker or a curator may be told."""

from dataclasses import dataclass
from enum import StrEnum

from knowledge.matching import Match
from knowledge.outcomes import Outcome


class Ground(StrEnum):
    """What an outcome rests on."""

    UNREAD = "unread"
    """The message asks nothing that could be looked up."""
    STRANGE = "strange"
    """No known question shares a word with it."""
    KNOWN = "known"
    """It is a known question, word for word."""
    NEAR = "near"
    """The nearest known question is near enough."""
    DOUBTFUL = "doubtful"
    """Known questions are near, but none is near enough."""
    FAR = "far"
    """The nearest known question is too far."""
    FOLLOWS = "follows"
    """It goes on from the answer before it."""
    SEVERAL = "several"
    """It is several questions in one."""
    OTHER_SUBJECT = "other_subject"
    """It names something that the record does not cover."""
    NUMBER = "number"
    """It holds a number that the record does not hold there."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An outcome, what it rests on, and what spoke for and against it."""

    outcome: Outcome
    ground: Ground
    query: str = ""
    """The question in normal form, without courtesies and with spelling corrected."""
    met: tuple[str, ...] = ()
    """Words of the question that the nearest match is known by; function words only where there are no others."""
    missed: tuple[str, ...] = ()
    """Words of the question that it is not known by."""
    matches: tuple[Match, ...] = ()
    """What was proposed, first the match that was decided on."""
    confidence: float = 0.0
    """How sure the match is, 0 to 100."""
    needed: float = 0.0
    """The confidence from which a match is answered with, 0 to 100."""
    parts: tuple["Explanation", ...] = ()
    """Where several questions were asked in one, why each got its own outcome."""
