"""The query's tree and the filters to sets of documents. Knows nothing of counts or of their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

import numpy as np

from searchapp.engines.embedded.arrays import Ints, Mask
from searchapp.engines.embedded.scoring import leaf_hits
from searchapp.engines.embedded.sets import intersection, union
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.engines.values import named
from searchapp.fields import Kind, field_named
from searchapp.model.search import Filter
from searchapp.query.nodes import And, Dates, Everything, Field, Node, Not, Or

Found = Ints | Mask
"""Live documents: int32[k], ascending; or bool[n], which may be true of deleted ones too."""


def matching(node: Node, snapshot: Snapshot) -> Ints:
    """int32[k], ascending: the live documents that a tree matches."""
    found = _found(node, snapshot)
    return _documents(found, snapshot) if found.dtype == np.bool_ else found


def within(snapshot: Snapshot, first: date | None, last: date | None, others: Sequence[date] = ()) -> Mask:
    """bool[n]: the documents of these days, both included, or of one of the other days."""
    days = snapshot.summary.days
    start, end = first or date.min, last or date.max
    inside = (days >= start.toordinal()) & (days <= end.toordinal())
    return inside | np.isin(days, [day.toordinal() for day in others]) if others else inside


def admitted(snapshot: Snapshot, asked: Filter) -> Mask:
    """bool[n]: the documents that pass one field's filter."""
    return snapshot.masks.get(asked, lambda: _admitted(snapshot, asked))


def _found(node: Node, snapshot: Snapshot) -> Found:
    match node:
        case Everything():
            return np.ones(len(snapshot), dtype=np.bool_)
        case And(nodes):
            return reduce(_both, sorted((_found(child, snapshot) for child in nodes), key=_cost))
        case Or(nodes):
            return _either([_found(child, snapshot) for child in nodes], snapshot)
        case Not(child):
            return ~_mask(_found(child, snapshot), snapshot)
        case Dates():
            return within(snapshot, node.first, node.last, node.alternatives)
        case Field("title", value):
            return leaf_hits(value, "title", snapshot).docs
        case Field(name, value):
            return _having(snapshot, name, _asked(snapshot, name, value.text))
        case _:
            return leaf_hits(node, None, snapshot).docs


def _cost(found: Found) -> tuple[bool, int]:
    """Short lists first, masks last."""
    return found.dtype == np.bool_, len(found)


def _both(one: Found, other: Found) -> Found:
    if one.dtype == np.bool_:
        return one & other
    return one[other[one]] if other.dtype == np.bool_ else intersection(one, other)


def _either(found: Sequence[Found], snapshot: Snapshot) -> Found:
    if all(each.dtype != np.bool_ for each in found):
        return union(found)
    return reduce(np.logical_or, [_mask(each, snapshot) for each in found])


def _mask(found: Found, snapshot: Snapshot) -> Mask:
    if found.dtype == np.bool_:
        return found
    mask = np.zeros(len(snapshot), dtype=np.bool_)
    mask[found] = True
    return mask


def _documents(mask: Mask, snapshot: Snapshot) -> Ints:
    live = snapshot.summary.live
    return np.flatnonzero(mask if live is None else mask & live).astype(np.int32)


def _admitted(snapshot: Snapshot, asked: Filter) -> Mask:
    mask = np.ones(len(snapshot), dtype=np.bool_)
    if asked.values:
        each = [_having(snapshot, asked.field, (value,)) for value in asked.values]
        mask = reduce(np.logical_and if asked.every else np.logical_or, each)
    if asked.excluded:
        mask = mask & ~_having(snapshot, asked.field, asked.excluded)
    return mask


def _having(snapshot: Snapshot, name: str, asked: Sequence[str]) -> Mask:
    """bool[n]: the documents with a value that is meant by one of those asked for."""
    return snapshot.masks.get((name, tuple(asked)), lambda: snapshot.facets.holding(name, asked))


def _asked(snapshot: Snapshot, name: str, text: str) -> Sequence[str]:
    field = field_named(name)
    if field is None or field.kind is not Kind.NAME:
        return (text,)
    return sorted(named(name, text, snapshot.registry))
