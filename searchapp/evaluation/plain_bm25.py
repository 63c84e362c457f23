"""The yardstick: BM25 as it is in the books, over title and text as one field, with our words and stems.

k1 1.2, b 0.75, Lucene's idf; each word of a question counts as often as it stands there.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from searchapp.engines.bm25 import K1, B, idf
from searchapp.evaluation.collection import CollectionDocument
from searchapp.text.analyze import stems, words


class PlainBM25:
    """A ranking of some documents."""

    def __init__(self, documents: Sequence[CollectionDocument]) -> None:
        self._postings: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
        counted = [Counter(stems(words(" ".join((each.title, *each.paragraphs))))) for each in documents]
        mean = sum(map(Counter.total, counted)) / len(documents)
        for document, frequencies in zip(documents, counted, strict=True):
            norm = K1 * (1 - B + B * frequencies.total() / mean)
            for stem, frequency in frequencies.items():
                self._postings[stem].append((document.id, frequency / (frequency + norm)))
        self._size = len(documents)

    def ranking(self, asked: Sequence[str], most: int) -> Sequence[str]:
        """The first documents for some words, best first, equal ones by their ids."""
        scores: defaultdict[str, float] = defaultdict(float)
        for stem in stems(asked):
            held = self._postings.get(stem, ())
            for document, saturated in held:
                scores[document] += idf(len(held), self._size) * saturated
        return sorted(scores, key=lambda document: (-scores[document], document))[:most]
