"""The addresses of the questions that are one filter away from another, many at a time.

A page has hundreds of them: what they share is written once. Each is the `search_url` of its question.
"""

from __future__ import annotations

from searchapp.fields import FACETS, Field
from searchapp.model.search import Filter, SearchQuery
from searchapp.urls import PARAMETERS, Params, encoded, filter_params, parameters_of, search_path, to_params


class Links:
    """The questions around one, each on its first page."""

    def __init__(self, query: SearchQuery) -> None:
        self._query = query
        self._filtered = {asked.field for asked in query.filters}
        params = to_params(query.on_page(1))
        self._around = {field.name: _around(params, field) for field in FACETS}

    def toggled(self, field: str, value: str) -> str:
        """Of `query.toggle(field, value)`."""
        if field in self._filtered:
            return self.filtered(self._query.toggle(field, value).filter(field))
        return self._with(field, encoded([(field, value)]))

    def filtered(self, changed: Filter) -> str:
        """Of `query.with_filter(changed)`."""
        return self._with(changed.field, encoded(filter_params(changed)))

    def _with(self, field: str, params: str) -> str:
        before, after = self._around[field]
        return search_path("&".join(part for part in (before, params, after) if part))


def _around(params: Params, field: Field) -> tuple[str, str]:
    """What stands before and after a field's own parameters, encoded."""
    own = parameters_of(field)
    earlier = PARAMETERS[: PARAMETERS.index(field.name)]
    others = [pair for pair in params if pair[0] not in own]
    before = [pair for pair in others if pair[0] in earlier]
    return encoded(before), encoded(others[len(before) :])
