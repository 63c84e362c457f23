"""A query over a snapshot: what matches, which of it comes first, how much of it holds what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from searchapp.engines.answer import Reading, read
from searchapp.engines.doubts import THIN, suggestions_for
from searchapp.engines.embedded.columns.arrays import Amounts, Floats, Ints
from searchapp.engines.embedded.search.counting import Sieve
from searchapp.engines.embedded.search.matching import having_most, matching
from searchapp.engines.embedded.search.ranking import best
from searchapp.engines.embedded.search.scoring import scores
from searchapp.engines.embedded.search.snapshot import MOST_EXPANSIONS, Snapshot
from searchapp.engines.marking import positive_leaves
from searchapp.engines.relaxation import Relaxed, relaxable
from searchapp.engines.tallies import Counts
from searchapp.errors import N_, Message
from searchapp.model.article import ArticleId
from searchapp.model.search import Notice, SearchQuery, Sort, Suggestion
from searchapp.query.nodes import Field, Node
from searchapp.query.parts import joined, searched
from searchapp.query.patterns import WordTest, pattern

Ranked = tuple[int, float]
"""A document, and its score."""


@dataclass(frozen=True, slots=True, eq=False)
class Evaluation:
    """What a query finds in a snapshot."""

    snapshot: Snapshot
    query: SearchQuery
    reading: Reading
    docs: Ints
    """int32[total], ascending: what matches and passes all filters."""
    sieve: Sieve
    relaxed: Relaxed | None = None
    """Where no article has all words: how many those have that match."""

    @property
    def total(self) -> int:
        """How many documents are found."""
        return len(self.docs)

    def top(self, last: int, *, first: int = 0) -> Sequence[Ranked]:
        """The documents from `first` until `last` in the order that is asked for, with their scores."""
        scored = self._scored()
        places = best(self.snapshot, self.query.sort, self.docs, scored, last)[first:]
        docs = self.docs.take(places).tolist()
        return list(
            zip(docs, [0.0] * len(docs) if scored is None else scored.take(places).tolist(), strict=True)
        )

    def ordered(self) -> Ints:
        """int32[total]: all documents in the order that is asked for."""
        in_order: Ints = self.docs[
            best(self.snapshot, self.query.sort, self.docs, self._scored(), len(self.docs))
        ]
        return in_order

    def counts(self) -> Counts:
        """How many documents hold each value, facet by facet."""
        return self.sieve.counts()

    def notices(self) -> Sequence[Notice]:
        """That some words give way, and the tests that mean more words than were searched."""
        cut = dict.fromkeys(test.text for test in self._tests() if self.snapshot.meaning(test).left)
        relaxed = (self.relaxed.notice,) if self.relaxed else ()
        return [*relaxed, *(_cut(text) for text in cut)]

    def meanings(self) -> Mapping[WordTest, Collection[str]]:
        """The words that tests mean, of those that were not cut."""
        meant = {test: self.snapshot.meaning(test) for test in self._tests()}
        return {test: meaning.words for test, meaning in meant.items() if not meaning.left}

    def suggestions(self) -> Sequence[Suggestion]:
        """What else the reader may have meant, where little is found."""
        if self.total > THIN and not self.relaxed:
            return ()
        return suggestions_for(self.query, self.snapshot.words, lambda query: total(self.snapshot, query))

    def _scored(self) -> Floats | Amounts | None:
        """float[total]; None where all are 0."""
        if self.query.sort is not Sort.RELEVANCE or next(positive_leaves(self.reading.node), None) is None:
            return None
        return scores(self.reading.node, self.docs, self.snapshot)

    def _tests(self) -> Iterator[WordTest]:
        leaves = (each.value if isinstance(each, Field) else each for each in searched(self.reading.node))
        return (test for leaf in leaves for test in pattern(leaf).tests)


def evaluate(snapshot: Snapshot, query: SearchQuery) -> Evaluation:
    """What a query finds. Raises QueryTooLong."""
    reading = reading_of(query, snapshot)
    matched, relaxed = _matched(snapshot, query, reading.node)
    sieve = Sieve(snapshot, query, matched)
    return Evaluation(snapshot, query, reading, sieve.passing(), sieve, relaxed)


def reading_of(query: SearchQuery, snapshot: Snapshot) -> Reading:
    """What a query's text means here. Raises QueryTooLong."""
    return read(query, snapshot.words.understood)


def among(snapshot: Snapshot, query: SearchQuery, ids: Iterable[ArticleId]) -> frozenset[ArticleId]:
    """Which of some articles a query finds. Raises QueryTooLong."""
    docs = {article_id: snapshot.document(article_id) for article_id in ids}
    found = frozenset(evaluate(snapshot, query).docs.tolist())
    return frozenset(article_id for article_id, doc in docs.items() if doc in found)


def total(snapshot: Snapshot, query: SearchQuery) -> int:
    """How many documents a query finds. Raises QueryTooLong."""
    return evaluate(snapshot, query).total


def _matched(snapshot: Snapshot, query: SearchQuery, node: Node) -> tuple[Ints, Relaxed | None]:
    """int32[k], ascending: the documents that match or, where none has all words, that have most of them."""
    matched = matching(node, snapshot)
    parts = None if len(matched) else relaxable(query, node)
    if parts is None or len(matching(joined(parts.words), snapshot)):
        return matched, None
    having, most = having_most(parts, snapshot)
    return having, Relaxed(most, len(parts.words)) if most else None


def _cut(text: str) -> Notice:
    return Notice(
        message=Message.of(
            N_("“%(text)s” can mean very many words; only the %(most)s most frequent were searched."),
            text=text,
            most=MOST_EXPANSIONS,
        )
    )
