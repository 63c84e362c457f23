"""What several segments know of their documents, one after another, deleted ones left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import FacetColumn, Keys, Mask
from searchapp.engines.embedded.columns.records import Compression
from searchapp.engines.embedded.columns.sections import Array, SectionWriter, smallest
from searchapp.engines.embedded.columns.segment_files import Segment, put_facet
from searchapp.engines.embedded.columns.strings import Strings, beginnings
from searchapp.fields import FACETS

_AT_ONCE = 1 << 20
"""Bytes that are copied at a time."""


def put_documents(writer: SectionWriter, segments: Sequence[Segment], live: Sequence[Mask]) -> None:
    """Write what `batch` writes of its documents, for the live ones of some segments (bool[n] each)."""
    _put_table(writer, "ids", segments, live)
    writer.put("days", _kept([each.documents["days"] for each in segments], live))
    writer.put("stamps", _kept([each.documents["stamps"] for each in segments], live))
    writer.put("changed", _kept([each.documents["changed"] for each in segments], live))
    digests = [each.documents["digests"].reshape(len(each), -1) for each in segments]
    writer.put("digests", _kept(digests, live).ravel())
    for field in TEXT_FIELDS:
        lengths = [each.lengths(field).astype(np.int64) for each in segments]
        writer.put(f"length.{field}", smallest(_kept(lengths, live)))
    for each in segments:
        each.let_go()
    for facet in FACETS:
        put_facet(writer, facet.name, _facet([each.held(facet.name) for each in segments], live))
        for each in segments:
            each.let_go()
    _put_records(writer, segments, live)


def _put_records(writer: SectionWriter, segments: Sequence[Segment], live: Sequence[Mask]) -> None:
    """Compressed records are copied as they are where all have one dictionary."""
    longest = max(segments, key=len).records.dictionary
    if all(each.records.dictionary == longest for each in segments):
        _put_table(writer, "articles", segments, live)
        _put_table(writer, "drafts", segments, live)
    else:
        _put_anew(writer, segments, live, Compression(longest))
    writer.put("dictionary", longest)


def _put_anew(
    writer: SectionWriter, segments: Sequence[Segment], live: Sequence[Mask], compression: Compression
) -> None:
    """Articles first, then drafts: a file is written from its beginning to its end."""
    for name, compressed in (("articles", compression.article), ("drafts", compression.draft)):
        sizes: list[int] = []

        def pieces() -> Iterator[Array]:
            for segment, mask in zip(segments, live, strict=True):
                for place in np.flatnonzero(mask).tolist():
                    record = compressed(segment.records.encoded(place))  # noqa: B023 - used at once
                    sizes.append(len(record))  # noqa: B023
                    yield np.frombuffer(record, dtype=np.uint8)

        writer.put_all(name, np.dtype(np.uint8), pieces())
        writer.put(f"{name}.at", beginnings(sizes))


def _put_table(writer: SectionWriter, name: str, segments: Sequence[Segment], live: Sequence[Mask]) -> None:
    tables = [Strings(each.documents, name) for each in segments]
    writer.put_all(name, np.dtype(np.uint8), _stretches(name, segments, live))
    sizes = [np.diff(table.at.astype(np.int64)) for table in tables]
    writer.put(f"{name}.at", smallest(np.concatenate([[0], np.cumsum(_kept(sizes, live))])))


def _stretches(name: str, segments: Iterable[Segment], live: Iterable[Mask]) -> Iterator[Array]:
    """The bytes of live strings, piece by piece."""
    for segment, mask in zip(segments, live, strict=True):
        table = Strings(segment.documents, name)
        edges = np.flatnonzero(np.diff(mask, prepend=False, append=False))
        at = table.at.astype(np.int64)
        for first, last in edges.reshape(-1, 2).tolist():
            for begin in range(int(at[first]), int(at[last]), _AT_ONCE):
                end = min(begin + _AT_ONCE, int(at[last]))
                yield np.frombuffer(table.bytes[begin:end], dtype=np.uint8)
        segment.let_go()


def _facet(columns: Sequence[FacetColumn], live: Sequence[Mask]) -> FacetColumn:
    values: dict[bytes, int] = {}
    counts, ordinals = [], []
    for column, mask in zip(columns, live, strict=True):
        numbers = np.fromiter(
            (values.setdefault(value, len(values)) for value in column.values),
            dtype=np.int64,
            count=len(column.values),
        )
        counts.append(column.counts[mask].astype(np.int64))
        ordinals.append(numbers[column.ordinals[np.repeat(mask, column.counts)]])
    return FacetColumn(list(values), _joined(counts), _joined(ordinals))


def _kept(arrays: Sequence[Array], live: Sequence[Mask]) -> Array:
    return _joined([array[mask] for array, mask in zip(arrays, live, strict=True)])


def _joined(arrays: Sequence[Array]) -> Keys:
    return np.concatenate(arrays)
