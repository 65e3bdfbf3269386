"""Proposing by a kernel ridge regression among the known questions that are nearest to the asked one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial

import numpy as np

from knowledge.matching.evidence import weigh
from knowledge.matching.index import Index
from knowledge.matching.proposals import KnownQuestion, Match, Proposal, Trial
from knowledge.matching.proposing import Close, Proposer
from knowledge.matching.ragged import Ints, Mask
from knowledge.matching.reading import Reader, Reading
from knowledge.matching.shipped import everyday_questions, related_words
from knowledge.model import Language, Manners, SynonymGroup
from knowledge.text import tokens

_NEARNESS = 0.3
"""How much the nearest known question counts in a score, where the regression counts 1."""
_STRANGENESS = 0.4
"""How much the nearest everyday question counts, where the nearest known one counts 1."""

_MEANT = 1.4
"""How many times nearer a question must come with its courtesies than without, for them to be part of what is asked."""


class RidgeMatcher:
    """A Matcher that learns from all known questions which of them tell targets apart; immutable, safe for threads."""

    def __init__(
        self,
        known: Iterable[KnownQuestion],
        *,
        synonyms: Sequence[SynonymGroup] = (),
        related: Sequence[SynonymGroup] | None = None,
        everyday: Iterable[str] | None = None,
        manners: Mapping[Language, Manners] | None = None,
    ) -> None:
        """Take the known questions in any order, and what is known of their languages.

        Synonyms are as good as each other; of related words, one only speaks for the others. To be near a question that
        people ask every day and anywhere speaks against a match. Courtesies are dropped. Where related words and
        everyday questions are None, the lists are taken that come with the matcher.
        """
        known = list(known)
        languages = {question.language for question in known}
        related = related_words(languages) if related is None else related
        everyday = everyday_questions(languages) if everyday is None else everyday
        self._index = Index(known, synonyms=synonyms, related=related)
        self._reader = Reader(self._index, synonyms=synonyms, manners=manners or {})
        self._proposer = Proposer(self._index, everyday=map(self._reader.read, everyday))

    @property
    def asked(self) -> Mapping[Language, Set[str]]:
        """The words of the known questions in each language, as they are asked."""
        return self._index.asked

    def match(self, question: str, *, language: Language | None = None, limit: int = 5) -> list[Match]:
        """Return up to `limit` targets, best first, one match a target; `language` breaks ties."""
        return list(self.propose(question, language=language, limit=limit).matches)

    def propose(self, question: str, *, language: Language | None = None, limit: int = 5) -> Proposal:
        """Return the same matches with the query as it was read and the evidence for each match."""
        reading = self._reader.read(question)
        for words in (reading.asked, reading.bare):
            if same := self._index.same(words):
                return self._proposal(reading, self._exact_matches(same, language)[:limit], exact=True)
        found = self._near_matches(reading, language, limit)
        if len(reading.bare) < len(reading.asked) and (not found or _MEANT * found[0][0].score < 100):
            whole = self._reader.read(question, whole=True)
            near = self._near_matches(whole, language, limit)
            if near and (not found or near[0][0].score > _MEANT * found[0][0].score):
                reading, found = whole, near
        return self._proposal(reading, found, exact=False)

    def trials(self, *, limit: int = 500) -> Iterator[Trial]:
        """Ask up to `limit` known questions, spread over the base, of the base without them."""
        index = self._index
        total = len(index.known)
        for number in range(0, total, max(1, -(-total // limit))):
            known = index.known[number]
            twins = np.array(index.same(tokens(known.question)), np.int32)
            siblings = index.questions_of.row(int(index.target_of[number]))
            yield Trial(known, partial(self._without, known, twins), partial(self._without, known, twins, siblings))

    def _without(self, known: KnownQuestion, *questions: Ints) -> Proposal:
        index = self._index
        mask = np.zeros(len(index.known), np.bool_)
        for group in questions:
            mask[group] = True
        words = index.questions.rows(np.flatnonzero(mask))[0]
        uses = np.bincount(words)
        hidden = frozenset(np.flatnonzero((uses > 0) & (uses == index.uses[: len(uses)])).tolist())
        reading = self._reader.read(known.question, hidden=hidden)
        matches = self._near_matches(reading, known.language, 5, without=mask)
        return self._proposal(reading, matches, exact=False)

    def _exact_matches(self, questions: Sequence[int], language: Language | None) -> list[tuple[Match, int]]:
        known = self._index.known
        best: dict[str, int] = {}
        for number in sorted(questions, key=lambda number: (known[number].language != language, number)):
            best.setdefault(known[number].target, number)
        return [(self._match(number, 100.0), number) for number in best.values()]

    def _near_matches(
        self, reading: Reading, language: Language | None, limit: int, *, without: Mask | None = None
    ) -> list[tuple[Match, int]]:
        close = self._proposer.close(reading, without=without)
        return [(self._match(number, score), number) for number, score in self._ranked(close, language, limit)]

    def _ranked(self, close: Close, language: Language | None, limit: int) -> list[tuple[int, float]]:
        """Return the nearest question of each target with the target's score, best first."""
        if not len(close.questions):
            return []
        index = self._index
        wanted = index.languages.index(language) if language in index.languages else -1
        shares = np.round(np.add.reduceat(close.shares, close.starts), 6)
        least = np.partition(shares, -limit)[-limit] if len(shares) > limit else shares.min()
        starts = close.starts.tolist()
        ends = [*starts[1:], len(close.questions)]
        questions, similarities = close.questions.tolist(), close.similarities.tolist()
        ranked = []
        for group in np.flatnonzero(shares >= least).tolist():
            start, end = starts[group], ends[group]
            most = max(similarities[start:end])
            is_foreign, number = min(
                (int(index.language_of[question]) != wanted, question)
                for question, similarity in zip(questions[start:end], similarities[start:end], strict=True)
                if similarity == most
            )
            ranked.append((-float(shares[group]), is_foreign, int(index.target_of[number]), number, most))
        top = max(similarities)
        scale = 100 / (1 + _NEARNESS) * top / (top + _STRANGENESS * close.everyday) if top > 0 else 0.0
        scored: list[tuple[int, float]] = []
        score = 100.0
        for share, _, _, number, most in sorted(ranked)[:limit]:
            # How near anything is counts for the first; none scores more than those above it.
            score = max(0.0, min(score, scale * (_NEARNESS * (most if scored else top) - share)))
            scored.append((number, score))
        return scored

    def _match(self, number: int, score: float) -> Match:
        known = self._index.known[number]
        return Match(target=known.target, question=known.question, language=known.language, score=score)

    def _proposal(self, reading: Reading, found: list[tuple[Match, int]], *, exact: bool) -> Proposal:
        numbers = dict(found)
        return Proposal(
            query=reading.query,
            matches=tuple(numbers),
            exact=exact,
            _evidence=lambda match: weigh(self._index, reading, numbers[match]),
        )
