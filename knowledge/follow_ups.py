"""Understanding a question from the answer before it: "and international?", "who leads it?"."""

from knowledge.explaining import Ground
from knowledge.factbase import FactBase
from knowledge.matching import Match, Matcher
from knowledge.model import Fact, Id, Language
from knowledge.outcomes import Answer
from knowledge.text import normalise, tokens
from knowledge.weighing import Weighed, Weigher

_PROPOSED = 12


class FollowUps:
    """Reads questions that lean on the fact answered last."""

    def __init__(self, factbase: FactBase, matcher: Matcher, weigher: Weigher) -> None:
        """Learn the words by which each language goes on from what was said."""
        self._factbase = factbase
        self._matcher = matcher
        self._weigher = weigher
        manners = factbase.manners.values()
        self._openings = {tuple(tokens(phrase)) for spoken in manners for phrase in spoken.conjunctions}
        self._pronouns = {normalise(word) for spoken in manners for word in spoken.pronouns}

    def leans(self, words: list[str]) -> bool:
        """Whether a question goes on from something: it opens with a conjunction or holds a pronoun."""
        return self._opening(words) > 0 or not self._pronouns.isdisjoint(words)

    def read(self, words: list[str], after: Id, language: Language | None, *, whole: Weighed) -> Weighed | None:
        """Return the answer that a question asks for after another, or None if it does not ask on from it.

        That is a fact akin to the last one, which every telling word of the question is met in, and which the two
        questions together come nearest to; never a gap where `whole`, the question by itself, has an answer. A question
        without a telling word, and one that by itself comes nearest to the last fact, does not ask on.
        """
        asked = words[self._opening(words) :]
        before = self._factbase.facts[after]
        alone = self._matcher.propose(" ".join(asked), language=language, limit=_PROPOSED)
        telling = any(word.content for word in alone.query.words)
        if not telling or (alone.matches and alone.matches[0].target == after):
            return None
        met = {
            match.target: match for match in alone.matches if not any(w.content for w in alone.evidence(match).missed)
        }
        spoken = language or (alone.matches[0].language if alone.matches else None)
        together = self._matcher.propose(
            " ".join((*asked, self._question(before, spoken))), language=language, limit=_PROPOSED
        )
        likely = [
            match
            for match in together.matches
            if match.target in met
            and self._follows(match, after)
            and (match.target in self._factbase.facts or not isinstance(whole.outcome, Answer))
        ]
        if not likely or not self._weigher.is_plausible(together, likely[0]):
            return None
        best = met[likely[0].target]
        return Weighed(self._weigher.outcome_of(best), Ground.FOLLOWS, alone, best)

    def _opening(self, words: list[str]) -> int:
        """Return how many words of a question only join it to what was said before."""
        return max((length for length in range(1, len(words)) if tuple(words[:length]) in self._openings), default=0)

    def _follows(self, match: Match, after: Id) -> bool:
        return match.target != after and self._factbase.akin(match.target, after)

    @staticmethod
    def _question(fact: Fact, language: Language | None) -> str:
        wording = fact.wordings.get(language or "") or next(iter(fact.wordings.values()))
        return wording.questions[0]
