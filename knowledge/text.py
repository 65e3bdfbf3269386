"""Bringing text to a common form, so that spellings of the same words become equal."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['’‘`´ʼʹ\u200b-\u200f\u2060\ufeff\u00ad]")
_SYMBOL = r"[a-z]{1,4}(?:/[a-z0-9]+){1,4}"
_GROUPED_NUMBER = r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)"
_TOKEN = re.compile(rf"(?P<symbol>{_SYMBOL}\b)|(?P<grouped>{_GROUPED_NUMBER})|(?P<span>\b\d{{4}}\s?[/–-]\s?\d{{2,4}}\b)|\w+")
_SEPARATORS = re.compile(r"[,.\s]")
_SPAN = re.compile(r"(\d{4})\s?[/–-]\s?(\d{2,4})")

# Letters that Unicode does not decompose, and Cyrillic as Serbian Latin writes it.
_LETTERS = str.maketrans(
    {
        "đ": "dj", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss", "þ": "th", "ħ": "h",
        "_": " ", "ё": "е",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "е": "e", "ж": "z", "з": "z", "и": "i", "й": "j",
        "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s",
        "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
        "щ": "sc", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja",
    }
)  # fmt: skip
