"""Taking out of a question what may tell about a person, before it is kept.

When in doubt, it goes: a kept question that lost a word does little harm, a kept name or number does.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

LONGEST = 200
"""Characters kept of a question, in whole words."""

_READ = 500
"""Characters looked at; what follows is a story, and no part of the question."""

_LINK = re.compile(
    r"[a-z][a-z0-9+.-]{0,30}://\S*"
    r"|\bwww\.\S*"
    # Names of hosts, of two parts or more, the last of letters; and what comes after them.
    r"|\b(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}\b(?:[:/?#]\S*)?",
    re.IGNORECASE,
)
# An @ that stands alone, or is spelt out, takes along the words at its sides.
_ADDRESS = re.compile(r"\S*@\S+|\S*\s?@(?:\s\S*|$)|\S+\s?[(\[{]\s?at\s?[)\]}]\s?\S+", re.IGNORECASE)

_YEAR = r"(?:19|20)\d\d"
_PUBLIC = re.compile(
    # Symbols of United Nations documents, such as S/2008/692, S/RES/1244 (1999) and UNMIK/REG/2001/9.
    rf"(?<![\w/])(?:s|a|e|st|unmik)(?:/[a-z]{{2,5}}){{0,2}}/(?:{_YEAR}/)?\d{{1,4}}(?:\s?\({_YEAR}\))?(?![\W_]{{0,3}}\d)"
    # A resolution and its year, such as 1244 (1999); years, such as 1999-2008.
    rf"|(?<![\w+])\d{{3,4}}\s?\({_YEAR}\)(?![\W_]{{0,3}}\d)"
    rf"|(?<![\w+]){_YEAR}(?:\s?[-/,]\s?{_YEAR}){{1,5}}(?![\W_]{{0,3}}\d)",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(
    rf"(?P<public>{_PUBLIC.pattern})"
    # Five digits or more, together or in groups, as telephone numbers, dates, passports and accounts are written.
    r"|\d(?:[\W_]{0,3}\d){4,}",
    re.IGNORECASE,
)
_DIGITS = 5


_Phrases = Mapping[str, Sequence[tuple[str, ...]]]
"""Phrases as their words, by the first of them; those of most words first."""


def _phrases(text: str) -> _Phrases:
    """Return the phrases of a text, one a line."""
    phrases = defaultdict(list)
    for phrase in sorted({tuple(line.casefold().split()) for line in text.strip().splitlines()}, key=len, reverse=True):
        phrases[phrase[0]].append(phrase)
    return phrases


# What people say before their names. After these comes a name, however it is written.
_CALLED = _phrases("""
my name is
my name's
my full name is
i am called
i'm called
they call me
people call me
call me
emri im është
emri im eshte
më quajnë
me quajne
quhem
zovem se
se zovem
moje ime je
ime mi je
зовем се
се зовем
моје име је
име ми је
се викам
меня зовут
моё имя
мое имя
мене звати
ich heiße
mein name ist
je m'appelle
mon nom est
mi chiamo
il mio nome è
me llamo
mi nombre es
chamo-me
meu nome é
benim adım
adım
ik heet
mijn naam is
jag heter
mitt namn är
""")
# After these may come a name, which then has a capital letter.
_AM = _phrases("""
i am
i'm
this is
here is
jam
këtu
ketu
ja sam
ovde
ја сам
овде
ich bin
hier ist
je suis
sono
soy
sou
ben
ik ben
jag är
я
mr
mrs
ms
miss
dr
prof
sir
madam
herr
frau
gospodin
gospodine
gospođa
gospođo
gospodja
господин
господине
госпођа
госпођо
zoti
zonja
zotëri
monsieur
madame
señor
señora
signor
signora
""")
# After these, at the end of a message, may come a signature.
_SIGNED = _phrases("""
regards
best regards
kind regards
best wishes
sincerely
yours
cheers
thanks
thank you
signed
respekt
me respekt
faleminderit
pozdrav
hvala
srdačno
srdacno
s poštovanjem
s postovanjem
поздрав
хвала
срдачно
с поштовањем
danke
grüße
gruß
merci
cordialement
grazie
gracias
obrigado
teşekkürler
""")
_LONGEST_NAME = 4
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_INSIDE = "'./-"
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def scrub(text: str) -> str:
    """Return the words of a question in lower case, without what may tell about a person; empty if none are left.

    Links, e-mail addresses and @names go, and numbers of five digits or more, however they are grouped, but for years
    and the symbols of United Nations documents. So do names where people introduce themselves, sign or use a title.
    The result has no more than `LONGEST` characters, and no punctuation but inside of words.
    """
    plain = _ADDRESS.sub(" ", _LINK.sub(" ", _readable(text)))
    plain = _LONG_NUMBER.sub(lambda found: found["public"] or " ", plain)
    words = list(_without_names(plain.split()))
    public = (word for word in words if _PUBLIC.search(word) or sum(map(str.isdecimal, word)) < _DIGITS)
    return _cut(" ".join(spoken for word in public for spoken in _spoken(word)), LONGEST)


def _readable(text: str) -> str:
    """Return the beginning of a text in its plainest characters, without those that cannot be seen."""
    plain = unicodedata.normalize("NFKC", _cut(text, _READ))
    if not plain.isprintable():
        plain = "".join(" " if c.isspace() else c for c in plain if c.isspace() or unicodedata.category(c)[0] != "C")
    return _cut(plain.translate(_APOSTROPHES), _READ)


def _cut(text: str, most: int) -> str:
    """Return the whole words that fit."""
    if len(text) <= most:
        return text
    words = text[: most + 1].split()
    return " ".join(words if text[most].isspace() else words[:-1])


def _without_names(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that are not part of a name, nor of the phrase that brings it up."""
    bare = [_bare(word) for word in words]
    at = 0
    while at < len(words):
        if said := _said(bare, at, _CALLED):
            at += said
            at += _name(words, at) or _sentence(words, at, 2)
        elif (said := _said(bare, at, _AM)) and (name := _name(words, at + said)):
            at += said + name
        elif (said := _said(bare, at, _SIGNED)) and at + said + _name(words, at + said) == len(words):
            return
        else:
            yield words[at]
            at += 1


def _said(bare: Sequence[str], at: int, phrases: _Phrases) -> int:
    """Return how many words from here are one of the phrases, 0 if none."""
    candidates = phrases.get(bare[at], ())
    return next((len(phrase) for phrase in candidates if tuple(bare[at : at + len(phrase)]) == phrase), 0)


def _name(words: Sequence[str], at: int) -> int:
    """Return how many words from here could be a name: those with a capital, up to the end of the sentence."""
    capitals = 0
    for word in words[at : at + _sentence(words, at, _LONGEST_NAME)]:
        first = _EDGES.sub("", word)[:1]
        if not (first.isupper() or first.istitle()):
            break
        capitals += 1
    return capitals


def _sentence(words: Sequence[str], at: int, most: int) -> int:
    """Return how many words there are up to the end of the sentence; an initial does not end it."""
    for count, word in enumerate(words[at : at + most], start=1):
        if word[-1] in ",;:!?" or (word[-1] == "." and len(_EDGES.sub("", word)) > 1):
            return count
    return len(words[at : at + most])


def _spoken(word: str) -> Iterator[str]:
    """Yield what is said in a word, in lower case and without signs but those that stand inside of words."""
    folded = word.casefold()
    if folded.isalnum():
        yield folded
        return
    parts = "".join(c if c in _INSIDE or unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    yield from filter(None, (part.strip(_INSIDE) for part in parts.split()))


def _bare(word: str) -> str:
    return _EDGES.sub("", word.casefold())
