"""The summary of a generation, gathered from its segments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.sections import Array, SectionWriter, smallest
from searchapp.engines.embedded.columns.strings import put_strings
from searchapp.engines.embedded.columns.summary import SEVERAL, SINGLE, SUMMARY, listed
from searchapp.engines.embedded.columns.tables import Table
from searchapp.engines.embedded.writing.merging import Part

WIDEST = 16
"""Values of one document that lie side by side at most; those beyond are listed."""
_ALL_BUT = 0.99
"""So many of the documents have no more than lie side by side, if the widest row will do."""

Label = Callable[[str, str], str]
"""Facet field and value -> how the value is called."""


def write_summary(folder: Path, parts: Sequence[Part], label: Label) -> None:
    """Write the summary of segments, of which some documents are live."""
    live = _joined([part.live for part in parts], np.bool_)
    days = _joined([part.segment.documents["days"] for part in parts], np.int32)
    by_id = Table.joined([Table.stored(part.segment.ids) for part in parts]).ordered()[0].astype(np.int32)
    with SectionWriter(folder / SUMMARY) as writer:
        writer.put("live", live)
        writer.put("days", days)
        writer.put("by_id", by_id[live[by_id]])
        id_ranks = inverse(by_id)
        writer.put("newest", inverse(np.lexsort((id_ranks, -days, days == 0))))
        writer.put("oldest", inverse(np.lexsort((id_ranks, days, days == 0))))
        _put_lengths(writer, parts, live)
        _put_single(writer, parts, label)
        _put_several(writer, parts, live, label)


def _put_lengths(writer: SectionWriter, parts: Sequence[Part], live: Mask) -> None:
    totals = []
    for field in TEXT_FIELDS:
        lengths = _joined([part.segment.lengths(field) for part in parts], np.int64)
        writer.put(f"length.{field}", smallest(lengths))
        totals.append(int(lengths[live].sum()))
    writer.put("length.totals", np.array(totals, dtype=np.int64))


def _put_several(writer: SectionWriter, parts: Sequence[Part], live: Mask, label: Label) -> None:
    columns, sizes = [], []
    for facet in SEVERAL:
        values, ordinals, counts = _facet(parts, facet, label)
        put_strings(writer, f"{facet}.values", values)
        columns.append((ordinals, counts))
        sizes.append(len(values))
    held = sum((counts for _, counts in columns), np.zeros(len(live), dtype=np.int32))
    width = min(WIDEST, int(np.quantile(held, _ALL_BUT))) if len(held) else 0
    rows = np.full((len(live), width), sum(sizes), dtype=smallest(np.array([sum(sizes)])).dtype)
    docs, beyond, totals = [], [], []
    begin = np.zeros(len(live), dtype=np.int32)
    for (ordinals, counts), first, size in zip(columns, np.cumsum([0, *sizes]), sizes, strict=False):
        numbers = ordinals + np.int32(first)
        of_entry = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        # Which of its document's values each one is.
        place = np.arange(len(numbers), dtype=np.int32) + np.repeat(begin - _before(counts), counts)
        fits = place < width
        rows[of_entry[fits], place[fits]] = numbers[fits]
        docs.append(of_entry[~fits])
        beyond.append(numbers[~fits])
        totals.append(np.bincount(ordinals[live[of_entry]], minlength=size))
        begin += counts
    writer.put("several", smallest(rows.ravel()))
    over = np.concatenate(docs)
    order = np.argsort(over, kind="stable")
    writer.put("several.docs", over[order])
    writer.put("several.beyond", smallest(np.concatenate(beyond)[order]))
    writer.put("several.totals", np.concatenate(totals))


def _before(counts: Ints) -> Ints:
    """int32[n]: how many values the documents before each one hold."""
    return np.cumsum(counts, dtype=np.int32) - counts


def _put_single(writer: SectionWriter, parts: Sequence[Part], label: Label) -> None:
    columns = []
    codes = np.zeros(sum(len(part.segment) for part in parts), dtype=np.int64)
    for facet in SINGLE:
        values, ordinals, _ = _facet(parts, facet, label)
        put_strings(writer, f"{facet}.values", values)
        columns.append(ordinals)
        _, codes = np.unique(codes * max(1, len(values)) + ordinals, return_inverse=True)
    _, first = np.unique(codes, return_index=True)
    writer.put("codes", smallest(codes))
    for facet, ordinals in zip(SINGLE, columns, strict=True):
        writer.put(f"{facet}.codes", smallest(ordinals[first]))


def _facet(parts: Sequence[Part], facet: str, label: Label) -> tuple[list[bytes], Ints, Ints]:
    """Values in the order of their labels; their places, document after document; int32[n]: how many."""
    columns = [part.segment.held(facet) for part in parts]
    met = {value for column in columns for value in column.values}
    ordered = sorted(met, key=lambda value: listed(label(facet, value.decode()), value))
    places = {value: place for place, value in enumerate(ordered)}
    ordinals = [
        np.array([places[value] for value in column.values], dtype=np.int32)[column.ordinals]
        for column in columns
    ]
    return ordered, _joined(ordinals, np.int32), _joined([column.counts for column in columns], np.int32)


def inverse(order: Ints | Keys) -> Ints:
    """The rank of each document from the documents in order."""
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _joined(arrays: Sequence[Array], dtype: type) -> Array:
    return np.concatenate([np.zeros(0, dtype=dtype), *(array.astype(dtype) for array in arrays)])
