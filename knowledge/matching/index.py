"""The known questions, laid out for proposing."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from knowledge.matching.concepts import Concepts
from knowledge.matching.features import LETTER_SHARE, MEANING_SHARE, concept_weight, run_weight, runs, stem_weight
from knowledge.matching.proposals import KnownQuestion
from knowledge.matching.ragged import Floats, Ints, Ragged, bounds_of
from knowledge.matching.stemming import stemmer
from knowledge.matching.synonyms import Synonyms
from knowledge.model import Id, Language, SynonymGroup
from knowledge.text import tokens


class Index:
    """Known questions by their words, and words by what they are compared by. Immutable once built.

    Questions, targets, words and features go by number. Of the features, stems come first, then concepts, which
    together are the meanings, then runs of letters, single letters last.
    """

    known: list[KnownQuestion]
    targets: list[Id]
    target_of: Ints
    """The target of each question."""
    questions_of: Ragged
    """The questions of each target."""
    languages: list[Language]
    language_of: NDArray[np.int8]
    """The language of each question."""
    questions: Ragged
    """The words of each question."""
    holders: Ragged
    """The questions that hold a word of each stem."""
    asked: dict[Language, set[str]]
    """The words of the questions in each language, as they are asked."""
    words: list[str]
    word_numbers: dict[str, int]
    uses: NDArray[np.int64]
    """How often each word occurs in questions."""
    stem_of: Ints
    """The stem of each word."""
    features: Ragged
    """The features of each word: its stem first, then its concepts and its runs of letters, as often as they occur."""
    rough_features: Ragged
    """The same without single letters, which tell little."""
    stems: dict[str, int]
    concepts: Concepts
    concept_features: dict[int, int]
    """The features of those concepts that a known question holds a word of."""
    concepts_of: dict[int, tuple[int, ...]]
    """The features of the concepts that each stem belongs to, if any."""
    stems_in: Ragged
    """The stems in each of those concepts."""
    runs: dict[str, int]
    meanings: int
    """How many features are meanings."""
    weights: Floats
    """How much each feature tells."""
    lengths: Floats
    """About how long each question is, as a vector of features."""

    def __init__(
        self,
        known: Iterable[KnownQuestion],
        *,
        synonyms: Sequence[SynonymGroup] = (),
        related: Sequence[SynonymGroup] = (),
    ) -> None:
        """Take known questions in any order; those without a word are left out."""
        ordered = sorted(known, key=lambda question: (question.language, question.target, question.question))
        replaced = {
            language: Synonyms(synonyms, language=language) for language in {question.language for question in ordered}
        }
        self.known = []
        numbered: defaultdict[str, int] = defaultdict(count().__next__)
        self.asked = {language: set() for language in replaced}
        languages: list[Language] = []
        # Flat arrays: lists of lists would take several times the memory that the index does.
        numbers, lengths, keys = array("i"), array("q"), array("q")
        for question in ordered:
            asked = tokens(question.question)
            self.asked[question.language].update(asked)
            words = replaced[question.language].replace(asked)
            if words:
                numbers.extend(map(numbered.__getitem__, words))
                languages.extend([question.language] * (len(numbered) - len(languages)))
                lengths.append(len(words))
                keys.append(hash(tuple(asked)))
                self.known.append(question)
        self.word_numbers = dict(numbered)
        self.words = list(self.word_numbers)
        self.questions = Ragged(bounds_of(np.array(lengths, np.int64)), np.array(numbers, np.int32))
        self.uses = np.bincount(self.questions.values, minlength=len(self.words))
        names = {name: number for number, name in enumerate(sorted({question.target for question in self.known}))}
        self.targets = list(names)
        self.target_of = np.fromiter((names[question.target] for question in self.known), np.int32, len(self.known))
        self.languages = sorted(replaced)
        order = {language: number for number, language in enumerate(self.languages)}
        self.language_of = np.fromiter((order[question.language] for question in self.known), np.int8, len(self.known))
        self.questions_of = Ragged(np.arange(len(self.known) + 1), self.target_of).turned(len(self.targets))
        self.stemmers = {language: stemmer(language) for language in sorted(set(languages))}
        self.concepts = Concepts(related, self.stemmers)
        hashes = np.array(keys, np.int64)
        self._keyed = np.argsort(hashes, kind="stable").astype(np.int32)
        self._keys = hashes[self._keyed]
        self._lay_out_features(languages)
        self._weigh()
        self._measure()
        self.features, self.rough_features = self.features.narrowed(), self.rough_features.narrowed()

    def _lay_out_features(self, languages: Sequence[Language]) -> None:
        """Number the stems and runs of letters of all words, single letters last."""
        self.stems = {}
        stems = [self.stemmers[language](word) for word, language in zip(self.words, languages, strict=True)]
        self.stem_of = np.array([self.stems.setdefault(stem, len(self.stems)) for stem in stems], np.int32)
        self.holders = Ragged(self.questions.bounds, self.stem_of[self.questions.values]).turned(len(self.stems))
        concepts_of = [self.concepts.of_stem(*pair) for pair in zip(stems, languages, strict=True)]
        held = sorted({concept for row in concepts_of for concept in row})
        self.concept_features = {concept: number for number, concept in enumerate(held, len(self.stems))}
        self.meanings = len(self.stems) + len(held)
        self.concepts_of = {
            stem: tuple(self.concept_features[concept] for concept in row)
            for stem, row in zip(self.stem_of.tolist(), concepts_of, strict=True)
            if row
        }
        stems_in: dict[int, list[int]] = {feature: [] for feature in self.concept_features.values()}
        for stem, features in self.concepts_of.items():
            for feature in features:
                stems_in[feature].append(stem)
        self.stems_in = Ragged.of(stems_in.values())
        # Numbered as they are found at first, since the order is known only in the end.
        found: defaultdict[str, int] = defaultdict(count().__next__)
        occurring, lengths = array("i"), array("q")
        for word in self.words:
            row = runs(word)
            occurring.extend(map(found.__getitem__, row))
            lengths.append(len(row))
        ordered = sorted(found, key=lambda run: (len(run) == 1, run))
        self.runs = {run: number for number, run in enumerate(ordered, self.meanings)}
        self.singles = self.meanings + sum(len(run) > 1 for run in found)
        numbers = np.fromiter((self.runs[run] for run in found), np.int32, len(found))
        held_by = Ragged.of([self.concept_features[concept] for concept in row] for row in concepts_of)
        self.features = Ragged.joined(
            Ragged(np.arange(len(self.words) + 1), self.stem_of),
            held_by,
            Ragged(bounds_of(np.array(lengths, np.int64)), numbers[occurring]),
        )
        kept = self.features.values < self.singles
        kept_lengths = np.add.reduceat(kept, self.features.bounds[:-1], dtype=np.int64)
        self.rough_features = Ragged(bounds_of(kept_lengths), self.features.values[kept])

    def _weigh(self) -> None:
        total = len(self.known)
        uses = np.bincount(
            self.features.values, np.repeat(self.uses, self.features.lengths), self.meanings + len(self.runs)
        )
        stems, concepts = len(self.stems), self.meanings
        # Of how many questions hold a run that is strewn over them by chance; to count them takes much longer.
        holding = -total * np.expm1(-uses[concepts:] / max(total, 1))
        self.weights = np.array(
            [
                *(stem_weight(total, min(count, total)) for count in uses[:stems].tolist()),
                *(concept_weight(total, min(count, total)) for count in uses[stems:concepts].tolist()),
                *(run_weight(total, count) for count in holding.tolist()),
            ],
            np.float32,
        )
        self.unseen_stem = stem_weight(total, 0)
        self.unseen_run = run_weight(total, 0)

    def _measure(self) -> None:
        """Work out about how long questions are as vectors: single letters and runs that words share left aside."""
        features, starts = self.rough_features.values, self.rough_features.bounds[:-1]
        squares = self.weights[features] ** 2
        both = np.add.reduceat(squares, starts)
        by_meaning = np.add.reduceat(np.where(features < self.meanings, squares, 0), starts)
        in_questions, starts = self.questions.values, self.questions.bounds[:-1]
        meanings = np.add.reduceat(by_meaning[in_questions], starts)
        letters = np.add.reduceat((both - by_meaning)[in_questions], starts)
        self.meaning_scale = sqrt(letters.sum() / meanings.sum()) if self.known else 1.0
        self.lengths = np.sqrt(MEANING_SHARE * self.meaning_scale**2 * meanings + LETTER_SHARE * letters)

    def same(self, words: list[str]) -> list[int]:
        """Return the questions that consist of just these words, as they were asked."""
        key = hash(tuple(words))
        place = int(np.searchsorted(self._keys, key))
        found = []
        while place < len(self._keys) and self._keys[place] == key:
            number = int(self._keyed[place])
            if tokens(self.known[number].question) == words:
                found.append(number)
            place += 1
        return found
