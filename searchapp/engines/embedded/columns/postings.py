"""The postings of one text field as they lie in a segment: written by ranges of terms, read term by term.

For each term its documents ascend; they are kept as gaps, in 1, 2 or 4 bytes by the term's widest gap.
Frequencies have a byte, positions twelve bits; what does not fit stands in a list of exceptions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.columns.sections import Array, SectionWriter, smallest, spill
from searchapp.stretches import stretches

WIDTHS = (np.uint8, np.uint16, np.uint32)
MOST_FREQUENT = 255
LAST_POSITION = 4095
"""Stands for itself and all that is greater: the list of exceptions tells which."""
_SOME = 4
"""So many times fewer positions than a term has are read one by one."""


class Block(NamedTuple):
    """Postings of some terms, in order of term, then document."""

    terms: Array
    """int[T], ascending: places in the segment's words."""
    counts: Keys
    """int64[T]: how many documents each has, at least one."""
    docs: Ints
    """int32[sum of counts]"""
    freqs: Ints
    """int32[sum of counts]"""
    positions: Ints
    """int32[sum of freqs], ascending in each document."""


class PostingsWriter:
    """Takes a field's postings block by block, and writes its sections at the end."""

    def __init__(self, folder: Path, field: str) -> None:
        self._field = field
        self._spills = ExitStack()
        self._gaps = [self._spills.enter_context(spill(folder)) for _ in WIDTHS]
        self._freqs = _Escaped(self._spills.enter_context(spill(folder)), MOST_FREQUENT)
        self._low = _Escaped(self._spills.enter_context(spill(folder)), LAST_POSITION)
        self._high = _Halves(self._spills.enter_context(spill(folder)))
        self._held = [0 for _ in WIDTHS]
        self._terms: list[Array] = []
        self._counts: list[Keys] = []
        self._spots: list[Keys] = []
        self._widths: list[Array] = []
        self._at: list[Keys] = []

    def add(self, block: Block) -> None:
        """The postings of the next terms."""
        if not len(block.terms):
            return
        first = np.cumsum(block.counts) - block.counts
        self._terms.append(block.terms)
        self._counts.append(block.counts)
        self._spots.append(np.add.reduceat(block.freqs.astype(np.int64), first))
        self._add_gaps(block, first)
        self._freqs.write(block.freqs)
        self._high.write((self._low.write(block.positions) >> 8).astype(np.uint8))

    def end(self, writer: SectionWriter) -> None:
        """Write everything out."""
        with self._spills:
            self._put_tables(writer)
            for width, gaps in zip(WIDTHS, self._gaps, strict=True):
                writer.put_file(f"{self._field}.gaps{8 * np.dtype(width).itemsize}", np.dtype(width), gaps)
            self._freqs.end(writer, f"{self._field}.freqs")
            self._low.end(writer, f"{self._field}.low")
            self._high.end(writer, f"{self._field}.high")

    def _put_tables(self, writer: SectionWriter) -> None:
        counts, spots = _joined(self._counts), _joined(self._spots)
        writer.put(f"{self._field}.terms", smallest(_joined(self._terms)))
        writer.put(f"{self._field}.counts", smallest(counts))
        writer.put(f"{self._field}.at", smallest(_joined(self._at)))
        writer.put(f"{self._field}.widths", _joined(self._widths).astype(np.uint8))
        writer.put(f"{self._field}.first", smallest(np.cumsum(counts) - counts))
        writer.put(f"{self._field}.spots", smallest(np.concatenate([[0], np.cumsum(spots)])))

    def _add_gaps(self, block: Block, first: Keys) -> None:
        gaps = block.docs.copy()
        gaps[1:] -= block.docs[:-1]
        gaps[first] = block.docs[first]
        widest = np.maximum.reduceat(gaps, first)
        widths = (widest > 0xFF).astype(np.uint8) + (widest > 0xFFFF)
        of_posting = np.repeat(widths, block.counts)
        at = np.zeros(len(widths), dtype=np.int64)
        for width, dtype in enumerate(WIDTHS):
            has = widths == width
            sizes = block.counts[has]
            at[has] = self._held[width] + np.cumsum(sizes) - sizes
            self._held[width] += int(sizes.sum())
            self._gaps[width].write(gaps[of_posting == width].astype(np.dtype(dtype).newbyteorder("<")).data)
        self._widths.append(widths)
        self._at.append(at)


class Postings:
    """The postings of one field of a segment."""

    def __init__(self, sections: Mapping[str, Array], field: str) -> None:
        self._sections, self._field = sections, field
        self.terms = sections[f"{field}.terms"]
        self.counts = sections[f"{field}.counts"]

    def places(self, words: Sequence[int]) -> Keys:
        """Where the postings of some words stand, by the words' places in the segment, which ascend."""
        # Of the table's own type, or searching it begins with a copy of it.
        wanted = np.asarray(words).astype(self.terms.dtype)
        if not len(self.terms):
            return np.zeros(0, dtype=np.int64)
        places: Keys = np.searchsorted(self.terms, wanted)
        places[places == len(self.terms)] = 0
        held: Keys = places[self.terms[places] == wanted]
        return held

    def sizes(self, places: Keys) -> tuple[int, int]:
        """How many documents some terms have, each term's counted apart, and how many positions."""
        spots = self._of("spots")
        positions = spots[places + 1].astype(np.int64) - spots[places].astype(np.int64)
        return int(self.counts[places].sum(dtype=np.int64)), int(positions.sum())

    def docs(self, place: int) -> Ints:
        """int32[count], ascending."""
        width = WIDTHS[int(self._of("widths")[place])]
        at, count = int(self._of("at")[place]), int(self.counts[place])
        gaps = self._of(f"gaps{8 * np.dtype(width).itemsize}")[at : at + count]
        return np.cumsum(gaps, dtype=np.int32)

    def freqs(self, place: int) -> Ints:
        """int32[count], as `docs`."""
        first = int(self._of("first")[place])
        return self._freqs_in(first, first + int(self.counts[place]))

    def positions(self, place: int) -> Ints:
        """int32[sum of freqs], document after document."""
        spots = self._of("spots")
        return self._positions_in(int(spots[place]), int(spots[place + 1]))

    def positions_at(self, place: int, at: Keys) -> Ints:
        """int32[at]: some of a term's positions, by their ascending places among all of them."""
        spots = self._of("spots")
        first, count = int(spots[place]), int(spots[place + 1]) - int(spots[place])
        if len(at) * _SOME > count:
            return self._positions_in(first, first + count)[at]
        held = at + first
        halves = self._of("high")[held >> 1]
        high = np.where(held & 1, halves >> 4, halves & 0xF).astype(np.int32)
        positions: Ints = (high << 8) | self._of("low")[held]
        over = np.flatnonzero(positions == LAST_POSITION)
        if len(over):
            positions[over] = self._exceptions("low", held[over])
        return positions

    def docs_of(self, places: Keys) -> tuple[Ints, Ints]:
        """The documents of some terms, term after term, and their frequencies; both int32[sum of counts]."""
        counts = self.counts[places].astype(np.int64)
        first = self._of("first")[places].astype(np.int64)
        freqs = self._of("freqs")[stretches(first, counts)].astype(np.int32)
        over = np.flatnonzero(freqs == MOST_FREQUENT)
        if len(over):
            freqs[over] = self._exceptions("freqs", stretches(first, counts)[over])
        return self._docs(places, counts), freqs

    def block(self, first: int, last: int) -> Block:
        """The postings of the terms at the places from `first` until `last`."""
        counts = self.counts[first:last].astype(np.int64)
        begin = int(self._of("first")[first]) if last > first else 0
        spots = self._of("spots")
        return Block(
            terms=self.terms[first:last],
            counts=counts,
            docs=self._docs_in(first, last, counts),
            freqs=self._freqs_in(begin, begin + int(counts.sum())),
            positions=self._positions_in(int(spots[first]), int(spots[last])),
        )

    def _docs(self, places: Keys, counts: Keys) -> Ints:
        widths, at = self._of("widths")[places], self._of("at")[places].astype(np.int64)
        of_posting = np.repeat(widths, counts)
        gaps = np.zeros(len(of_posting), dtype=np.int64)
        for width, dtype in enumerate(WIDTHS):
            has = np.flatnonzero(widths == width)
            if len(has):
                stored = self._of(f"gaps{8 * np.dtype(dtype).itemsize}")
                gaps[of_posting == width] = stored[stretches(at[has], counts[has])]
        return _within_terms(gaps, counts).astype(np.int32)

    def _docs_in(self, first: int, last: int, counts: Keys) -> Ints:
        """As `_docs`: of terms that follow each other, the gaps of one width do so, too."""
        widths = self._of("widths")[first:last]
        of_posting = np.repeat(widths, counts)
        gaps = np.zeros(len(of_posting), dtype=np.int64)
        for width, dtype in enumerate(WIDTHS):
            has = np.flatnonzero(widths == width)
            if len(has):
                begin = int(self._of("at")[first + int(has[0])])
                stored = self._of(f"gaps{8 * np.dtype(dtype).itemsize}")
                gaps[of_posting == width] = stored[begin : begin + int(counts[has].sum())]
        return _within_terms(gaps, counts).astype(np.int32)

    def _freqs_in(self, first: int, last: int) -> Ints:
        freqs = self._of("freqs")[first:last].astype(np.int32)
        return self._with_exceptions(freqs, "freqs", first, MOST_FREQUENT)

    def _positions_in(self, first: int, last: int) -> Ints:
        halves = self._of("high")[first // 2 : (last + 1) // 2]
        high = np.empty(2 * len(halves), dtype=np.int32)
        high[0::2], high[1::2] = halves & 0xF, halves >> 4
        low = self._of("low")[first:last]
        positions = (high[first % 2 :][: last - first] << 8) | low
        return self._with_exceptions(positions, "low", first, LAST_POSITION)

    def _with_exceptions(self, values: Ints, name: str, first: int, escape: int) -> Ints:
        places = np.flatnonzero(values == escape)
        if len(places):
            values[places] = self._exceptions(name, places + first)
        return values

    def _exceptions(self, name: str, places: Keys) -> Ints:
        """int32[places]: the numbers at places where an escape stands."""
        over = self._of(f"{name}.over")
        listed = np.searchsorted(over, places.astype(over.dtype))
        return self._of(f"{name}.values")[listed].astype(np.int32)

    def _of(self, name: str) -> Array:
        return self._sections[f"{self._field}.{name}"]


class _Escaped:
    """Bytes of numbers below an escape; the others are listed with their places."""

    def __init__(self, spilled: Any, escape: int) -> None:
        self._spilled, self._escape = spilled, escape
        self._held = 0
        self._over: list[Array] = []
        self._values: list[Array] = []

    def write(self, values: Ints) -> Ints:
        """Write the low byte of each, cut at the escape; gives them so cut."""
        cut = np.minimum(values, self._escape)
        over = np.flatnonzero(cut == self._escape)
        self._over.append(over + self._held)
        self._values.append(values[over])
        self._held += len(values)
        self._spilled.write((cut & 0xFF).astype(np.uint8).data)
        return cut

    def end(self, writer: SectionWriter, name: str) -> None:
        writer.put_file(name, np.dtype(np.uint8), self._spilled)
        writer.put(f"{name}.over", smallest(_joined(self._over)))
        writer.put(f"{name}.values", smallest(_joined(self._values)))


class _Halves:
    """Numbers of four bits, two to a byte, the earlier one in the lower half."""

    def __init__(self, spilled: Any) -> None:
        self._spilled = spilled
        self._left = np.zeros(0, dtype=np.uint8)

    def write(self, values: Array) -> None:
        values = np.concatenate([self._left, values])
        even = len(values) & ~1
        self._spilled.write((values[0:even:2] | (values[1:even:2] << 4)).data)
        self._left = values[even:]

    def end(self, writer: SectionWriter, name: str) -> None:
        self._spilled.write(self._left.data)
        writer.put_file(name, np.dtype(np.uint8), self._spilled)


def _within_terms(gaps: Keys, counts: Keys) -> Keys:
    """Sums of the gaps so far, begun anew for each term."""
    sums = np.cumsum(gaps)
    ends = np.cumsum(counts)
    before = np.concatenate([[0], sums[ends[:-1] - 1]]) if len(counts) else sums[:0]
    return sums - np.repeat(before, counts)


def _joined(arrays: list[Any]) -> Array:
    return np.concatenate(arrays) if arrays else np.zeros(0, dtype=np.int64)
