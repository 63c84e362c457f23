"""The postings that Whoosh's writer sorted, gathered as arrays and written as `batch` writes them.

Only words are taken: the values of documents are known from the documents themselves.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.base import FieldWriter
from whoosh.writing import IndexingError

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.segment import ColumnarSegment
from searchapp.engines.embedded.columns.postings import Block, PostingsWriter
from searchapp.engines.embedded.columns.sections import SectionWriter
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, put_words
from searchapp.engines.embedded.columns.tables import Table


@dataclass(slots=True)
class _Postings:
    """Of one field, term after term."""

    words: list[bytes] = field(default_factory=list)
    counts: array[int] = field(default_factory=lambda: array("q"))
    docs: array[int] = field(default_factory=lambda: array("i"))
    freqs: array[int] = field(default_factory=lambda: array("i"))
    positions: array[int] = field(default_factory=lambda: array("i"))

    def block(self, places: Mapping[bytes, int]) -> Block:
        """By the places of words in the segment."""
        return Block(
            terms=np.array([places[word] for word in self.words], dtype=np.int64),
            counts=np.array(self.counts, dtype=np.int64),
            docs=np.array(self.docs, dtype=np.int32),
            freqs=np.array(self.freqs, dtype=np.int32),
            positions=np.array(self.positions, dtype=np.int32),
        )


class FieldsWriter(FieldWriter):  # type: ignore[misc]
    """See `whoosh.codec.base.FieldWriter`. Raises IndexingError where postings cannot be kept."""

    def __init__(self, folder: Path, segment: ColumnarSegment) -> None:
        self.is_closed = False
        self._folder, self._segment = folder, segment
        self._fields = {name: _Postings() for name in TEXT_FIELDS}
        self._is_commit = False

    def add_postings(self, schema: object, lengths: object, items: Iterable[Any]) -> None:
        """Whoosh commits: this is called once, and not where a writer is cancelled."""
        self._is_commit = True
        super().add_postings(schema, lengths, items)

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """The next field."""
        self._field = self._fields.get(fieldname)
        self._format = fieldobj.format

    def start_term(self, text: bytes) -> None:
        """The next term of the field."""
        if self._field is not None:
            self._field.words.append(text)
            self._field.counts.append(0)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:  # noqa: ARG002
        """A document of the term."""
        # Beyond the last document are the words of one that failed.
        if self._field is None or docnum >= self._segment.doc_count_all():
            return
        positions: Sequence[int] = self._format.decode_positions(vbytes)
        if weight != len(positions):
            raise IndexingError("how often a word occurs is kept, but no boosts")
        self._field.counts[-1] += 1
        self._field.docs.append(docnum)
        self._field.freqs.append(len(positions))
        self._field.positions.extend(positions)

    def finish_term(self) -> None:
        """The term is complete."""
        if self._field is not None and not self._field.counts[-1]:
            self._field.words.pop()
            self._field.counts.pop()

    def close(self) -> None:
        """Write the words; or remove what the documents' writer has written, where nothing is committed."""
        self.is_closed = True
        if not self._is_commit:
            (self._folder / self._segment.make_filename(DOCUMENTS)).unlink(missing_ok=True)
            return
        with SectionWriter(self._folder / self._segment.make_filename(FIELDS)) as writer:
            words = sorted({word for postings in self._fields.values() for word in postings.words})
            places = {word: place for place, word in enumerate(words)}
            for name, postings in self._fields.items():
                field_postings = PostingsWriter(self._folder, name)
                field_postings.add(postings.block(places))
                field_postings.end(writer)
            put_words(writer, Table.of(words))
