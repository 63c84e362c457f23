"""What each part of a question adds to the scores of documents, by `engines.bm25` and `engines.weighing`."""

from __future__ import annotations

import numpy as np

from searchapp.engines.bm25 import (
    MATCHED_FIELDS,
    TEXT_FIELDS,
    can_lift,
    idf,
    lift,
    saturated,
    weighted_frequency,
)
from searchapp.engines.embedded.columns.arrays import Floats, Ints
from searchapp.engines.embedded.search.closeness import close
from searchapp.engines.embedded.search.occurrences import Hits, occurrences
from searchapp.engines.embedded.search.sets import among, union
from searchapp.engines.embedded.search.snapshot import Scored, Snapshot
from searchapp.engines.weighing import Asked, Pair, Weighed, weighed
from searchapp.query.nodes import Leaf, Node
from searchapp.query.patterns import pattern

_FEW = 16
"""Documents so many times fewer than there are, leaf by leaf, are looked up one by one."""


def leaf_hits(leaf: Leaf, limited: str | None, snapshot: Snapshot) -> Scored:
    """The live documents that a leaf matches, with their scores (float64[k]); `limited` to one field."""
    return snapshot.leaves.get((leaf, limited), lambda: _leaf_hits(leaf, limited, snapshot))


def scores(node: Node, docs: Ints, snapshot: Snapshot) -> Floats:
    """float64[docs]: the sum of what the parts of the tree add.

    The same operations in the same order as in `plain_scoring`, so that the sums are equal to the bit.
    """
    parts = amounts(weighed(node), snapshot)
    if len(parts) == 1 and parts[0].docs is docs:
        return parts[0].scores
    if _FEW * len(docs) * len(parts) < len(snapshot):
        return _looked_up(parts, docs)
    total = np.zeros(len(snapshot))
    for part in parts:
        total[part.docs] += part.scores
    return total[docs]


def amounts(parts: Weighed, snapshot: Snapshot) -> list[Scored]:
    """What each part adds, leaf by leaf and then pair by pair."""
    return [
        *(_leaf_amounts(asked, snapshot) for asked in parts.leaves),
        *(_pair_amounts(pair, snapshot) for pair in parts.pairs),
    ]


def _leaf_amounts(asked: Asked, snapshot: Snapshot) -> Scored:
    hits = leaf_hits(asked.leaf, asked.limited, snapshot)
    return hits if asked.weight == 1 else Scored(hits.docs, asked.weight * hits.scores)


def _pair_amounts(pair: Pair, snapshot: Snapshot) -> Scored:
    return snapshot.leaves.get(pair, lambda: _lifted(pair, snapshot))


def _lifted(pair: Pair, snapshot: Snapshot) -> Scored:
    one, other = (len(leaf_hits(leaf, pair.limited, snapshot).docs) for leaf in (pair.first, pair.second))
    if not can_lift(one, other):
        return Scored(np.zeros(0, dtype=np.int32), np.zeros(0))
    docs, steps = close(pair, snapshot)
    return Scored(docs, lift(idf(max(one, other), snapshot.size), steps.astype(np.float64)))


def _looked_up(parts: list[Scored], docs: Ints) -> Floats:
    """For few documents of long lists."""
    total = np.zeros(len(docs))
    for part in parts:
        if len(part.docs):
            places = np.searchsorted(part.docs, docs)
            places[places == len(part.docs)] = 0
            total += np.where(part.docs[places] == docs, part.scores[places], 0.0)
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
