"""Reading a question: courtesies dropped, words corrected, and synonyms replaced by preferred words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from math import sqrt
from typing import NamedTuple

from knowledge.matching.courtesies import Courtesies
from knowledge.matching.index import Index
from knowledge.matching.proposals import Query, Word
from knowledge.matching.remembering import remembered
from knowledge.matching.spelling import Speller
from knowledge.matching.synonyms import Synonyms
from knowledge.model import Language, Manners, SynonymGroup
from knowledge.text import tokens

_LONGEST = 64
"""Words beyond these tell no more, and would cost time."""
_BELIEVED = 0.5
"""A correction more probable than this is not doubted in favour of two words that were run together."""
_PLAUSIBLE = 0.3
"""Corrections that are less probable than this, all together, leave the letters as they were typed."""
_CACHED = 20_000


class Part(NamedTuple):
    """A word of the query as it was read, or several that stand for one."""

    word: Word
    typed: tuple[str, ...]
    spelled: tuple[str, ...]
    stems: Mapping[int, float]
    """The stems it may mean, and how surely, from 0 to 1."""
    concepts: Mapping[int, float]
    """The features of the concepts it belongs to: the more there are, the less each counts."""


class Reading(NamedTuple):
    """A question as it was read."""

    query: Query
    asked: list[str]
    """All its tokens."""
    bare: list[str]
    """Those that are left without courtesies."""
    parts: tuple[Part, ...]


class Reader:
    """Reads questions in the light of an index."""

    def __init__(self, index: Index, *, synonyms: Sequence[SynonymGroup], manners: Mapping[Language, Manners]) -> None:
        """Take what the words of questions are held against."""
        self._index = index
        self._synonyms = Synonyms(synonyms)
        self._courtesies = Courtesies(pattern for polite in manners.values() for pattern in polite.courtesies)
        self._function_words = frozenset(
            token for polite in manners.values() for word in polite.function_words for token in tokens(word)
        )
        others = sorted(self._synonyms.words() - index.word_numbers.keys())
        self._others = frozenset(others)
        self._spellings = [*index.words, *others]
        self._speller = Speller(self._spellings, [*index.uses.tolist(), *[1] * len(others)])
        self._recalled = remembered(self._alone, _CACHED)

    def read(self, question: str, *, hidden: Set[int] = frozenset(), whole: bool = False) -> Reading:
        """Read a question as if the hidden words were not known; without its courtesies, unless it is read whole."""
        asked = tokens(question)
        start, end = (0, len(asked)) if whole else self._courtesies.strip(asked)
        bare = asked[start:end]
        parts = tuple(self._with_synonyms(list(self._parts(bare[:_LONGEST], hidden))))
        query = Query(text=" ".join(asked), words=tuple(part.word for part in parts))
        return Reading(query, asked, bare, parts)

    def _parts(self, words: Sequence[str], hidden: Set[int]) -> Iterator[Part]:
        """Yield each word, or two that belong together, as it was read by itself."""
        place = 0
        while place < len(words):
            word = words[place]
            place += 1
            part = self._recalled(word) if self._is_visible(word, hidden) else self._alone(word, hidden)
            if part.word.known != word and word not in self._others and place < len(words):
                joined = word + words[place]
                if joined in self._index.word_numbers or joined in self._others:
                    part = self._part(f"{word} {words[place]}", (joined,), self._meant(joined, hidden))
                    place += 1
            yield part

    def _is_visible(self, word: str, hidden: Set[int]) -> bool:
        """Return whether a word is read the same as if nothing was hidden."""
        number = self._index.word_numbers.get(word)
        return not hidden or (number is not None and number not in hidden)

    def _with_synonyms(self, parts: list[Part]) -> Iterable[Part]:
        spelled = [" ".join(part.spelled) for part in parts]
        if not self._synonyms.begin_in(spelled):
            return parts
        read: list[Part] = []
        for start, end, preferred in self._synonyms.parts(spelled):
            stems = self._stems(preferred)
            # A preferred word that the base does not use would be of no help.
            if list(preferred) == spelled[start:end] or len(stems) < len(set(preferred)):
                read.extend(parts[start:end])
            else:
                asked = " ".join(part.word.asked for part in parts[start:end])
                read.append(self._part(asked, preferred, stems, typed=preferred))
        return read

    def _alone(self, word: str, hidden: Set[int] = frozenset()) -> Part:
        """Return a word as it is read by itself: as it is known, or corrected."""
        meant = self._meant(word, hidden)
        if meant or word in self._others:
            return self._part(word, (word,), meant)
        near = [(number, chance) for number, chance in self._speller.near(word) if number not in hidden]
        if not near or near[0][1] < _BELIEVED:
            halves = self._halves(word, hidden)
            if halves:
                return self._part(word, halves, self._stems(halves))
        chances: dict[int, float] = {}
        for number, chance in near:
            if number < len(self._index.words):
                stem = int(self._index.stem_of[number])
                chances[stem] = chances.get(stem, 0.0) + chance
        plausible = sum(chance for _, chance in near) > _PLAUSIBLE
        spelled = self._spellings[near[0][0]] if plausible else word
        return self._part(word, (spelled,), {stem: sqrt(chance) for stem, chance in chances.items()})

    def _meant(self, word: str, hidden: Set[int]) -> Mapping[int, float]:
        """Return the stem of a word that is known, as it is or by its stem."""
        number = self._index.word_numbers.get(word)
        if number is not None:
            return {} if number in hidden else {int(self._index.stem_of[number]): 1.0}
        if not hidden:
            for stem_of in self._index.stemmers.values():
                stem = self._index.stems.get(stem_of(word))
                if stem is not None:
                    return {stem: 1.0}
        return {}

    def _halves(self, word: str, hidden: Set[int]) -> tuple[str, ...]:
        """Return two known words that were run together, the most used ones."""
        numbers = self._index.word_numbers
        best: tuple[str, ...] = ()
        most = 0
        for place in range(2, len(word) - 1):
            one, other = word[:place], word[place:]
            if one in numbers and other in numbers and max(place, len(word) - place) > 3:
                uses = min(int(self._index.uses[numbers[half]]) for half in (one, other))
                if uses > most and hidden.isdisjoint((numbers[one], numbers[other])):
                    best, most = (one, other), uses
        return best

    def _stems(self, words: Iterable[str]) -> Mapping[int, float]:
        """Return the stems of those of the words that are known."""
        numbers = self._index.word_numbers
        return {int(self._index.stem_of[numbers[word]]): 1.0 for word in words if word in numbers}

    def _part(
        self, asked: str, spelled: tuple[str, ...], stems: Mapping[int, float], *, typed: tuple[str, ...] | None = None
    ) -> Part:
        surest = max(stems.values(), default=0.0)
        weight = sum(float(self._index.weights[stem]) for stem, sure in stems.items() if sure == surest)
        known = " ".join(spelled)
        word = Word(
            asked=asked,
            known=known if stems else None,
            weight=weight if stems else self._index.unseen_stem,
            content=asked not in self._function_words and known not in self._function_words,
        )
        return Part(word, (asked,) if typed is None else typed, spelled, stems, self._concepts(spelled, stems))

    def _concepts(self, spelled: Iterable[str], stems: Mapping[int, float]) -> Mapping[int, float]:
        index = self._index
        groups = [(index.concepts_of.get(stem, ()), sure) for stem, sure in stems.items()]
        if not stems:
            for part in spelled:
                numbers = (index.concept_features.get(concept) for concept in index.concepts.of_any(part))
                groups.append((tuple(number for number in numbers if number is not None), 1.0))
        concepts: dict[int, float] = {}
        for features, sure in groups:
            for feature in features:
                concepts[feature] = max(concepts.get(feature, 0.0), sure / sqrt(len(features)))
        return concepts
