"""Bringing text to a common form, so that spellings of the same words become equal.

Case, diacritics, apostrophes, invisible characters and the choice between Cyrillic and Latin are dropped; scripts other
than Latin, Greek and Cyrillic keep their marks. All functions take time linear in the length of the text.
"""

import re
import unicodedata
from collections.abc import Iterator

_REPLACED = {
    **dict.fromkeys("'’‘‛`´ʻʼʹˈ′", ""),
    **dict.fromkeys("‐‑‒–—−", "-"),
    # Letters that Unicode does not decompose.
    "đ": "dj", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h", "ŋ": "n",
    # Cyrillic as Latin letters, so that Serbian is the same in both of its scripts.
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "dj", "е": "e", "є": "je", "ж": "z", "з": "z",
    "и": "i", "і": "i", "й": "j", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
    "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz",
    "ш": "s", "щ": "sc", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja",
    "ς": "σ",
}  # fmt: skip
_KEPT = frozenset("/.,-")
_CACHED_CHARACTERS = 4096


class _Folding(dict[int, str]):
    """A table for str.translate that works out characters as they come: a folded letter or digit, or a separator."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        # Bounded, so that no input can make it grow to all of Unicode.
        if len(self) < _CACHED_CHARACTERS:
            self[code] = folded
        return folded


def _fold(character: str) -> str:
    """Return what stands for one character: lower-case base letters, digits, a kept sign, a blank or nothing."""
    if "\uac00" <= character <= "\ud7a3":  # A Hangul syllable is one letter, though Unicode can take it apart.
        return character
    return "".join(
        _REPLACED[composed] if composed in _REPLACED else "".join(map(_part, unicodedata.normalize("NFKD", composed)))
        for composed in _composed(character)
    )


def _composed(character: str) -> str:
    """Return the lower-case letters a character stands for, itself where it is replaced as a whole."""
    return character if character in _REPLACED else unicodedata.normalize("NFKC", character).casefold()


def _part(part: str) -> str:
    """Return a part of a decomposed character as it stays: marks of Latin, Greek, Cyrillic and Arabic go."""
    if part in _REPLACED:
        return _REPLACED[part]
    if part in _KEPT or part.isalpha():
        return part
    digit = unicodedata.decimal(part, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(part)
    if category == "Cf" or "\ufe00" <= part <= "\ufe0f":
        return ""
    if category[0] == "M":
        return "" if unicodedata.name(part, "").startswith(("COMBINING", "ARABIC")) else part
    return part if category[0] == "N" else " "


_FOLDING = _Folding()
# No ASCII character is folded to several, so that bytes will do, which are faster.
_ASCII = [_fold(chr(code)) for code in range(128)]
_ASCII_FOLDING = "".join(folded or " " for folded in _ASCII).encode().ljust(256)
_ASCII_DROPPED = bytes(code for code, folded in enumerate(_ASCII) if not folded)

# A word that mixes scripts holds look-alikes from another keyboard, or from someone who wants to pass unseen.
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w+")
_LOOKALIKES = str.maketrans(
    "срхСРХНВαβεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "cpxcpxhbabeiknoptyxabezhikmnoptyx",
)

_NEEDS_CARE = re.compile(r"[\d/.]")
_TOKEN = re.compile(
    r"(?P<symbol>(?<![^\s.,-])[a-z]{1,8}(?:/[a-z0-9]+)*/[a-z]*\d[a-z0-9]*(?:/[a-z0-9]+)*)"
    r"|(?<![\d/])(?P<from>\d{4})\s?[/-]\s?(?P<to>\d{4}|\d{2})(?![\d/-])"
    r"|(?<!\d)(?<!\d[.,])(?P<grouped>\d{1,3}(?P<separator>[., ])\d{3}(?:(?P=separator)\d{3})*)(?![.,]?\d)"
    r"|(?<!\d)(?<!\d[.,])(?P<decimal>\d+[.,]\d{1,2})(?![.,]?\d)"
    r"|(?<![^\s/,-])(?P<initials>(?:[^\W\d_]\.){2,}[^\W\d_]?)(?!\w)"
    r"|(?P<word>[^\s/.,-]+)"
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def tokens(text: str) -> list[str]:
    """Split text into its words, numbers and document symbols in canonical form.

    "41,947,300" gives 41947300, "41,9" gives 41.9, "2022/23" gives 2022 and 2023, "S/2008/692" stays whole, "U.N."
    gives un, and hyphens separate, so that "UNMIK-ut" gives unmik and ut.
    """
    folded = _folded(text)
    if _NEEDS_CARE.search(folded) is None:
        return folded.replace(",", " ").replace("-", " ").split()
    return list(_careful(folded))


def normalise(text: str) -> str:
    """Return the tokens of text joined by blanks, which are equal for texts that differ in spelling only."""
    return " ".join(tokens(text))


def figures(text: str) -> frozenset[str]:
    """Return the numbers, years, parts of dates and document symbols in text, as tokens without leading zeros.

    A number that is written into a word counts without the letters, as 1 in "1st".
    """
    found = set()
    for token in tokens(text):
        if "/" in token:
            found.add(token)
        elif digits := _DIGITS.search(token):
            found.add(digits.group().lstrip("0") or "0")
    return frozenset(found)


def _folded(text: str) -> str:
    if text.isascii():
        return text.encode().translate(_ASCII_FOLDING, _ASCII_DROPPED).decode()
    # Composed by hand: to normalise a whole text takes quadratic time when it is made of combining marks.
    text = text.replace("и\u0306", "й").replace("И\u0306", "й")
    # Folding can bring letters to light that are look-alikes too, such as a mathematical tau.
    return _unmixed(_unmixed(text).translate(_FOLDING))


def _unmixed(text: str) -> str:
    """Return text with words of one script only where look-alikes were mixed in."""
    return _MIXED.sub(_by_look, text) if _FOREIGN.search(text) else text


def _by_look(word: re.Match[str]) -> str:
    return word.group().translate(_LOOKALIKES)


def _careful(folded: str) -> Iterator[str]:
    for found in _TOKEN.finditer(folded):
        kind, token = found.lastgroup, found.group()
        if kind in {"word", "symbol"}:
            yield token
        elif kind == "to":
            start, end = found.group("from", "to")
            yield start
            yield start[:2] + end if len(end) == 2 else end
        elif kind == "initials":
            yield token.replace(".", "")
        elif kind == "decimal":
            yield token.replace(",", ".")
        else:
            yield re.sub(r"\D", "", token)
