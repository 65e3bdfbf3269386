"""BM25 by bm25s, with its default constants, over Snowball stems where the language has a stemmer."""

import bm25s
import Stemmer

from benchmarks.peers import Guess, Peer, Phrasings
from knowledge.text import tokens

_STEMMERS = {"de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian", "pt": "portuguese"}
_STEMMERS |= {"nl": "dutch", "ru": "russian", "sr": "serbian"}


class Bm25(Peer):
    """The phrasing with the highest BM25 score."""

    def __init__(self, phrasings: Phrasings) -> None:
        stemmer = _STEMMERS.get(phrasings.language)
        self._stem = Stemmer.Stemmer(stemmer).stemWords if stemmer else list
        self._facts = phrasings.facts
        self._index = bm25s.BM25()
        self._index.index([self._stem(tokens(text)) for text in phrasings.texts], show_progress=False)

    def ask(self, question: str) -> Guess | None:
        known = [word for word in self._stem(tokens(question)) if word in self._index.vocab_dict]
        if not known:
            return None
        scores = self._index.get_scores(known)
        best = int(scores.argmax())
        return Guess(self._facts[best], float(scores[best]))
