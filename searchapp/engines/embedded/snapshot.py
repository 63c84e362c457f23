"""One generation as arrays, read when first needed and kept. Immutable, and safe from any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns import Ints, Rows
from searchapp.engines.embedded.lexicon import Lexicon
from searchapp.engines.embedded.store import Store
from searchapp.model.article import Article, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Person, Registry, Source
from searchapp.query.patterns import WordTest

MOST_EXPANSIONS = 1024
"""Words that one test may mean; the most frequent are taken."""

KEPT_WORDS = 4096
"""Postings that are kept, each of one word in one field."""

KEPT_TESTS = 1024
"""Tests whose words are kept."""


class Expansion(NamedTuple):
    """The words a test means, and how many were left out."""

    words: tuple[str, ...]
    left: int = 0


class Snapshot:
    """The documents of one generation, its records, and its words."""

    def __init__(self, generation: str, store: Store, registry: Registry) -> None:
        self.generation = generation
        self.registry = registry
        self.rows: Rows = store.rows()
        self.size = len(store)
        self._store = store
        # Kept with the snapshot, not with the class: it goes when its generation goes.
        self.postings = lru_cache(KEPT_WORDS)(store.postings)
        self.expansion = lru_cache(KEPT_TESTS)(self._expansion)

    def article(self, doc: int) -> Article:
        """The article of a document."""
        return self._store.article(doc)

    def draft(self, doc: int) -> Draft:
        """The draft of a document."""
        return self._store.draft(doc)

    def digests(self) -> Sequence[str]:
        """Each document's draft's digest, in order of document."""
        return self._store.digests()

    def mean_length(self, field: str) -> float:
        """Of the documents' text fields, in words. There is at least one document."""
        return int(self.rows.lengths[field].sum(dtype=np.int64)) / self.size

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """By slug."""
        return {record.slug: record for record in self.registry.people}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """By slug."""
        return {record.slug: record for record in self.registry.sources}

    @cached_property
    def issues(self) -> Mapping[IssueKey, Issue]:
        """By key."""
        return {record.key: record for record in self.registry.issues}

    @cached_property
    def documents(self) -> Mapping[str, int]:
        """Id -> document."""
        return {article_id: doc for doc, article_id in enumerate(self.rows.ids)}

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of all text fields."""
        return Lexicon(frozenset[str]().union(*map(self._store.words, TEXT_FIELDS)))

    @cached_property
    def newest_first(self) -> Ints:
        """int32[n]: each document's rank by newest, then id, undated ones last."""
        return self._ranks(-self.rows.days)

    @cached_property
    def oldest_first(self) -> Ints:
        """int32[n]: each document's rank by oldest, then id, undated ones last."""
        return self._ranks(self.rows.days)

    def _ranks(self, by_age: Ints) -> Ints:
        order = np.lexsort((self._id_ranks, by_age, self.rows.days == 0))
        return _inverse(order.astype(np.int32))

    @cached_property
    def _id_ranks(self) -> Ints:
        return _inverse(np.array(sorted(range(self.size), key=self.rows.ids.__getitem__), dtype=np.int32))

    def _expansion(self, test: WordTest) -> Expansion:
        words = self.lexicon.meant(test)
        if len(words) <= MOST_EXPANSIONS:
            return Expansion(tuple(words))
        common = sorted(words, key=lambda word: (-self._commonness(word), word))
        return Expansion(tuple(common[:MOST_EXPANSIONS]), len(words) - MOST_EXPANSIONS)

    def _commonness(self, word: str) -> int:
        return sum(self._store.commonness(field, word) for field in TEXT_FIELDS)


def _inverse(order: Ints) -> Ints:
    """The rank of each document from the documents in order."""
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
