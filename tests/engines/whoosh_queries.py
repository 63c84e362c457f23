"""Our query tree as queries of Whoosh, so that Whoosh can answer the same questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product

from whoosh import query as whoosh
from whoosh.query import spans

from searchapp.engines.bm25 import MATCHED_FIELDS
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.values import is_meant
from searchapp.fields import Kind, field_named
from searchapp.query.nodes import And, Dates, Everything, Field, Leaf, Node, Not, Or
from searchapp.query.patterns import Pattern, pattern


def translated(node: Node, snapshot: Snapshot) -> whoosh.Query:
    """A query of Whoosh that asks the same."""
    match node:
        case Everything():
            return whoosh.Every()
        case And(nodes):
            return whoosh.And([translated(child, snapshot) for child in nodes])
        case Or(nodes):
            return _any([translated(child, snapshot) for child in nodes])
        case Not(child):
            return whoosh.AndNot(whoosh.Every(), translated(child, snapshot))
        case Dates():
            return _days(node)
        case Field("title", value):
            return _leaf(value, ("title",), snapshot)
        case Field(name, value):
            return _value(name, value.text, snapshot)
        case _:
            return _leaf(node, MATCHED_FIELDS, snapshot)


def _any(queries: Sequence[whoosh.Query]) -> whoosh.Query:
    return whoosh.Or(list(queries)) if queries else whoosh.NullQuery


def _days(node: Dates) -> whoosh.Query:
    # An unknown date is day 0: no date.
    first, last = (node.first or date.min).toordinal(), (node.last or date.max).toordinal()
    others = [whoosh.NumericRange("day", day.toordinal(), day.toordinal()) for day in node.alternatives]
    return _any([whoosh.NumericRange("day", first, last), *others])


def _value(name: str, text: str, snapshot: Snapshot) -> whoosh.Query:
    field = field_named(name)
    assert field is not None
    asked = {text} if field.kind is not Kind.NAME else snapshot.naming.meant(name, text)
    held = snapshot.facets.dictionary(name).values
    meant = [value for value in held if any(is_meant(name, each, value) for each in asked)]
    return _any([whoosh.Term(name, value) for value in meant])


def _leaf(leaf: Leaf, fields: Sequence[str], snapshot: Snapshot) -> whoosh.Query:
    asked = pattern(leaf)
    if not asked.tests:
        return whoosh.NullQuery
    return _any([_pattern(asked, field, snapshot) for field in fields])


def _pattern(asked: Pattern, field: str, snapshot: Snapshot) -> whoosh.Query:
    """Any of the runs of words that are meant: Whoosh makes one of alternatives that stand side by side."""
    meant = [[whoosh.Term(field, word) for word in snapshot.meaning(test).words] for test in asked.tests]
    return _any([_run(run, asked) for run in product(*meant)])


def _run(run: Sequence[whoosh.Term], asked: Pattern) -> whoosh.Query:
    if len(run) == 1:
        return run[0]
    if asked.distance is None:
        return whoosh.Phrase(run[0].fieldname, [term.text for term in run])
    if len(run) > 2 or len(set(asked.tests)) < 2:
        raise NotAsked
    return _Near(list(run), slop=asked.distance + 1, ordered=False)


class _Near(spans.SpanNear2):  # type: ignore[misc]
    def _and_query(self) -> whoosh.Query:
        """Whoosh 2.7.4 calls this one by a name that it does not know."""
        return whoosh.And(self.qs)


class NotAsked(Exception):
    """Whoosh takes three words for near where each is near the next; it has no question like ours."""
