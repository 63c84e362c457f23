"""The conditions of a question, each with the question that does without it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from searchapp.fields import field_named
from searchapp.model.search import Match, SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext
from searchapp.web.present.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One condition of the question, and the question without it."""

    label: str
    value: str
    remove: str
    without: SearchQuery

    @property
    def href(self) -> str:
        """The question without it."""
        return search_url(self.without)


def chips(query: SearchQuery, labels: Labels) -> tuple[Chip, ...]:
    """One for each condition besides the words."""
    made = [
        _chip(asked.field, value, query.toggle(asked.field, value), labels, against=False)
        for asked in query.filters
        for value in asked.values
    ]
    made += [
        _chip(asked.field, value, query.exclude(asked.field, value), labels, against=True)
        for asked in query.filters
        for value in asked.excluded
    ]
    if query.after is not None:
        made.append(_plain(gettext("From"), i18n.day(query.after), replace(query, after=None, page=1)))
    if query.before is not None:
        made.append(_plain(gettext("Until"), i18n.day(query.before), replace(query, before=None, page=1)))
    if query.match is not Match.AUTO:
        value = gettext("any of them") if query.match is Match.ANY else gettext("all of them")
        made.append(_plain(gettext("Words"), value, replace(query, match=Match.AUTO, page=1)))
    return tuple(made)


def _chip(field: str, value: str, without: SearchQuery, labels: Labels, *, against: bool) -> Chip:
    named = field_named(field)
    label = gettext(named.label) if named else field
    if against:
        label = gettext("not %(label)s", label=label.lower())
    return _plain(label, labels.value(field, value), without)


def _plain(label: str, value: str, without: SearchQuery) -> Chip:
    remove = gettext("Remove filter: %(label)s %(value)s", label=label.lower(), value=value)
    return Chip(label=label, value=value, remove=remove, without=without)
