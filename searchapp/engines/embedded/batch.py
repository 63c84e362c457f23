"""Some articles gathered and written as one segment without a lexicon of stems: a run, to be merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.arrays import FacetColumn, Keys
from searchapp.engines.embedded.inversion import MOST_DOCUMENTS, MOST_POSITIONS, inverted
from searchapp.engines.embedded.merging import joined
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

READ_AT_ONCE = 3 << 20
"""Bytes of articles that are read together: what they take while they are read stays near the processor."""

_DIGEST = 32
"""Bytes of SHA-256."""


@dataclass(slots=True)
class Batch:
    """Articles that are not written yet, each once.

    Texts are read, and records compressed, some megabytes at a time; what stays in memory is compressed, and
    the words are numbers.
    """

    analyzer: BulkAnalyzer
    ids: list[bytes] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    digests: list[bytes] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    held: list[Mapping[str, tuple[str, ...]]] = field(default_factory=list)
    pending: list[Encoded] = field(default_factory=list)
    """Of the last articles, which are not read yet."""
    words: int = 0
    _texts: list[Mapping[str, Sequence[str]]] = field(default_factory=list)
    _pending_size: int = 0
    _articles: list[bytes] = field(default_factory=list)
    _drafts: list[bytes] = field(default_factory=list)
    _blocks: dict[str, list[Block]] = field(default_factory=lambda: {name: [] for name in TEXT_FIELDS})
    """By the analyzer's numbers of words."""
    _lengths: dict[str, list[Keys]] = field(default_factory=lambda: {name: [] for name in TEXT_FIELDS})

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def is_to_be_read(self) -> bool:
        """Whether the last articles are enough to be read."""
        return self._pending_size >= READ_AT_ONCE

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
        self.stamps.append(stamp)
        self.held.append(held_values(article))
        self.pending.append(record)
        self._texts.append(indexed_texts(article))
        self._pending_size += sum(map(len, record))

    def read(self, compression: Compression) -> None:
        """Read the last articles. Raises EngineError where one has more words than can be counted."""
        for name in TEXT_FIELDS:
            self._read_field(name)
        self._articles += map(compression.article, self.pending)
        self._drafts += map(compression.draft, self.pending)
        self.pending, self._texts, self._pending_size = [], [], 0

    def write(self, folder: Path, name: str, compression: Compression) -> None:
        """Write the run."""
        self.read(compression)
        with SectionWriter(folder / f"{name}{FIELDS}") as writer:
            self._put_postings(writer, folder)
        with SectionWriter(folder / f"{name}{DOCUMENTS}") as writer:
            self._put_documents(writer)
            writer.put("dictionary", compression.dictionary)
            for each in TEXT_FIELDS:
                writer.put(f"length.{each}", smallest(np.concatenate(self._lengths[each])))

    def _put_documents(self, writer: SectionWriter) -> None:
        put_strings(writer, "ids", self.ids)
        writer.put("days", np.array(self.days, dtype=np.int32))
        writer.put("digests", b"".join(self.digests))
        writer.put("stamps", np.array(self.stamps, dtype=np.uint64))
        for facet in FACETS:
            put_facet(writer, facet.name, _column([held[facet.name] for held in self.held]))
        put_strings(writer, "articles", self._articles)
        put_strings(writer, "drafts", self._drafts)

    def _put_postings(self, writer: SectionWriter, folder: Path) -> None:
        vocabulary = self.analyzer.vocabulary
        used = np.zeros(len(vocabulary), dtype=np.bool_)
        for blocks in self._blocks.values():
            for block in blocks:
                used[block.terms] = True
        numbers = sorted(np.flatnonzero(used).tolist(), key=vocabulary.__getitem__)
        ranks = np.zeros(len(used), dtype=np.int64)
        ranks[numbers] = np.arange(len(numbers))
        put_strings(writer, "words", [vocabulary[each].encode("utf-8", "surrogatepass") for each in numbers])
        for name in TEXT_FIELDS:
            postings = PostingsWriter(folder, name)
            blocks = [block._replace(terms=ranks[block.terms]) for block in self._blocks.pop(name)]
            postings.add(joined(blocks, 0, len(numbers)))
            postings.end(writer)

    def _read_field(self, name: str) -> None:
        paragraphs = [text for texts in self._texts for text in texts[name]]
        of_document = np.array([len(texts[name]) for texts in self._texts], dtype=np.int64)
        read = self.analyzer.read(paragraphs)
        document = np.repeat(np.arange(len(self._texts)), of_document)
        lengths = np.bincount(document, read.counts, minlength=len(self._texts)).astype(np.int64)
        number = np.arange(len(paragraphs)) - np.repeat(np.cumsum(of_document) - of_document, of_document)
        docs = np.repeat(document + self._first_pending, read.counts)
        positions = np.arange(len(docs)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        positions += np.repeat(number * PARAGRAPH_GAP, read.counts)
        if len(positions) and int(positions.max()) >= MOST_POSITIONS:
            raise _too_long(self.ids[int(docs[int(positions.argmax())])])
        self.words += len(docs)
        self._lengths[name].append(lengths)
        block = inverted(read.ids, (docs - self._first_pending).astype(np.int32), positions)
        self._blocks[name].append(block._replace(docs=block.docs + np.int32(self._first_pending)))

    @property
    def _first_pending(self) -> int:
        return len(self) - len(self._texts)


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
