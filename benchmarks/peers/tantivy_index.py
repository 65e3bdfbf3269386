"""tantivy, an embedded full-text index: each word of the question as a fuzzy term, and as it is at a higher weight."""

import tantivy

from benchmarks.peers import Guess, Peer, Phrasings
from knowledge.text import tokens

_HEAP_BYTES = 64 << 20
_TWO_EDITS_FROM = 6
"""Letters from which on a word may differ in two places rather than one."""


class Tantivy(Peer):
    """The phrasing that tantivy ranks first."""

    def __init__(self, phrasings: Phrasings) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False)
        builder.add_unsigned_field("fact", stored=True)
        self._schema = builder.build()
        index = tantivy.Index(self._schema)
        writer = index.writer(_HEAP_BYTES, 1)
        for text, fact in zip(phrasings.texts, phrasings.facts, strict=True):
            writer.add_document(tantivy.Document(text=[" ".join(tokens(text))], fact=[fact]))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ask(self, question: str) -> Guess | None:
        terms = []
        for word in dict.fromkeys(tokens(question)):
            edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
            exact = tantivy.Query.term_query(self._schema, "text", word)
            near = tantivy.Query.fuzzy_term_query(self._schema, "text", word, distance=edits)
            terms += [(tantivy.Occur.Should, exact), (tantivy.Occur.Should, near)]
        found = self._searcher.search(tantivy.Query.boolean_query(terms), 1).hits
        if not found:
            return None
        score, address = found[0]
        return Guess(int(self._searcher.doc(address)["fact"][0]), float(score))
