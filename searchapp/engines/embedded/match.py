"""The query's tree and the filters to masks of documents. Knows nothing of scores or counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

import numpy as np

from searchapp.engines.bm25 import MATCHED_FIELDS
from searchapp.engines.embedded.columns import Mask
from searchapp.engines.embedded.occurrences import Occurrences
from searchapp.engines.embedded.snapshot import Snapshot
from searchapp.engines.values import is_meant, named
from searchapp.fields import Kind, field_named
from searchapp.model.search import Filter
from searchapp.query.nodes import And, Dates, Everything, Field, Node, Not, Or


def matching(node: Node, occurrences: Occurrences) -> Mask:
    """bool[n]: the documents that a tree matches."""
    snapshot = occurrences.snapshot
    match node:
        case Everything():
            return np.ones(snapshot.size, dtype=np.bool_)
        case And(nodes):
            return reduce(np.logical_and, (matching(child, occurrences) for child in nodes))
        case Or(nodes):
            nothing = np.zeros(snapshot.size, dtype=np.bool_)
            return reduce(np.logical_or, (matching(child, occurrences) for child in nodes), nothing)
        case Not(child):
            return ~matching(child, occurrences)
        case Dates():
            return within(snapshot, node.first, node.last, node.alternatives)
        case Field("title", value):
            return occurrences.holding(value, ("title",))
        case Field(name, value):
            return _having(snapshot, name, _asked(snapshot, name, value.text))
        case _:
            return occurrences.holding(node, MATCHED_FIELDS)


def within(snapshot: Snapshot, first: date | None, last: date | None, others: Sequence[date] = ()) -> Mask:
    """bool[n]: the documents of these days, both included, or of one of the other days."""
    days = snapshot.rows.days
    start, end = first or date.min, last or date.max
    inside = (days >= start.toordinal()) & (days <= end.toordinal())
    return inside | np.isin(days, [day.toordinal() for day in others])


def admitted(snapshot: Snapshot, asked: Filter) -> Mask:
    """bool[n]: the documents that pass one field's filter."""
    mask = np.ones(snapshot.size, dtype=np.bool_)
    if asked.values:
        each = [_having(snapshot, asked.field, (value,)) for value in asked.values]
        mask = reduce(np.logical_and if asked.every else np.logical_or, each)
    if asked.excluded:
        mask = mask & ~_having(snapshot, asked.field, asked.excluded)
    return mask


def _having(snapshot: Snapshot, name: str, asked: Sequence[str]) -> Mask:
    """bool[n]: the documents with a value that is meant by one of those asked for."""
    column = snapshot.rows.facets[name]
    meant = [any(is_meant(name, value, held) for value in asked) for held in column.values]
    return column.holding(np.array(meant, dtype=np.bool_), snapshot.size)


def _asked(snapshot: Snapshot, name: str, text: str) -> Sequence[str]:
    field = field_named(name)
    if field is None or field.kind is not Kind.NAME:
        return (text,)
    return tuple(named(name, text, snapshot.registry))
