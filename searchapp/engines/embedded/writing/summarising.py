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
    ids = [article_id for part in parts for article_id in part.segment.ids]
    by_id = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int32)
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
    docs, numbers, first = [], [], 0
    for facet in SEVERAL:
        values, ordinals, counts = _facet(parts, facet, label)
        put_strings(writer, f"{facet}.values", values)
        docs.append(np.repeat(np.arange(len(counts)), counts))
        numbers.append(ordinals + first)
        first += len(values)
    of_entry, held = np.concatenate(docs), np.concatenate(numbers)
    order = np.argsort(of_entry, kind="stable")
    of_entry, held = of_entry[order], held[order]
    # Which of its document's values each one is.
    place = np.arange(len(of_entry)) - np.searchsorted(of_entry, of_entry)
    counts = np.bincount(of_entry, minlength=len(live))
    width = min(WIDEST, int(np.quantile(counts, _ALL_BUT))) if len(counts) else 0
    rows = np.full((len(live), width), first, dtype=np.int64)
    fits = place < width
    rows[of_entry[fits], place[fits]] = held[fits]
    writer.put("several", smallest(rows.ravel()))
    writer.put("several.docs", of_entry[~fits].astype(np.int32))
    writer.put("several.beyond", smallest(held[~fits]))
    writer.put("several.totals", np.bincount(held[live[of_entry]], minlength=first))


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


def _facet(parts: Sequence[Part], facet: str, label: Label) -> tuple[list[bytes], Keys, Keys]:
    """Values in the order of their labels; their places, document after document; int64[n]: how many."""
    columns = [part.segment.held(facet) for part in parts]
    met = {value for column in columns for value in column.values}
    ordered = sorted(met, key=lambda value: listed(label(facet, value.decode()), value))
    places = {value: place for place, value in enumerate(ordered)}
    ordinals = [
        np.array([places[value] for value in column.values], dtype=np.int64)[column.ordinals]
        for column in columns
    ]
    return ordered, _joined(ordinals, np.int64), _joined([column.counts for column in columns], np.int64)


def inverse(order: Ints | Keys) -> Ints:
    """The rank of each document from the documents in order."""
    ranks = np.empty(len(order), dtype=np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks


def _joined(arrays: Sequence[Array], dtype: type) -> Array:
    return np.concatenate([np.zeros(0, dtype=dtype), *(array.astype(dtype) for array in arrays)])
