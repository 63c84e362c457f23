"""The terms of a segment as Whoosh asks for them: words, and values of documents as if they were words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from whoosh.codec.base import FieldCursor, TermsReader
from whoosh.reading import TermInfo, TermNotFound

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.codec.matcher import ArrayMatcher
from searchapp.engines.embedded.codec.schema import DAY, ID_FIELD, schema
from searchapp.engines.embedded.columns.arrays import Ints
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.fields import FACETS


class Entry(NamedTuple):
    """Where a term occurs."""

    docs: Ints
    freqs: Ints
    positions: Ints | None
    """None for values."""


class ColumnarTerms(TermsReader):  # type: ignore[misc]
    """See `whoosh.codec.base.TermsReader`."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self._place(*term) is not None

    def indexed_field_names(self) -> Sequence[str]:
        """All that have terms, sorted."""
        return sorted(self._fields)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Field by field, then in order."""
        return ((name, term) for name in self.indexed_field_names() for term in self._fields[name])

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """From a term of a field on, into the fields that follow."""
        terms = self._fields.get(fieldname, ())
        yield from ((fieldname, term) for term in terms[bisect_left(terms, prefix) :])
        later = [name for name in self.indexed_field_names() if name > fieldname]
        yield from ((name, term) for name in later for term in self._fields[name])

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """With what is known of each."""
        return (((name, term), self.term_info(name, term)) for name, term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """From a term on."""
        terms = self.terms_from(fieldname, prefix)
        return (((name, term), self.term_info(name, term)) for name, term in terms)

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Bounds that Whoosh relies on. Raises TermNotFound."""
        entry = self._entry(fieldname, text)
        lengths = self._lengths(fieldname, entry.docs)
        return TermInfo(
            weight=float(entry.freqs.sum()),
            df=len(entry.docs),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(entry.freqs.max()),
            minid=int(entry.docs[0]),
            maxid=int(entry.docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term occurs; 0 where it does not."""
        return float(self._entry(fieldname, text).freqs.sum()) if (fieldname, text) in self else 0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents, deleted ones counted."""
        return len(self._entry(fieldname, text).docs) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Over the documents of a term. Raises TermNotFound."""
        entry = self._entry(fieldname, text)
        return ArrayMatcher(
            entry.docs,
            entry.freqs,
            entry.positions,
            format_=format_,
            scorer=scorer,
            term=(fieldname, text),
            info=self.term_info(fieldname, text),
        )

    def cursor(self, fieldname: str, fieldobj: Any) -> Cursor:
        """Over the terms of a field."""
        return Cursor(self._fields.get(fieldname, ()), fieldobj)

    def close(self) -> None:
        """Mapped files close themselves."""

    def _place(self, fieldname: str, text: bytes) -> int | None:
        terms = self._fields.get(fieldname, ())
        place = bisect_left(terms, text)
        return place if place < len(terms) and terms[place] == text else None

    def _entry(self, fieldname: str, text: bytes) -> Entry:
        place = self._place(fieldname, text)
        if place is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        if fieldname not in TEXT_FIELDS:
            docs = self._values[fieldname][text]
            return Entry(docs, np.ones(len(docs), dtype=np.int32), None)
        postings = self._segment.postings(fieldname)
        return Entry(postings.docs(place), postings.freqs(place), postings.positions(place))

    def _lengths(self, fieldname: str, docs: Ints) -> Any:
        if fieldname in TEXT_FIELDS:
            return self._segment.lengths(fieldname)[docs]
        return np.ones(1, dtype=np.int32)

    @cached_property
    def _fields(self) -> Mapping[str, Sequence[bytes]]:
        words = list(self._segment.words)
        texts = {
            name: [words[place] for place in self._segment.postings(name).terms.tolist()]
            for name in TEXT_FIELDS
        }
        return {**texts, **{name: sorted(held) for name, held in self._values.items()}}

    @cached_property
    def _values(self) -> Mapping[str, Mapping[bytes, Ints]]:
        """Field -> value -> documents."""
        count, day = len(self._segment), schema()[DAY]
        every = range(count)
        days = self._segment.documents["days"].tolist()
        return {
            ID_FIELD: _grouped(zip(self._segment.ids, every, strict=True)),
            DAY: _grouped((day.to_bytes(value), doc) for value, doc in zip(days, every, strict=True)),
            **{facet.name: _grouped(self._held(facet.name)) for facet in FACETS},
        }

    def _held(self, facet: str) -> Iterator[tuple[bytes, int]]:
        column = self._segment.held(facet)
        values = list(column.values)
        docs = np.repeat(np.arange(len(self._segment)), column.counts)
        return ((values[at], doc) for at, doc in zip(column.ordinals.tolist(), docs.tolist(), strict=True))


class Cursor(FieldCursor):  # type: ignore[misc]
    """See `whoosh.codec.base.FieldCursor`; it gives text where terms are bytes."""

    def __init__(self, terms: Sequence[bytes], field: Any) -> None:
        self._terms, self._field = terms, field
        self._at = 0

    def first(self) -> str | None:
        """The first term."""
        self._at = 0
        return self.text()

    def find(self, string: str | bytes) -> str | None:
        """The first term that is not before this one."""
        wanted = string if isinstance(string, bytes) else self._field.to_bytes(string)
        self._at = bisect_left(self._terms, wanted)
        return self.text()

    def next(self) -> str | None:
        """The next term."""
        self._at += 1
        return self.text()

    def text(self) -> str | None:
        """The term; None at the end."""
        if self._at >= len(self._terms):
            return None
        text: str = self._field.from_bytes(self._terms[self._at])
        return text

    def is_valid(self) -> bool:
        """Whether there is a term."""
        return self._at < len(self._terms)


def _grouped(pairs: Iterator[tuple[bytes, int]] | zip[tuple[bytes, int]]) -> Mapping[bytes, Ints]:
    found: dict[bytes, list[int]] = {}
    for value, doc in pairs:
        found.setdefault(value, []).append(doc)
    return {value: np.array(docs, dtype=np.int32) for value, docs in found.items()}
