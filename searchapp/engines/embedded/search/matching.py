"""The query's tree and the filters to sets of documents. Knows nothing of counts or of their order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce
from typing import NamedTuple

import numpy as np

from searchapp.engines.embedded.columns.arrays import Ints, Mask
from searchapp.engines.embedded.search.scoring import leaf_hits
from searchapp.engines.embedded.search.sets import intersection, union
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.fields import Kind, field_named
from searchapp.model.search import Filter
from searchapp.query.nodes import And, Dates, Everything, Field, Leaf, Node, Not, Or
from searchapp.query.parts import Parts


class Asked(NamedTuple):
    """A leaf, and the only field that it is looked for in."""

    leaf: Leaf
    limited: str | None


class _Few(NamedTuple):
    """Live documents, one by one."""

    docs: Ints
    """int32[k], ascending."""
    of: Asked | None = None
    """The leaf whose documents all of them are."""


class _Many(NamedTuple):
    """Documents, deleted ones perhaps among them, as a mask."""

    mask: Mask
    """bool[n]"""


_Found = _Few | _Many

_OFTEN = 16
"""A mask is kept of what stands in one of so many documents."""


def matching(node: Node, snapshot: Snapshot) -> Ints:
    """int32[k], ascending: the live documents that a tree matches."""
    found = _found(node, snapshot)
    if isinstance(found, _Few):
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
        if isinstance(found, _Few):
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


def dated(snapshot: Snapshot, first: date | None, last: date | None) -> Mask:
    """bool[n]: the documents of these days, both included."""
    return snapshot.masks.get((first, last), lambda: _within(snapshot.summary.days, first, last, ()))


def _within(days: Ints, first: date | None, last: date | None, others: Sequence[date]) -> Mask:
    """bool[days]: which of them are in the period, or one of the others."""
    start, end = first or date.min, last or date.max
    inside = (days >= start.toordinal()) & (days <= end.toordinal())
    return inside | np.isin(days, [day.toordinal() for day in others]) if others else inside


def admitted(snapshot: Snapshot, asked: Filter) -> Mask:
    """bool[n]: the documents that pass one field's filter."""
    if len(asked.values) == 1 and not asked.excluded:
        return _having(snapshot, asked.field, asked.values)
    return snapshot.masks.get(asked, lambda: _admitted(snapshot, asked))


def _found(node: Node, snapshot: Snapshot) -> _Found:
    match node:
        case Everything():
            return _Many(np.ones(len(snapshot), dtype=np.bool_))
        case And(nodes):
            found = sorted((_found(child, snapshot) for child in nodes), key=_cost)
            return reduce(lambda one, other: _both(one, other, snapshot), found)
        case Or(nodes):
            return _either([_found(child, snapshot) for child in nodes], snapshot)
        case Not(child):
            return _Many(~_mask(_found(child, snapshot), snapshot))
        case Dates():
            return _Many(_within(snapshot.summary.days, node.first, node.last, node.alternatives))
        case Field("title", value):
            return _Few(leaf_hits(value, "title", snapshot).docs, Asked(value, "title"))
        case Field(name, value):
            return _Many(_having(snapshot, name, _asked(snapshot, name, value.text)))
        case _:
            return _Few(leaf_hits(node, None, snapshot).docs, Asked(node, None))


def _cost(found: _Found) -> tuple[bool, int]:
    """Short lists first, masks last."""
    return isinstance(found, _Many), len(found[0])


def _both(one: _Found, other: _Found, snapshot: Snapshot) -> _Found:
    match one, other:
        case _Few(docs), _Few(others, Asked() as asked) if len(others) * _OFTEN > len(snapshot):
            mask = snapshot.leaf_masks.get(asked, lambda: _mask(other, snapshot))
            return _Few(docs[mask[docs]])
        case _Few(docs), _Few(others):
            return _Few(intersection(docs, others))
        case _Few(docs), _Many(mask):
            return _Few(docs[mask[docs]])
        case _Many(mask), _Many(others):
            return _Many(mask & others)
        case _:
            return _both(other, one, snapshot)


def _either(found: Sequence[_Found], snapshot: Snapshot) -> _Found:
    lists = [each.docs for each in found if isinstance(each, _Few)]
    if len(lists) == len(found):
        return _Few(union(lists))
    return _Many(reduce(np.logical_or, [_mask(each, snapshot) for each in found]))


def _mask(found: _Found, snapshot: Snapshot) -> Mask:
    if isinstance(found, _Many):
        return found.mask
    mask = np.zeros(len(snapshot), dtype=np.bool_)
    mask[found.docs] = True
    return mask


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
    return sorted(snapshot.naming.meant(name, text))
