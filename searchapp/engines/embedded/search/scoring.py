"""What each part of a question adds to the scores of documents, by `engines.bm25` and `engines.weighing`."""

from __future__ import annotations

from collections.abc import Sequence

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
from searchapp.engines.embedded.columns.arrays import Amounts, Floats, Ints, Mask
from searchapp.engines.embedded.search.closeness import close
from searchapp.engines.embedded.search.occurrences import Hits, occurrences
from searchapp.engines.embedded.search.sets import among, mask_of, union
from searchapp.engines.embedded.search.snapshot import Scored, Snapshot
from searchapp.engines.weighing import Asked, Pair, Weighed, weighed
from searchapp.query.nodes import Leaf, Node, Or
from searchapp.query.patterns import pattern

_FEW = 24
"""Documents so many times fewer than those of a part are looked up among them one by one."""


def leaf_hits(leaf: Leaf, limited: str | None, snapshot: Snapshot) -> Scored:
    """The live documents that a leaf matches, with their scores (float32[k]); `limited` to one field."""
    kept = snapshot.leaves if len(pattern(leaf).tests) == 1 else snapshot.runs
    return kept.get((leaf, limited), lambda: _leaf_hits(leaf, limited, snapshot))


def scores(node: Node, docs: Ints, snapshot: Snapshot) -> Floats | Amounts:
    """float[docs]: the sum of what the parts of the tree add.

    The same operations in the same order as in `plain_scoring`, so that the sums are equal to the bit.
    """
    parts = [part for part in amounts(weighed(node), snapshot) if len(part.docs)]
    if len(parts) == 1 and parts[0].docs is docs:
        return parts[0].scores
    return (added if isinstance(node, Or) else summed)(parts, docs, len(snapshot))


def added(parts: Sequence[Scored], docs: Ints, size: int) -> Floats:
    """float64[docs] of `size` documents: for alternatives, whose documents are nearly all wanted."""
    total = np.zeros(size)
    for part in parts:
        total[part.docs] += part.scores
    return total.take(docs)


def summed(parts: Sequence[Scored], docs: Ints, size: int) -> Floats:
    """float64[docs] of `size` documents: for conditions, of whose documents few may be wanted."""
    total = np.zeros(len(docs))
    wanted: Mask | None = None
    for part in parts:
        if len(docs) * _FEW < len(part.docs):
            total += _looked_up(part, docs)
        else:
            wanted = mask_of(docs, size) if wanted is None else wanted
            _add_wanted(total, docs, part, wanted)
    return total


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
    return snapshot.runs.get(pair, lambda: _lifted(pair, snapshot))


def _lifted(pair: Pair, snapshot: Snapshot) -> Scored:
    one, other = (len(leaf_hits(leaf, pair.limited, snapshot).docs) for leaf in (pair.first, pair.second))
    if not can_lift(one, other):
        return Scored(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))
    docs, steps = close(pair, snapshot)
    lifts = lift(idf(max(one, other), snapshot.size), steps.astype(np.float64))
    return Scored(docs, lifts.astype(np.float32))


def _looked_up(part: Scored, docs: Ints) -> Amounts:
    """float32[docs]: 0 where a part has none of them."""
    places = part.docs.searchsorted(docs)
    held = part.docs.take(places, mode="clip") == docs
    scores: Amounts = part.scores.take(places, mode="clip") * held
    return scores


def _add_wanted(total: Floats, docs: Ints, part: Scored, wanted: Mask) -> None:
    """Add a part's scores; mostly it has all of the documents that are wanted."""
    places = wanted.take(part.docs).nonzero()[0]
    if len(places) == len(docs):
        total += part.scores.take(places)
    else:
        total[docs.searchsorted(part.docs.take(places))] += part.scores.take(places)


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
    return Scored(docs, (idf(len(docs), snapshot.size) * saturated(weighted)).astype(np.float32))


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
