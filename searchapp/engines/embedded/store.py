"""One generation's documents, read through Whoosh. Knows nothing of queries.

With `schema` and `store_writer` all that knows Whoosh: another format on disk is another `Store`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import msgspec
import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded import schema
from searchapp.engines.embedded.columns import FacetColumn, Ints, Postings, Rows
from searchapp.engines.embedded.damage import ANY, damage_told
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.draft import Draft

Stored = TypeVar("Stored", Article, Draft)


@dataclass(frozen=True, eq=False)
class _Segment:
    """A part of the index: some documents that are numbered from `first` on."""

    reader: Any
    first: int
    columns: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def places(self) -> tuple[int, ...]:
        """Where its documents stand, those that were deleted left out."""
        return tuple(self.reader.all_doc_ids())

    @cached_property
    def numbers(self) -> Ints:
        """int32[places]: the numbers of its documents, -1 where one was deleted."""
        numbers = np.full(self.reader.doc_count_all(), -1, dtype=np.int32)
        numbers[list(self.places)] = np.arange(self.first, self.first + len(self.places), dtype=np.int32)
        return numbers

    def column(self, name: str) -> Any:
        # Opening a column walks over all its lengths.
        if name not in self.columns:
            self.columns[name] = self.reader.column_reader(name, translate=False)
        return self.columns[name]

    def occurrences(self, text_field: str, word: str) -> Iterator[tuple[int, list[int]]]:
        """Documents with the positions at which they have a word."""
        try:
            matcher = self.reader.postings(text_field, word)
        except TermNotFound:
            return
        for place, positions in matcher.items_as("positions"):
            yield int(self.numbers[place]), positions


class Store:
    """The documents of a folder, numbered without gaps.

    Safe from any thread: Whoosh's readers share their place in a file, so one thread reads at a time.
    """

    def __init__(self, folder: Path) -> None:
        self._reading = Lock()
        self._segments: list[_Segment] = []
        self._size = 0
        with damage_told("its segments cannot be opened", ANY):
            index = FileIndex(FileStorage(str(folder)), schema=schema.SCHEMA)
            for reader in leaves(index):
                segment = _Segment(reader, self._size)
                self._segments.append(segment)
                self._size += len(segment.places)

    def __len__(self) -> int:
        return self._size

    def rows(self) -> Rows:
        """What is known of each document."""
        with self._reading, damage_told("its columns cannot be read", ANY):
            return Rows(
                ids=tuple(value.decode() for value in self._column(schema.ID_FIELD)),
                days=np.array(self._column(schema.DAY), dtype=np.int32),
                lengths={
                    name: np.array(self._column(schema.length_of(name)), dtype=np.int32)
                    for name in TEXT_FIELDS
                },
                facets=_facets(self._column(schema.HELD)),
            )

    def digests(self) -> Sequence[str]:
        """Each document's draft's digest, in order of document."""
        with self._reading, damage_told("its digests cannot be read", ANY):
            return [value.decode() for value in self._column(schema.DIGEST)]

    def article(self, doc: int) -> Article:
        """The article of a document."""
        return self._stored(schema.ARTICLE, doc, Article)

    def draft(self, doc: int) -> Draft:
        """The draft of a document."""
        return self._stored(schema.DRAFT, doc, Draft)

    def words(self, text_field: str) -> frozenset[str]:
        """The words of a text field, those of deleted documents among them."""
        with self._reading, damage_told("its words cannot be read", ANY):
            terms = (term for each in self._segments for term in each.reader.lexicon(text_field))
            return frozenset(term.decode() for term in terms)

    def commonness(self, text_field: str, word: str) -> int:
        """How many documents have a word, deleted ones counted: not exact, but cheap."""
        with self._reading, damage_told(f"the word {word} cannot be read", ANY):
            readers = [each.reader for each in self._segments]
            return sum(int(r.doc_frequency(text_field, word)) for r in readers if (text_field, word) in r)

    def postings(self, text_field: str, word: str) -> Postings:
        """Where a word occurs in a text field."""
        docs: list[int] = []
        frequencies: list[int] = []
        positions: list[int] = []
        with self._reading, damage_told(f"the word {word} cannot be read", ANY):
            for segment in self._segments:
                for doc, places in segment.occurrences(text_field, word):
                    docs.append(doc)
                    frequencies.append(len(places))
                    positions += places
        return Postings(*(np.array(each, dtype=np.int32) for each in (docs, frequencies, positions)))

    def _stored(self, column: str, doc: int, kind: type[Stored]) -> Stored:
        with damage_told(f"the {column} of document {doc} cannot be read", ANY):
            segment = next(each for each in reversed(self._segments) if each.first <= doc)
            with self._reading:
                encoded = segment.column(column)[segment.places[doc - segment.first]]
            return msgspec.json.decode(encoded, type=kind)

    def _column(self, name: str) -> list[Any]:
        return [each.column(name)[place] for each in self._segments for place in each.places]


def leaves(index: FileIndex) -> Sequence[Any]:
    """The readers of an index's segments, which may be none at all."""
    return [reader for reader, _ in index.reader().leaf_readers() if reader.doc_count_all()]


def _facets(held: Sequence[bytes]) -> dict[str, FacetColumn]:
    rows = [msgspec.json.decode(each, type=dict[str, list[str]]) for each in held]
    return {facet.name: _facet([row[facet.name] for row in rows]) for facet in FACETS}


def _facet(rows: Sequence[Sequence[str]]) -> FacetColumn:
    values: dict[str, int] = {}
    ordinals = [values.setdefault(value, len(values)) for row in rows for value in row]
    docs = np.repeat(np.arange(len(rows), dtype=np.int32), [len(row) for row in rows])
    return FacetColumn(tuple(values), docs, np.array(ordinals, dtype=np.int32))
