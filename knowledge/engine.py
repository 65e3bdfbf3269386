"""Which version of the engine this is, for what is kept of its work."""

import unicodedata
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent
_FACTS = _PACKAGE / "data"
_LIBRARIES = ("numpy", "rapidfuzz", "PyStemmer")


@cache
def engine() -> str:
    """Return what tells this engine from others: its code, its lists of words, and the libraries it reckons with.

    Not the facts, which are no part of it.
    """
    versions = (*map(version, _LIBRARIES), unicodedata.unidata_version)
    digest = blake2b(repr(versions).encode(), digest_size=16)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.suffix in {".py", ".txt"} and not path.is_relative_to(_FACTS):
            digest.update(path.read_bytes())
    return digest.hexdigest()
