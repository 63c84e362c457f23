"""What a leaf of a query adds to the score of each document that it matches: BM25F by `engines.bm25`."""

from __future__ import annotations

import numpy as np

from searchapp.engines.bm25 import MATCHED_FIELDS, TEXT_FIELDS, idf, saturated, weighted_frequency
from searchapp.engines.embedded.columns.arrays import Floats, Ints
from searchapp.engines.embedded.search.occurrences import Hits, occurrences
from searchapp.engines.embedded.search.sets import among, union
from searchapp.engines.embedded.search.snapshot import Scored, Snapshot
from searchapp.engines.marking import positive_leaves
from searchapp.query.nodes import Leaf, Node
from searchapp.query.patterns import pattern

_FEW = 16
"""Documents so many times fewer than there are, leaf by leaf, are looked up one by one."""


def leaf_hits(leaf: Leaf, limited: str | None, snapshot: Snapshot) -> Scored:
    """The live documents that a leaf matches, with their scores (float64[k]); `limited` to one field."""
    return snapshot.leaves.get((leaf, limited), lambda: _leaf_hits(leaf, limited, snapshot))


def scores(node: Node, docs: Ints, snapshot: Snapshot) -> Floats:
    """float64[docs]: the sum over the tree's leaves of idf times the saturated weighted frequency.

    The same operations in the same order as in `MemoryEngine`, so that the sums are equal to the bit.
    """
    leaves = [leaf_hits(leaf, limited, snapshot) for limited, leaf in positive_leaves(node)]
    if len(leaves) == 1 and leaves[0].docs is docs:
        return leaves[0].scores
    if _FEW * len(docs) * len(leaves) < len(snapshot):
        return _looked_up(leaves, docs)
    total = np.zeros(len(snapshot))
    for hits in leaves:
        total[hits.docs] += hits.scores
    return total[docs]


def _looked_up(leaves: list[Scored], docs: Ints) -> Floats:
    """For few documents of long lists."""
    total = np.zeros(len(docs))
    for hits in leaves:
        has = among(docs, hits.docs)
        total[has] += hits.scores[np.searchsorted(hits.docs, docs[has])]
    return total


def _leaf_hits(leaf: Leaf, limited: str | None, snapshot: Snapshot) -> Scored:
    asked = pattern(leaf)
    fields = (limited,) if limited else TEXT_FIELDS
    found = {field: occurrences(asked, field, snapshot) for field in fields}
    matched = fields if limited else MATCHED_FIELDS
    docs = union([found[field].docs for field in matched])
    weighted = np.zeros(len(docs))
    for field, hits in found.items():
        if len(hits.docs) and len(docs):
            _add(weighted, docs, field, hits, snapshot)
    return Scored(docs, idf(len(docs), snapshot.size) * saturated(weighted))


def _add(weighted: Floats, docs: Ints, field: str, hits: Hits, snapshot: Snapshot) -> None:
    """Add a field's frequencies, each by the field's weight and length."""
    if hits.docs is docs:
        weighted += weighted_frequency(hits.freqs.astype(np.float64), field, snapshot.norms(field)[docs])
        return
    if field not in MATCHED_FIELDS:
        has = among(hits.docs, docs)
        hits = Hits(hits.docs[has], hits.freqs[has])
    norms = snapshot.norms(field)[hits.docs]
    weighted[np.searchsorted(docs, hits.docs)] += weighted_frequency(
        hits.freqs.astype(np.float64), field, norms
    )
