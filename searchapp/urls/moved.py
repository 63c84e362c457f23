"""A question that names persons or sources as they were called before becomes the one with today's slugs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from searchapp.fields import FACETS, Kind
from searchapp.model.search import SearchQuery

Redirects = Callable[[str], Mapping[str, str]]
"""Field -> its old slugs and what they are now."""


def moved(query: SearchQuery, redirects: Redirects) -> SearchQuery:
    """The same question by slugs that stand for somebody; equal to it where nothing has moved."""
    named = {field.name for field in FACETS if field.kind is Kind.NAME}
    filters = []
    for asked in query.filters:
        now = redirects(asked.field) if asked.field in named else {}
        values = tuple(now.get(value, value) for value in asked.values)
        excluded = tuple(now.get(value, value) for value in asked.excluded)
        filters.append(replace(asked, values=values, excluded=excluded))
    return replace(query, filters=tuple(filters))
