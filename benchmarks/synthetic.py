"""Fact bases of any size, and questions asked of them as people type: made up, but shaped as curated ones are.

Names are made of syllables, their words drawn by Zipf's law from a vocabulary that grows with the base as Heaps' law
has it, so that some words stand in thousands of phrasings and most in a few. A fact is one aspect of one name, and
about fifteen phrasings ask for it. Everything follows from a seed.
"""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate
from random import Random

from benchmarks.aspects import ASPECTS, COURTESIES, PLACES
from benchmarks.peers import Phrasings

PHRASINGS_A_FACT = 15
_FACTS_A_NAME = 4

_ONSETS = (*"bcdfghklmnprstvz", *"bdklmnprst", "sh", "st", "tr")
_VOWELS = "aaeeiioou"
_CODAS = ("", "", "", "n", "r", "s", "l")
_NEIGHBOURS = {
    "a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "xa",
}  # fmt: skip
_MISSPELT_FROM = 4
"""Letters from which on words are misspelt."""


def phrasings(size: int, *, seed: int = 1) -> Phrasings:
    """Return at least `size` phrasings, no two alike, cut after the last whole fact."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    texts: list[str] = []
    facts: list[int] = []
    seen: set[str] = set()
    fact = 0
    for name in _names(size, random):
        for aspect in random.sample(ASPECTS, _FACTS_A_NAME):
            own = _worded(aspect, name, random)
            if not seen.isdisjoint(own):
                continue
            seen.update(own)
            texts += own
            facts += [fact] * len(own)
            fact += 1
            if len(texts) >= size:
                return Phrasings(texts, facts)
    raise AssertionError("names never end")


def questions(known: Phrasings, count: int, *, seed: int = 2) -> list[tuple[str, int]]:
    """Return known phrasings as people would type them, each with its fact.

    Each has one or two typing errors; some lack a short word that is no name, some have two words swapped or run
    together, and some are wrapped in courtesies.
    """
    random = Random(seed)  # noqa: S311 - nothing here is secret
    asked = []
    for _ in range(count):
        number = random.randrange(len(known.texts))
        asked.append((_typed(known.texts[number], random), known.facts[number]))
    return asked


def _names(size: int, random: Random) -> Iterator[str]:
    """Yield names of one to three words, never the same one twice, without end."""
    vocabulary = _vocabulary(round(20 * size**0.55), random)
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(vocabulary))))
    seen: set[frozenset[str]] = set()
    while True:
        words = [vocabulary[bisect(weights, random.random() * weights[-1])] for _ in range(random.choice((1, 2, 2, 3)))]
        if random.random() < 1 / 3:
            words += ["in", random.choice(PLACES)]
        # Two names of the same words would be one name to whoever swaps words.
        if (unordered := frozenset(words)) not in seen:
            seen.add(unordered)
            yield " ".join(words)


def _vocabulary(size: int, random: Random) -> list[str]:
    """Return made-up words, the shorter ones mostly first, as frequent words are short.

    They are short and of few sounds, so that a typing error often makes one of them look like another.
    """
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = 2 + (random.random() < 0.7 * len(words) / size)
        word = "".join(
            random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS) for _ in range(syllables)
        )
        words[word] = None
    return list(words)


def _worded(aspect: tuple[str, ...], name: str, random: Random) -> list[str]:
    """Return different phrasings that ask for an aspect of a name, as many as a fact has."""
    return [wording.replace("{}", name) for wording in random.sample(aspect, PHRASINGS_A_FACT)]


def _typed(text: str, random: Random) -> str:
    words = text.split()
    droppable = [position for position, word in enumerate(words) if len(word) < _MISSPELT_FROM]
    if droppable and random.random() < 0.3:
        del words[random.choice(droppable)]
    if len(words) > 2 and random.random() < 0.2:
        place = random.randrange(len(words) - 1)
        words[place : place + 2] = words[place + 1], words[place]
    long = [position for position, word in enumerate(words) if len(word) >= _MISSPELT_FROM]
    for place in random.sample(long, min(len(long), random.choice((1, 1, 2)))):
        words[place] = _misspelt(words[place], random)
    if len(words) > 2 and random.random() < 0.1:
        place = random.randrange(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
    opening, closing = random.choice(COURTESIES) if random.random() < 0.3 else ("", "")
    return f"{opening} {' '.join(words)} {closing}".strip()


def _misspelt(word: str, random: Random) -> str:
    """Return a word with two letters swapped, one dropped or doubled, or a neighbouring key hit."""
    place = random.randrange(len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    kind = random.randrange(4)
    if kind == 0:
        return before + after[0] + letter + after[1:]
    if kind == 1:
        return before + after
    if kind == 2:
        return before + letter + letter + after
    return before + random.choice(_NEIGHBOURS.get(letter, "e")) + after
