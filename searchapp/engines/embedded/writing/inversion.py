"""The words of documents to postings: one sort of numbers that hold term, document and position."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.columns.postings import Block

POSITION_BITS, DOCUMENT_BITS = 24, 16
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
"""That can be inverted at once."""
MOST_POSITIONS = 1 << POSITION_BITS
"""Of one document, gaps between paragraphs counted."""


_TERM = np.uint64(POSITION_BITS + DOCUMENT_BITS)
_AT_ONCE = 1 << 20
"""Words of a block, about."""

Packed = NDArray[np.uint64]
"""Where words stand: from the highest bits on the term, the document, the position."""


def packed(terms: Ints | Keys, places: Keys) -> Packed:
    """Words by their terms and places, document << POSITION_BITS | position; both int[words]."""
    keys = terms.astype(np.uint64) << _TERM
    keys |= places.view(np.uint64)
    return keys


def terms_of(keys: Packed) -> Keys:
    """int64[words]: their terms."""
    return (keys >> _TERM).view(np.int64)


def renamed(keys: Packed, terms: Keys) -> Packed:
    """The same words by other numbers of their terms: `terms[old]` is the new one."""
    return packed(terms[terms_of(keys)], (keys & ((np.uint64(1) << _TERM) - np.uint64(1))).view(np.int64))


def blocks(keys: Packed) -> Iterator[Block]:
    """The postings of words that are in order, some terms at a time."""
    first = 0
    while first < len(keys):
        last = min(first + _AT_ONCE, len(keys))
        highest = keys[last - 1] | ((np.uint64(1) << _TERM) - np.uint64(1))
        last = int(np.searchsorted(keys, highest, side="right"))
        yield inverted(keys[first:last])
        first = last


def inverted(keys: Packed) -> Block:
    """The postings of words that are in order."""
    postings = keys >> np.uint64(POSITION_BITS)
    first = _changes(postings)
    postings = postings[first]
    of_posting = (postings >> np.uint64(DOCUMENT_BITS)).view(np.int64)
    of_term = _changes(of_posting)
    return Block(
        terms=of_posting[of_term],
        counts=np.diff(of_term, append=len(postings)),
        docs=(postings & np.uint64(MOST_DOCUMENTS - 1)).astype(np.int32),
        freqs=np.diff(first, append=len(keys)).astype(np.int32),
        positions=(keys & np.uint64(MOST_POSITIONS - 1)).astype(np.int32),
    )


def _changes(values: NDArray[np.generic]) -> Keys:
    """The places at which a value differs from the one before it, the first place among them."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate([[0], np.flatnonzero(values[1:] != values[:-1]) + 1])
