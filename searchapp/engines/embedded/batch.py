"""Some articles gathered and written as one segment without a lexicon of stems: a run, to be merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.arrays import FacetColumn, Ints, Keys
from searchapp.engines.embedded.inversion import MOST_DOCUMENTS, MOST_POSITIONS, inverted
from searchapp.engines.embedded.postings import Block, PostingsWriter
from searchapp.engines.embedded.records import Compression, Encoded
from searchapp.engines.embedded.sections import SectionWriter, smallest
from searchapp.engines.embedded.segment_files import DOCUMENTS, FIELDS, put_facet
from searchapp.engines.embedded.strings import put_strings
from searchapp.engines.texts import indexed_texts
from searchapp.engines.values import held_values
from searchapp.errors import N_, EngineError, Message
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.text.analyze import PARAGRAPH_GAP
from searchapp.text.bulk import BulkAnalyzer

_DIGEST = 32
"""Bytes of SHA-256."""


@dataclass(slots=True)
class Batch:
    """Articles that are not written yet, each once."""

    ids: list[bytes] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    records: list[Encoded] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    texts: list[Mapping[str, Sequence[str]]] = field(default_factory=list)
    held: list[Mapping[str, tuple[str, ...]]] = field(default_factory=list)
    size: int = 0
    """Bytes of the records."""

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def is_full(self) -> bool:
        """Whether no further article can be inverted with these."""
        return len(self.ids) >= MOST_DOCUMENTS

    def add(self, article: Article, draft: Draft, record: Encoded, stamp: int) -> None:
        """One article more."""
        day = article.date.value
        self.ids.append(article.id.encode())
        self.days.append(day.toordinal() if day else 0)
        self.digests.append(bytes.fromhex(draft.digest).ljust(_DIGEST, b"\0"))
        self.records.append(record)
        self.stamps.append(stamp)
        self.texts.append(indexed_texts(article))
        self.held.append(held_values(article))
        self.size += sum(map(len, record))

    def write(self, folder: Path, name: str, analyzer: BulkAnalyzer, compression: Compression) -> None:
        """Write the run. Raises EngineError where an article has more words than can be counted."""
        inverted_fields = {each: self._words(each, analyzer) for each in TEXT_FIELDS}
        with SectionWriter(folder / f"{name}{FIELDS}") as writer:
            _put_postings(
                writer, folder, {key: each.words for key, each in inverted_fields.items()}, analyzer
            )
        with SectionWriter(folder / f"{name}{DOCUMENTS}") as writer:
            self._put_documents(writer, compression)
            for each in TEXT_FIELDS:
                writer.put(f"length.{each}", smallest(inverted_fields[each].lengths))

    def _put_documents(self, writer: SectionWriter, compression: Compression) -> None:
        put_strings(writer, "ids", self.ids)
        writer.put("days", np.array(self.days, dtype=np.int32))
        writer.put("digests", b"".join(self.digests))
        writer.put("stamps", np.array(self.stamps, dtype=np.uint64))
        for facet in FACETS:
            put_facet(writer, facet.name, _column([held[facet.name] for held in self.held]))
        put_strings(writer, "articles", [compression.article(record) for record in self.records])
        put_strings(writer, "drafts", [compression.draft(record) for record in self.records])
        writer.put("dictionary", compression.dictionary)

    def _words(self, name: str, analyzer: BulkAnalyzer) -> _Words:
        paragraphs = [text for texts in self.texts for text in texts[name]]
        of_document = np.array([len(texts[name]) for texts in self.texts], dtype=np.int64)
        read = analyzer.read(paragraphs)
        document = np.repeat(np.arange(len(self)), of_document)
        lengths = np.bincount(document, read.counts, minlength=len(self)).astype(np.int64)
        number = np.arange(len(paragraphs)) - np.repeat(np.cumsum(of_document) - of_document, of_document)
        docs = np.repeat(document, read.counts)
        positions = np.arange(len(docs)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions += np.repeat(number * PARAGRAPH_GAP, read.counts)
        if len(positions) and int(positions.max()) >= MOST_POSITIONS:
            raise _too_long(self.ids[int(docs[int(positions.argmax())])])
        return _Words(lengths, _Placed(read.ids, docs.astype(np.int32), positions))


@dataclass(frozen=True, slots=True)
class _Placed:
    """Words by their number in the analyzer, with the documents and positions they are at."""

    ids: Ints
    docs: Ints
    positions: Keys


@dataclass(frozen=True, slots=True)
class _Words:
    lengths: Keys
    words: _Placed


def _put_postings(
    writer: SectionWriter, folder: Path, fields: Mapping[str, _Placed], analyzer: BulkAnalyzer
) -> None:
    used = np.zeros(len(analyzer.vocabulary), dtype=np.bool_)
    for placed in fields.values():
        used[placed.ids] = True
    numbers = np.flatnonzero(used).tolist()
    words = {analyzer.vocabulary[number]: number for number in numbers}
    ordered = sorted(words)
    ranks = np.zeros(len(used), dtype=np.int32)
    ranks[[words[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
    put_strings(writer, "words", [word.encode("utf-8", "surrogatepass") for word in ordered])
    for name, placed in fields.items():
        postings = PostingsWriter(folder, name)
        postings.add(_block(placed, ranks))
        postings.end(writer)


def _block(placed: _Placed, ranks: Ints) -> Block:
    return inverted(ranks[placed.ids], placed.docs, placed.positions)


def _column(rows: Sequence[Sequence[str]]) -> FacetColumn:
    """The values of some documents, in the order in which they are met."""
    values: dict[str, int] = {}
    ordinals = [values.setdefault(value, len(values)) for row in rows for value in row]
    return FacetColumn(
        [value.encode() for value in values],
        np.array([len(row) for row in rows], dtype=np.int64),
        np.array(ordinals, dtype=np.int64),
    )


def _too_long(article_id: bytes) -> EngineError:
    return EngineError(
        Message.of(
            N_("The article “%(id)s” has more than %(most)s words."),
            id=article_id.decode(),
            most=MOST_POSITIONS,
        ),
        Message.of(N_("Split its file.")),
    )
