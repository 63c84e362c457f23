"""Some articles gathered and written as one segment without a lexicon of stems: a run, to be merged."""

from __future__ import annotations

import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import FacetColumn, Keys
from searchapp.engines.embedded.columns.postings import PostingsWriter
from searchapp.engines.embedded.columns.records import Compression, Encoded
from searchapp.engines.embedded.columns.sections import SectionWriter, smallest
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, put_facet
from searchapp.engines.embedded.columns.strings import put_strings
from searchapp.engines.embedded.columns.tables import Table
from searchapp.engines.embedded.writing.inversion import (
    MOST_DOCUMENTS,
    MOST_POSITIONS,
    POSITION_BITS,
    Packed,
    blocks,
    packed,
    renamed,
    terms_of,
)
from searchapp.engines.texts import indexed_texts
from searchapp.engines.values import held_values
from searchapp.errors import N_, EngineError, Message
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.text.analyze import PARAGRAPH_GAP
from searchapp.text.bulk import BulkAnalyzer

READ_AT_ONCE = 3 << 19
"""Bytes of articles that are read together: what they take while they are read stays near the processor."""

_DIGEST = 32
"""Bytes of SHA-256."""


class Row(NamedTuple):
    """An article as a run takes it."""

    id: bytes
    day: int
    """Proleptic Gregorian ordinal, 0 where the date is unknown."""
    digest: bytes
    record: Encoded
    stamp: int
    texts: Mapping[str, Sequence[str]]
    held: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """Bytes of its records."""
        return sum(map(len, self.record))


def row(article: Article, draft: Draft, record: Encoded, stamp: int) -> Row:
    """An article with its encoded form, and the stamp of that."""
    day = article.date.value
    return Row(
        id=article.id.encode(),
        day=day.toordinal() if day else 0,
        digest=bytes.fromhex(draft.digest).ljust(_DIGEST, b"\0"),
        record=record,
        stamp=stamp,
        texts=indexed_texts(article),
        held=held_values(article),
    )


@dataclass(slots=True)
class Batch:
    """Articles that are not written yet, each once.

    Texts are read, and records compressed, some megabytes at a time; what stays in memory is compressed, and
    the words are numbers.
    """

    analyzer: BulkAnalyzer
    compression: Compression
    words: int = 0
    _rows: list[Row] = field(default_factory=list)
    """The last ones, which are not read yet."""
    _unread: int = 0
    """Bytes of their records."""
    _ids: list[bytes] = field(default_factory=list)
    _days: list[int] = field(default_factory=list)
    _digests: list[bytes] = field(default_factory=list)
    _stamps: list[int] = field(default_factory=list)
    _facets: dict[str, _Facet] = field(default_factory=lambda: {each.name: _Facet() for each in FACETS})
    _articles: list[bytes] = field(default_factory=list)
    _drafts: list[bytes] = field(default_factory=list)
    _keys: dict[str, list[Packed]] = field(default_factory=lambda: {name: [] for name in TEXT_FIELDS})
    """The words by the analyzer's numbers."""
    _lengths: dict[str, list[Keys]] = field(default_factory=lambda: {name: [] for name in TEXT_FIELDS})

    def __len__(self) -> int:
        return len(self._ids) + len(self._rows)

    @property
    def is_full(self) -> bool:
        """Whether no further article can be inverted with these."""
        return len(self) >= MOST_DOCUMENTS

    def add(self, fresh: Row) -> None:
        """One article more. Raises EngineError where one has more words than can be counted."""
        self._rows.append(fresh)
        self._unread += fresh.size
        if self._unread >= READ_AT_ONCE:
            self._read()

    def write(self, folder: Path, name: str) -> None:
        """Write the run."""
        self._read()
        with SectionWriter(folder / f"{name}{FIELDS}") as writer:
            self._put_postings(writer, folder)
        with SectionWriter(folder / f"{name}{DOCUMENTS}") as writer:
            self._put_documents(writer)

    def _read(self) -> None:
        for name in TEXT_FIELDS:
            self._read_field(name, [each.texts[name] for each in self._rows])
        for each in self._rows:
            self._ids.append(each.id)
            self._days.append(each.day)
            self._digests.append(each.digest)
            self._stamps.append(each.stamp)
            self._articles.append(self.compression.article(each.record))
            self._drafts.append(self.compression.draft(each.record))
        for name, facet in self._facets.items():
            facet.add([each.held[name] for each in self._rows])
        self._rows, self._unread = [], 0

    def _put_documents(self, writer: SectionWriter) -> None:
        put_strings(writer, "ids", self._ids)
        writer.put("days", np.array(self._days, dtype=np.int32))
        writer.put("digests", b"".join(self._digests))
        writer.put("stamps", np.array(self._stamps, dtype=np.uint64))
        writer.put("changed", np.full(len(self._ids), int(time.time()), dtype=np.int64))
        for name, facet in self._facets.items():
            put_facet(writer, name, facet.column)
        put_strings(writer, "articles", self._articles)
        put_strings(writer, "drafts", self._drafts)
        writer.put("dictionary", self.compression.dictionary)
        for name in TEXT_FIELDS:
            writer.put(f"length.{name}", smallest(np.concatenate(self._lengths[name])))

    def _put_postings(self, writer: SectionWriter, folder: Path) -> None:
        vocabulary = self.analyzer.vocabulary
        used = np.zeros(len(vocabulary), dtype=np.bool_)
        for pieces in self._keys.values():
            for keys in pieces:
                used[terms_of(keys)] = True
        words = Table(vocabulary.bytes, vocabulary.at)
        order, _ = words.ordered()
        numbers = order[used[order]]
        ranks = np.zeros(len(used), dtype=np.int64)
        ranks[numbers] = np.arange(len(numbers))
        words.some(numbers).put(writer, "words")
        writer.put("analyzer", self.analyzer.key)
        writer.put("numbers", smallest(numbers))
        for name in TEXT_FIELDS:
            postings = PostingsWriter(folder, name)
            for block in blocks(_in_order(self._keys.pop(name), ranks)):
                postings.add(block)
            postings.end(writer)

    def _read_field(self, name: str, texts: Sequence[Sequence[str]]) -> None:
        """Read a field of the last articles, of each of which the paragraphs are given."""
        of_document = np.array([len(each) for each in texts], dtype=np.int64)
        read = self.analyzer.read([paragraph for each in texts for paragraph in each])
        document = np.repeat(np.arange(len(texts)), of_document)
        lengths = np.bincount(document, read.counts, minlength=len(texts)).astype(np.int64)
        number = np.arange(len(document)) - np.repeat(np.cumsum(of_document) - of_document, of_document)
        # Of each paragraph: how much farther its words stand than they are counted through all.
        shift = number * PARAGRAPH_GAP - (np.cumsum(lengths) - lengths)[document]
        last = (np.cumsum(read.counts) - 1 + shift)[read.counts > 0]
        if last.max(initial=0) >= MOST_POSITIONS:
            raise _too_long(self._rows[int(document[read.counts > 0][last.argmax()])].id)
        shift += (document + len(self._ids)) << POSITION_BITS
        places = np.arange(len(read.ids)) + np.repeat(shift, read.counts)
        self.words += len(places)
        self._lengths[name].append(lengths)
        self._keys[name].append(packed(read.ids, places))


def _in_order(pieces: list[Packed], ranks: Keys) -> Packed:
    """All words of a field by the ranks of their terms, sorted; the pieces are let go of."""
    keys = np.empty(sum(map(len, pieces)), dtype=np.uint64)
    first = 0
    while pieces:
        piece = renamed(pieces.pop(), ranks)
        keys[first : first + len(piece)] = piece
        first += len(piece)
    keys.sort()
    return keys


class _Facet:
    """The values of a facet field, gathered document by document."""

    def __init__(self) -> None:
        self._values: dict[str, int] = {}
        """In the order in which they are met."""
        self._counts, self._ordinals = array("I"), array("I")

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Those of further documents."""
        values = self._values
        self._counts.extend(map(len, rows))
        self._ordinals.extend([values.setdefault(value, len(values)) for row in rows for value in row])

    @property
    def column(self) -> FacetColumn:
        """All of them."""
        return FacetColumn(
            [value.encode() for value in self._values],
            np.array(self._counts, dtype=np.int64),
            np.array(self._ordinals, dtype=np.int64),
        )


def facet_column(rows: Sequence[Sequence[str]]) -> FacetColumn:
    """The values of some documents, in the order in which they are met."""
    facet = _Facet()
    facet.add(rows)
    return facet.column


def _too_long(article_id: bytes) -> EngineError:
    return EngineError(
        Message.of(
            N_("The article “%(id)s” has more than %(most)s words."),
            id=article_id.decode(),
            most=MOST_POSITIONS,
        ),
        Message.of(N_("Split its file.")),
    )
