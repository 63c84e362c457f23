"""Several segments to one, by arrays: documents one after another, postings term by term in ranges.

Deleted documents are left out; words that only they had stay without postings. What is held in memory
beside the tables of words is one range of terms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.postings import Block, PostingsWriter
from searchapp.engines.embedded.columns.sections import SectionWriter
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, Segment, put_words
from searchapp.engines.embedded.columns.stretches import stretches
from searchapp.engines.embedded.writing.merging_documents import put_documents
from searchapp.engines.embedded.writing.merging_words import MergedWords, Places

WINDOW = 1 << 21
"""Postings that are merged at a time (one term may have more)."""
_OF_POSTING = 64
"""Bytes of memory that a posting takes while it is merged, about."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """A segment to be merged, and which of its documents stay."""

    segment: Segment
    live: Mask
    """bool[n]"""


def window_of(budget: int) -> int:
    """How many postings may be merged at a time in so many bytes of memory."""
    return max(1, min(WINDOW, budget // _OF_POSTING))


def merge(parts: Sequence[Part], folder: Path, name: str, *, window: int = WINDOW) -> None:
    """Write the segment that holds the live documents of the parts, in their order."""
    with SectionWriter(folder / f"{name}{FIELDS}") as writer:
        lexicon = MergedWords.of([part.segment for part in parts])
        firsts = np.cumsum([0, *(np.count_nonzero(part.live) for part in parts)])
        numbers = [_numbers(part.live, int(first)) for part, first in zip(parts, firsts, strict=False)]
        for field in TEXT_FIELDS:
            postings = PostingsWriter(folder, field)
            for block in _merged(parts, numbers, lexicon, field, window):
                postings.add(block)
                for part in parts:
                    part.segment.let_go()
            postings.end(writer)
        put_words(writer, lexicon.words)
    with SectionWriter(folder / f"{name}{DOCUMENTS}") as writer:
        put_documents(writer, [part.segment for part in parts], [part.live for part in parts])


def _numbers(live: Mask, first: int) -> Ints:
    """int32[n]: the new numbers of live documents, -1 for the others."""
    numbers = np.cumsum(live, dtype=np.int32) + np.int32(first - 1)
    numbers[~live] = -1
    return numbers


def _merged(
    parts: Sequence[Part], numbers: Sequence[Ints], lexicon: MergedWords, field: str, window: int
) -> Iterator[Block]:
    """The merged postings of a field, range of terms by range of terms."""
    for first, last in _ranges(parts, lexicon, field, window):
        blocks = [
            _some(part, number, places, field, first, last)
            for part, number, places in zip(parts, numbers, lexicon.places, strict=True)
        ]
        yield joined([block for block in blocks if len(block.terms)], first, last)


def _ranges(
    parts: Sequence[Part], lexicon: MergedWords, field: str, window: int
) -> Iterator[tuple[int, int]]:
    """Ranges of terms with about as many postings as a window holds."""
    sums = np.zeros(len(lexicon.words), dtype=np.int64)
    for part, places in zip(parts, lexicon.places, strict=True):
        postings = part.segment.postings(field)
        sums[places.of(postings.terms)] += postings.counts
        part.segment.let_go()
    np.cumsum(sums, out=sums)
    first = 0
    while first < len(sums):
        done = int(sums[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(sums, done + window, side="right")))
        yield first, last
        first = last


def _some(part: Part, numbers: Ints, places: Places, field: str, first: int, last: int) -> Block:
    """The postings of the terms from `first` until `last` in a part, by their new numbers."""
    postings = part.segment.postings(field)
    begin, end = (bisect_left(postings.terms, places.before(place)) for place in (first, last))
    block = postings.block(begin, end)
    return _live(block, places.of(block.terms), numbers, part.live)


def _live(block: Block, terms: Ints, numbers: Ints, live: Mask) -> Block:
    """A block by the new numbers of terms and documents, without deleted ones."""
    docs = numbers[block.docs]
    if live.all():
        return block._replace(terms=terms, docs=docs)
    kept = docs >= 0
    of_term = np.repeat(np.arange(len(terms)), block.counts)[kept]
    counts = np.bincount(of_term, minlength=len(terms))
    return Block(
        terms=terms[counts > 0],
        counts=counts[counts > 0],
        docs=docs[kept],
        freqs=block.freqs[kept],
        positions=block.positions[np.repeat(kept, block.freqs)],
    )


def joined(blocks: Sequence[Block], first: int, last: int) -> Block:
    """Blocks of one range of terms, whose documents follow each other, as one; terms in any order."""
    counts = np.zeros(last - first, dtype=np.int64)
    spots = np.zeros(last - first, dtype=np.int64)
    spots_of = [_sums(block) for block in blocks]
    for block, sums in zip(blocks, spots_of, strict=True):
        counts[block.terms - first] += block.counts
        spots[block.terms - first] += sums
    at, at_spots = np.cumsum(counts) - counts, np.cumsum(spots) - spots
    docs = np.empty(int(counts.sum()), dtype=np.int32)
    freqs = np.empty(len(docs), dtype=np.int32)
    positions = np.empty(int(spots.sum()), dtype=np.int32)
    for block, sums in zip(blocks, spots_of, strict=True):
        terms = block.terms - first
        target = stretches(at[terms], block.counts)
        docs[target], freqs[target] = block.docs, block.freqs
        positions[stretches(at_spots[terms], sums)] = block.positions
        at[terms] += block.counts
        at_spots[terms] += sums
    held = np.flatnonzero(counts)
    return Block(held + first, counts[held], docs, freqs, positions)


def _sums(block: Block) -> Keys:
    """int64[terms]: how often each term occurs."""
    first = np.cumsum(block.counts) - block.counts
    return np.add.reduceat(block.freqs.astype(np.int64), first)
