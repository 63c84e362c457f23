"""The query's tree and the filters to sets of documents. Knows nothing of counts or of their order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import reduce

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Mask
from searchapp.engines.embedded.search.scoring import leaf_hits
from searchapp.engines.embedded.search.sets import (
    Few,
    Found,
    LeafOf,
    Many,
    intersection,
    is_often,
    mask_of,
    packed,
    union,
    unpacked,
)
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.fields import Kind, field_named
from searchapp.model.search import Filter
from searchapp.query.nodes import And, Dates, Everything, Field, Node, Not, Or
from searchapp.query.parts import Parts


def matching(node: Node, snapshot: Snapshot) -> Ints:
    """int32[k], ascending: the live documents that a tree matches."""
    found = _found(node, snapshot)
    if isinstance(found, Few):
        return found.docs
    live = snapshot.summary.live
    return np.flatnonzero(found.mask if live is None else found.mask & live).astype(np.int32)


def having_most(parts: Parts, snapshot: Snapshot) -> tuple[Ints, int]:
    """int32[k], ascending: the live documents under the conditions that have most words; how many words.

    None, where no document has any.
    """
    had = np.zeros(len(snapshot), dtype=np.uint8)
    for word in parts.words:
        found = _found(word, snapshot)
        if isinstance(found, Few):
            had[found.docs] += 1
        else:
            had += found.mask
    live = snapshot.summary.live
    if live is not None:
        had[~live] = 0
    for condition in parts.conditions:
        had[~_mask(_found(condition, snapshot), snapshot)] = 0
    most = int(had.max(initial=0))
    return (np.flatnonzero(had == most) if most else np.zeros(0)).astype(np.int32), most


def dated(snapshot: Snapshot, first: date | None, last: date | None) -> Found:
    """The documents of these days, both included."""
    return _kept(snapshot, (first, last), lambda: _within(snapshot.summary.days, first, last, ()))


def _within(days: Ints, first: date | None, last: date | None, others: Sequence[date]) -> Mask:
    """bool[days]: which of them are in the period, or one of the others."""
    start, end = first or date.min, last or date.max
    inside = (days >= start.toordinal()) & (days <= end.toordinal())
    return inside | np.isin(days, [day.toordinal() for day in others]) if others else inside


def admitted(snapshot: Snapshot, asked: Filter) -> Found:
    """The documents that pass one field's filter."""
    if len(asked.values) == 1 and not asked.excluded:
        return _having(snapshot, asked.field, asked.values)
    return _kept(snapshot, asked, lambda: _admitted(snapshot, asked))


def narrowed(docs: Ints, found: Found) -> Ints:
    """int32[k], ascending: which of some live documents are among those found."""
    return docs[found.mask.take(docs)] if isinstance(found, Many) else intersection(docs, found.docs)


def _found(node: Node, snapshot: Snapshot) -> Found:
    match node:
        case Everything():
            return Many(np.ones(len(snapshot), dtype=np.bool_))
        case And(nodes):
            found = sorted((_found(child, snapshot) for child in nodes), key=_cost)
            return reduce(lambda one, other: _both(one, other, snapshot), found)
        case Or(nodes):
            return _either([_found(child, snapshot) for child in nodes], snapshot)
        case Not(child):
            return Many(~_mask(_found(child, snapshot), snapshot))
        case Dates():
            return Many(_within(snapshot.summary.days, node.first, node.last, node.alternatives))
        case Field("title", value):
            return Few(leaf_hits(value, "title", snapshot).docs, LeafOf(value, "title"))
        case Field(name, value):
            return _having(snapshot, name, _asked(snapshot, name, value.text))
        case _:
            return Few(leaf_hits(node, None, snapshot).docs, LeafOf(node, None))


def _cost(found: Found) -> tuple[bool, int]:
    """Short lists first, masks last."""
    return isinstance(found, Many), len(found[0])


def _both(one: Found, other: Found, snapshot: Snapshot) -> Found:
    match one, other:
        case Few(docs), Few(others, LeafOf() as asked) if is_often(len(others), len(snapshot)):
            return Few(narrowed(docs, _kept(snapshot, asked, lambda: _mask(other, snapshot))))
        case Few(docs), Few(others):
            return Few(intersection(docs, others))
        case Few(docs), Many(mask):
            return Few(docs[mask.take(docs)])
        case Many(mask), Many(others):
            return Many(mask & others)
        case _:
            return _both(other, one, snapshot)


def _either(found: Sequence[Found], snapshot: Snapshot) -> Found:
    lists = [each.docs for each in found if isinstance(each, Few)]
    if len(lists) == len(found):
        return Few(union(lists))
    return Many(reduce(np.logical_or, [_mask(each, snapshot) for each in found]))


def _mask(found: Found, snapshot: Snapshot) -> Mask:
    if isinstance(found, Many):
        return found.mask
    return mask_of(found.docs, len(snapshot))


def _admitted(snapshot: Snapshot, asked: Filter) -> Mask:
    mask = np.ones(len(snapshot), dtype=np.bool_)
    if asked.values:
        each = [_mask(_having(snapshot, asked.field, (value,)), snapshot) for value in asked.values]
        mask = reduce(np.logical_and if asked.every else np.logical_or, each)
    if asked.excluded:
        mask = mask & ~_mask(_having(snapshot, asked.field, asked.excluded), snapshot)
    return mask


def _having(snapshot: Snapshot, name: str, asked: Sequence[str]) -> Found:
    """The documents with a value that is meant by one of those asked for."""
    return _kept(snapshot, (name, tuple(asked)), lambda: snapshot.facets.holding(name, asked))


def _kept(snapshot: Snapshot, key: Hashable, mask: Callable[[], Mask]) -> Found:
    """What is found again by a key; otherwise by the mask that is made."""
    held = snapshot.sets.get(key, lambda: packed(mask(), snapshot.summary.live))
    return unpacked(held, len(snapshot))


def _asked(snapshot: Snapshot, name: str, text: str) -> Sequence[str]:
    field = field_named(name)
    if field is None or field.kind is not Kind.NAME:
        return (text,)
    return sorted(snapshot.naming.meant(name, text))
