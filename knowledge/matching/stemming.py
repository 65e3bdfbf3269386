"""Stems of words: Snowball's, or what is left without an ending, in the languages that we know how to stem."""

from collections.abc import Callable
from threading import Lock

import Stemmer

from knowledge.model import Language

# Without those that read other letters than Latin, since normal forms of Cyrillic are in Latin letters.
_SNOWBALL = {
    **{"ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "en": "english", "eo": "esperanto"},
    **{"es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish"},
    **{"hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nl": "dutch", "no": "norwegian"},
    **{"pl": "polish", "pt": "portuguese", "ro": "romanian", "sr": "serbian", "sv": "swedish", "tr": "turkish"},
}
# Endings of normal forms, by declension and conjugation, for languages that Snowball does not read in these letters.
_ENDINGS = {
    "ru": "ami jami ah jah am jam ov ev ej oj ij yj aja jaja oe ee ie ye ogo ego omu emu om em ym im yh ih uju juju u"
    " ju a ja o e i y t at it et jat ut jut al ala ali alo il ila ili ilo",
    "sq": "i u a ja in un en it ut es se t n ve ave eve ive at et te esh ash ite",
}
_SHORTEST = {"ru": 4, "sq": 3}


def stemmer(language: Language) -> Callable[[str], str]:
    """Return what gives the stem of a normalised word in a language: the word itself where we know no better."""
    if language in _ENDINGS:
        return _without_ending(language)
    name = _SNOWBALL.get(language)
    if name not in Stemmer.algorithms():
        return str
    # Stemmers keep state while they work, and matchers are used by many threads.
    # What they remember, of all words that they have seen, would be kept for ever.
    lock, snowball = Lock(), Stemmer.Stemmer(name, 0)

    def stem(word: str) -> str:
        with lock:
            return str(snowball.stemWord(word))

    return stem


def _without_ending(language: Language) -> Callable[[str], str]:
    endings = sorted(_ENDINGS[language].split(), key=len, reverse=True)
    shortest = _SHORTEST[language]

    def stem(word: str) -> str:
        for ending in endings:
            if len(word) - len(ending) >= shortest and word.endswith(ending):
                return word[: -len(ending)]
        return word

    return stem
