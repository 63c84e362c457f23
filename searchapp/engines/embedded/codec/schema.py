"""What Whoosh is told of the fields: text with positions, values as terms, the day as a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from whoosh.analysis import SimpleAnalyzer
from whoosh.fields import ID, NUMERIC, TEXT, Schema

from searchapp.engines.bm25 import TEXT_FIELDS
from searchapp.fields import FACETS

ID_FIELD, DAY = "id", "day"


def _fields() -> Iterator[tuple[str, object]]:
    yield ID_FIELD, ID(unique=True, stored=True)
    yield DAY, NUMERIC(int, shift_step=0)
    for facet in FACETS:
        yield facet.name, ID()
    for name in TEXT_FIELDS:
        # For Whoosh's own query parser; the words of the index are those of `text.analyze`.
        yield name, TEXT(analyzer=SimpleAnalyzer())


def schema() -> Schema:
    """A schema of one's own: Whoosh changes what it is given."""
    fields: Mapping[str, object] = dict(_fields())
    return Schema(**fields)
