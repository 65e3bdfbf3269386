"""SQLite's FTS5 with its trigram tokenizer: any trigram of the question may match, the best by BM25 comes first."""

import sqlite3

from benchmarks.peers import Guess, Peer, Phrasings
from knowledge.text import normalise


class Fts5Trigram(Peer):
    """The phrasing that FTS5 ranks first, in a database in memory."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._facts = phrasings.facts
        self._database = sqlite3.connect(":memory:")
        self._database.execute("CREATE VIRTUAL TABLE known USING fts5(text, tokenize = 'trigram', detail = 'full')")
        self._database.executemany(
            "INSERT INTO known (rowid, text) VALUES (?, ?)",
            ((number, normalise(text)) for number, text in enumerate(phrasings.texts)),
        )
        self._database.execute("INSERT INTO known (known) VALUES ('optimize')")
        self._database.commit()

    def ask(self, question: str) -> Guess | None:
        text = normalise(question)
        trigrams = dict.fromkeys(text[start : start + 3] for start in range(len(text) - 2))
        if not trigrams:
            return None
        any_of = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        found = self._database.execute(
            "SELECT rowid, rank FROM known WHERE text MATCH ? ORDER BY rank LIMIT 1", (any_of,)
        ).fetchone()
        return None if found is None else Guess(self._facts[found[0]], -found[1])
