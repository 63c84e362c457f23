"""The words of documents to postings: one sort of numbers that hold term, document and position."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from searchapp.engines.embedded.columns.arrays import Ints, Keys
from searchapp.engines.embedded.columns.postings import Block

POSITION_BITS, DOCUMENT_BITS = 24, 16
MOST_DOCUMENTS = 1 << DOCUMENT_BITS
"""That can be inverted at once."""
MOST_POSITIONS = 1 << POSITION_BITS
"""Of one document, gaps between paragraphs counted."""


def inverted(terms: Ints, docs: Ints, positions: Keys) -> Block:
    """The postings of words, given each one's term, document and position, all int[words]."""
    keys = terms.astype(np.uint64) << np.uint64(POSITION_BITS + DOCUMENT_BITS)
    keys |= docs.astype(np.uint64) << np.uint64(POSITION_BITS)
    keys |= positions.astype(np.uint64)
    keys.sort()
    postings = keys >> np.uint64(POSITION_BITS)
    first = _changes(postings)
    postings = postings[first]
    of_posting = (postings >> np.uint64(DOCUMENT_BITS)).astype(np.int64)
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
