"""Documents that match to scores: BM25F by `engines.bm25`, over whole arrays."""

from __future__ import annotations

import numpy as np

from searchapp.engines.bm25 import MATCHED_FIELDS, TEXT_FIELDS, idf, saturated, weighted_frequency
from searchapp.engines.embedded.columns import Floats, Keys
from searchapp.engines.embedded.occurrences import Occurrences
from searchapp.engines.marking import positive_leaves
from searchapp.query.nodes import Leaf, Node


def scores(node: Node, docs: Keys, occurrences: Occurrences) -> Floats:
    """float64[docs]: the sum over the tree's leaves of idf times the saturated weighted frequency.

    The same operations in the same order as in `MemoryEngine`, so that the sums are equal to the bit.
    """
    total = np.zeros(len(docs))
    for limited, leaf in positive_leaves(node) if len(docs) else ():
        holding = occurrences.holding(leaf, (limited,) if limited else MATCHED_FIELDS)
        weight = idf(int(np.count_nonzero(holding)), occurrences.snapshot.size)
        weighted = _weighted(leaf, (limited,) if limited else TEXT_FIELDS, docs, occurrences)
        total += np.where(holding[docs], weight * saturated(weighted), 0.0)
    return total


def _weighted(leaf: Leaf, fields: tuple[str, ...], docs: Keys, occurrences: Occurrences) -> Floats:
    """float64[docs]: a leaf's frequency over several fields, each weighted by the field's length."""
    snapshot = occurrences.snapshot
    total = np.zeros(len(docs))
    for field in fields:
        total += weighted_frequency(
            occurrences.frequencies(leaf, field)[docs],
            field,
            snapshot.rows.lengths[field][docs].astype(np.float64),
            snapshot.mean_length(field),
        )
    return total
