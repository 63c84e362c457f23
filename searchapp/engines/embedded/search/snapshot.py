"""One generation, opened: its segments, its summary and its records. Immutable, and safe from any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from searchapp.cache import Kept
from searchapp.engines.answer import Labels, labels_of
from searchapp.engines.bm25 import TEXT_FIELDS, length_norm
from searchapp.engines.embedded.columns.arrays import Amounts, Floats, Ints, Keys, array_bytes
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.columns.summary import Summary
from searchapp.engines.embedded.disk.damage import damage_told
from searchapp.engines.embedded.search.facet_columns import FacetColumns
from searchapp.engines.embedded.search.lexicon import Lexicon
from searchapp.engines.embedded.search.sets import Packed
from searchapp.engines.embedded.search.words import Words
from searchapp.engines.naming import Naming
from searchapp.model.article import Article, IssueKey
from searchapp.model.draft import Draft
from searchapp.model.registry import Issue, Person, Publication, Registry, Source
from searchapp.query.patterns import WordTest

REGISTRY = "registry.json"

MOST_EXPANSIONS = 1024
"""Words that one test may mean; the most frequent are taken."""

KEPT_BYTES = 28 << 20
"""Of what was found for leaves of queries, and of what filters admit."""
_KEPT_MEANINGS = 4 << 20


class Meaning(NamedTuple):
    """The words a test means."""

    words: tuple[str, ...]
    places: tuple[Sequence[int], ...]
    """For each segment, the places of its words among them, ascending."""
    left: int = 0
    """How many words were left out, being too many."""


class Scored(NamedTuple):
    """Documents with their scores."""

    docs: Ints
    """int32[k], ascending."""
    scores: Amounts
    """float32[k]"""


class Snapshot:
    """The documents of one generation, numbered through its segments, and its records."""

    def __init__(self, generation: str, folder: Path, segments: Sequence[str]) -> None:
        self.generation = generation
        self._folder = folder
        self.summary = Summary(folder)
        self.segments = [Segment(folder, name) for name in segments]
        self.lexicons = [Lexicon(segment) for segment in self.segments]
        self.firsts = np.cumsum([0, *map(len, self.segments)]).tolist()
        self.leaves: Kept[Scored] = Kept(KEPT_BYTES * 3 // 4, array_bytes)
        # What positions were read for is small and dear: words, which are neither, are not to crowd it out.
        self.runs: Kept[Scored] = Kept(KEPT_BYTES // 4, array_bytes)
        self.sets: Kept[Packed] = Kept(KEPT_BYTES // 4, array_bytes)
        self._meanings: Kept[Meaning] = Kept(_KEPT_MEANINGS, _meaning_size)

    def __len__(self) -> int:
        """How many documents there are, deleted ones counted."""
        return len(self.summary)

    @property
    def size(self) -> int:
        """How many documents are not deleted."""
        return self.summary.size

    def article(self, doc: int) -> Article:
        """The article of a document."""
        segment, place = self._at(doc)
        with damage_told(f"the article of document {doc} cannot be read", Exception):
            return segment.records.article(place)

    def draft(self, doc: int) -> Draft:
        """The draft of a document."""
        segment, place = self._at(doc)
        with damage_told(f"the draft of document {doc} cannot be read", Exception):
            return segment.records.draft(place)

    def id(self, doc: int) -> str:
        """The id of a document."""
        segment, place = self._at(doc)
        return segment.ids[place].decode()

    def digest(self, doc: int) -> str:
        """The digest of a document's draft."""
        segment, place = self._at(doc)
        digests = segment.documents["digests"]
        width = len(digests) // len(segment)
        return bytes(digests[place * width : (place + 1) * width]).hex()

    def changed(self, doc: int) -> datetime:
        """When a document was written, in UTC."""
        segment, place = self._at(doc)
        return datetime.fromtimestamp(int(segment.documents["changed"][place]), UTC)

    def document(self, article_id: str) -> int | None:
        """The document of an id."""
        by_id = self.summary.by_id
        first, last = 0, len(by_id)
        while first < last:
            middle = (first + last) // 2
            if self.id(int(by_id[middle])) < article_id:
                first = middle + 1
            else:
                last = middle
        found = first < len(by_id) and self.id(int(by_id[first])) == article_id
        return int(by_id[first]) if found else None

    def meaning(self, test: WordTest) -> Meaning:
        """The words that a test means, the most frequent ones where they are very many."""
        return self._meanings.get(test, lambda: self._meaning(test))

    def norms(self, field: str) -> Floats:
        """float64[n]: what a frequency in a field is divided by, for the field's length; see `bm25`."""
        return self._all_norms[field]

    @cached_property
    def _all_norms(self) -> Mapping[str, Floats]:
        return {field: self._norms(field) for field in TEXT_FIELDS}

    @cached_property
    def words(self) -> Words:
        """What the archive's words mean."""
        return Words(self)

    @cached_property
    def facets(self) -> FacetColumns:
        """What documents hold."""
        return FacetColumns(self.summary)

    @cached_property
    def registry(self) -> Registry:
        """The records of this generation."""
        return read_registry(self._folder)

    @cached_property
    def naming(self) -> Naming:
        """What names mean."""
        return Naming(self.registry)

    @cached_property
    def labels(self) -> Labels:
        """How values are called."""
        return labels_of(self.registry)

    @cached_property
    def publications(self) -> Mapping[str, Publication]:
        """By slug."""
        return {record.slug: record for record in self.registry.publications}

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

    def check_all(self) -> None:
        """Compare every checksum. Raises IndexDamaged."""
        self.summary.check_all()
        for segment in self.segments:
            segment.documents.check_all()
            segment.fields.check_all()

    def _at(self, doc: int) -> tuple[Segment, int]:
        index = len(self.segments) - 1
        while self.firsts[index] > doc:
            index -= 1
        return self.segments[index], doc - self.firsts[index]

    def _norms(self, field: str) -> Floats:
        mean = self.summary.mean_length(field) if self.size else 0.0
        lengths = self.summary.lengths(field).astype(np.float64)
        return np.ones(len(self)) * length_norm(lengths, mean)

    def _meaning(self, test: WordTest) -> Meaning:
        places = [lexicon.meant(test) for lexicon in self.lexicons]
        words = [
            [lexicon.word(place) for place in each]
            for lexicon, each in zip(self.lexicons, places, strict=True)
        ]
        distinct = sorted(set().union(*words))
        if len(distinct) <= MOST_EXPANSIONS:
            return Meaning(tuple(distinct), tuple(places))
        common: dict[str, int] = dict.fromkeys(distinct, 0)
        for segment, each, named in zip(self.segments, places, words, strict=True):
            counts = _commonness(segment, np.array(each, dtype=np.int64))
            for word, count in zip(named, counts.tolist(), strict=True):
                common[word] += count
        kept = set(sorted(distinct, key=lambda word: (-common[word], word))[:MOST_EXPANSIONS])
        kept_places = [
            [place for place, word in zip(each, named, strict=True) if word in kept]
            for each, named in zip(places, words, strict=True)
        ]
        return Meaning(tuple(sorted(kept)), tuple(kept_places), len(distinct) - len(kept))


def read_registry(folder: Path) -> Registry:
    """The records of a generation. Raises IndexDamaged."""
    with damage_told("its registry cannot be read"):
        return msgspec.json.decode((folder / REGISTRY).read_bytes(), type=Registry)


def _commonness(segment: Segment, places: Keys) -> Keys:
    """int64[places]: in how many documents words are, field by field, deleted ones counted."""
    total = np.zeros(len(places), dtype=np.int64)
    for field in TEXT_FIELDS:
        postings = segment.postings(field)
        at = np.searchsorted(postings.terms, places)
        at[at == len(postings.terms)] = 0
        has = postings.terms[at] == places if len(postings.terms) else np.zeros(len(at), dtype=np.bool_)
        total[has] += postings.counts[at[has]]
    return total


def _meaning_size(meaning: Meaning) -> int:
    return 100 * len(meaning.words)
