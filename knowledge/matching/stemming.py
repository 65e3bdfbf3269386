"""Stems of words, in the languages that have a Snowball stemmer."""

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


def stemmer(language: Language) -> Callable[[str], str]:
    """Return what gives the stem of a normalised word in a language: the word itself where there is no stemmer."""
    name = _SNOWBALL.get(language)
    if name not in Stemmer.algorithms():
        return str
    # Stemmers keep state while they work, and matchers are used by many threads.
    lock, snowball = Lock(), Stemmer.Stemmer(name)

    def stem(word: str) -> str:
        with lock:
            return str(snowball.stemWord(word))

    return stem
