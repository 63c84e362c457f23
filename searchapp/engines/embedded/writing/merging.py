"""Several segments to one, by arrays: documents one after another, postings term by term in ranges.

Deleted documents are left out; words that only they had stay without postings. What is held in memory
beside the tables of words is one range of terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.engines.embedded.columns.arrays import Ints, Keys, Mask
from searchapp.engines.embedded.columns.postings import Block, PostingsWriter
from searchapp.engines.embedded.columns.sections import SectionWriter
from searchapp.engines.embedded.columns.segment_files import DOCUMENTS, FIELDS, Segment, put_words
from searchapp.engines.embedded.writing.giving_back import give_back
from searchapp.engines.embedded.writing.merging_documents import put_documents
from searchapp.engines.embedded.writing.merging_words import MergedWords, Places
from searchapp.stretches import stretches

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
        _put_fields(writer, parts, folder, window)
    give_back()
    with SectionWriter(folder / f"{name}{DOCUMENTS}") as writer:
        put_documents(writer, [part.segment for part in parts], [part.live for part in parts])


def _put_fields(writer: SectionWriter, parts: Sequence[Part], folder: Path, window: int) -> None:
    lexicon = MergedWords.of([part.segment for part in parts])
    firsts = np.cumsum([0, *(np.count_nonzero(part.live) for part in parts)])
    numbers = [_numbers(part.live, int(first)) for part, first in zip(parts, firsts, strict=False)]
    for field in TEXT_FIELDS:
        postings = PostingsWriter(folder, field)
        for block in _merged(parts, numbers, lexicon, field, window):
            postings.add(block)
        postings.end(writer)
    put_words(writer, lexicon.words)


def _numbers(live: Mask, first: int) -> Ints:
    """int32[n]: the new numbers of live documents, -1 for the others."""
    numbers = np.cumsum(live, dtype=np.int32) + np.int32(first - 1)
    numbers[~live] = -1
    return numbers


def _merged(
    parts: Sequence[Part], numbers: Sequence[Ints], lexicon: MergedWords, field: str, window: int
) -> Iterator[Block]:
    """The merged postings of a field, range of terms by range of terms."""
    edges = _edges(parts, lexicon, field, window)
    cuts = [
        _cuts(part.segment, places, field, edges) for part, places in zip(parts, lexicon.places, strict=True)
    ]
    for at, (first, last) in enumerate(pairwise(edges.tolist())):
        blocks = [
            _some(part, number, places, field, cut[at : at + 2])
            for part, number, places, cut in zip(parts, numbers, lexicon.places, cuts, strict=True)
            if cut[at] < cut[at + 1]
        ]
        yield joined([block for block in blocks if len(block.terms)], first, last)


def _edges(parts: Sequence[Part], lexicon: MergedWords, field: str, window: int) -> Keys:
    """int64: where ranges of terms begin that have about as many postings as a window holds, and the end."""
    sums = np.zeros(len(lexicon.words), dtype=np.int64)
    for part, places in zip(parts, lexicon.places, strict=True):
        postings = part.segment.postings(field)
        sums[places.of(postings.terms)] += postings.counts
        part.segment.let_go()
    np.cumsum(sums, out=sums)
    edges = [0]
    while edges[-1] < len(sums):
        done = int(sums[edges[-1] - 1]) if edges[-1] else 0
        edges.append(max(edges[-1] + 1, int(np.searchsorted(sums, done + window, side="right"))))
    return np.array(edges)


def _cuts(segment: Segment, places: Places, field: str, edges: Keys) -> list[int]:
    """Where the edges are among the terms of a part, all at once: each look at a file maps pages of it."""
    cuts: list[int] = np.searchsorted(places.of(segment.postings(field).terms), edges).tolist()
    segment.let_go()
    return cuts


def _some(part: Part, numbers: Ints, places: Places, field: str, cut: Sequence[int]) -> Block:
    """The postings of some terms of a part, by their new numbers."""
    block = part.segment.postings(field).block(*cut)
    block = _live(block, places.of(block.terms), numbers, part.live)
    part.segment.let_go()
    return block


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
