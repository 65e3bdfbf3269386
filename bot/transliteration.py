"""Serbian in Cyrillic, from Serbian in Latin: letter by letter, and what a rule cannot know from a table."""

import re
import unicodedata
from pathlib import Path

import tomli
from pydantic import BaseModel, ConfigDict, Field

_LETTERS = {
    "a": "а", "b": "б", "c": "ц", "č": "ч", "ć": "ћ", "d": "д", "dž": "џ", "đ": "ђ", "e": "е", "f": "ф", "g": "г",
    "h": "х", "i": "и", "j": "ј", "k": "к", "l": "л", "lj": "љ", "m": "м", "n": "н", "nj": "њ", "o": "о", "p": "п",
    "r": "р", "s": "с", "š": "ш", "t": "т", "u": "у", "v": "в", "z": "з", "ž": "ж",
}  # fmt: skip
_LETTER = re.compile("lj|nj|dž|.", re.IGNORECASE)
_ALPHABET = frozenset("".join(_LETTERS)) | frozenset("".join(_LETTERS.values()))

_KEPT = (
    r"https?://\S+|www\.\S+",
    r"[\w.+-]*@\w+(?:\.\w+)*",
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}\b",  # a host
    r"(?<![\w/])/[A-Za-z0-9_]+",  # a command
    r"\b[A-Z]{1,8}(?:/[A-Z0-9]+(?:\.\d+)?)*/[A-Z]*\d[A-Z0-9]*(?:/[A-Z][A-Za-z0-9]*(?:\.\d+)?)*",  # a document symbol
    r"\b(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})\b",  # a Roman numeral
)
"""What is written in Latin in a Cyrillic text too."""


class Exceptions(BaseModel):
    """What the rule would get wrong, as curators list it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    latin: tuple[str, ...] = ()
    """Words and phrases that stay in Latin; an ending after a hyphen does not."""
    words: dict[str, str] = Field(default_factory=dict)
    """Whole words, and how they are written in Cyrillic."""
    parted: tuple[str, ...] = ()
    """Beginnings of words with a bar between two letters that do not make one, such as "in|jekc"."""


class Transliteration:
    """Writes Latin text in Cyrillic; text that is in Cyrillic already stays as it is.

    Links, hosts, @names, /commands, document symbols and Roman numerals stay in Latin, and so does a word with a letter
    that is not Serbian.
    """

    def __init__(self, exceptions: Exceptions) -> None:
        phrases = sorted(exceptions.latin, key=len, reverse=True)
        kept = [*_KEPT, *(rf"(?<!\w){re.escape(phrase)}(?!\w)" for phrase in phrases)]
        self._piece = re.compile(rf"(?P<kept>{'|'.join(kept)})|(?P<word>[^\W\d_]+)")
        self._words = exceptions.words
        self._parted = {first + rest: len(first) for first, _, rest in (p.partition("|") for p in exceptions.parted)}

    def write(self, text: str) -> str:
        """Return a text in Cyrillic."""
        return self._piece.sub(self._written, unicodedata.normalize("NFC", text))

    def _written(self, piece: re.Match[str]) -> str:
        word = piece.group()
        if piece.lastgroup == "kept":
            return word
        if word in self._words:
            return self._words[word]
        folded = word.casefold()
        if not _ALPHABET.issuperset(folded):
            return word
        for beginning, border in self._parted.items():
            if folded.startswith(beginning):
                return _by_letters(word[:border]) + _by_letters(word[border:])
        return _by_letters(word)


def read_transliteration(file: Path) -> Transliteration:
    """Read a table of exceptions; raises ValueError where it is not one."""
    return Transliteration(Exceptions.model_validate(tomli.loads(file.read_text(encoding="utf-8"))))


def _by_letters(word: str) -> str:
    return _LETTER.sub(_letter, word)


def _letter(found: re.Match[str]) -> str:
    latin = found.group()
    cyrillic = _LETTERS.get(latin.lower(), latin)
    return cyrillic.upper() if latin[0].isupper() else cyrillic
