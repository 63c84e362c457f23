"""The conditions of a question, each with the question that does without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from searchapp.fields import field_named
from searchapp.model.search import Match, SearchQuery
from searchapp.query import conditions
from searchapp.query.conditions import Condition
from searchapp.urls import search_url
from searchapp.web import i18n, written
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
    return tuple(chip(condition, labels) for condition in conditions.conditions(query))


def chip(condition: Condition, labels: Labels) -> Chip:
    """A condition as the reader is told of it."""
    label, value = _told(condition, labels)
    remove = gettext("Remove filter: %(label)s %(value)s", label=i18n.inside(label), value=value)
    return Chip(label=label, value=value, remove=remove, without=condition.without)


def _told(condition: Condition, labels: Labels) -> tuple[str, str]:
    """What a condition is of, and what it says."""
    match condition.param:
        case "after":
            return gettext("From"), written.day(date.fromisoformat(condition.value))
        case "before":
            return gettext("Until"), written.day(date.fromisoformat(condition.value))
        case "match":
            any_of_them = condition.value == Match.ANY
            return gettext("Words"), gettext("any of them") if any_of_them else gettext("all of them")
        case conditions.ALL_WORDS:
            return gettext("The words"), condition.value
        case conditions.ALL_FILTERS:
            return gettext("All filters"), ""
        case "q":
            return gettext("In your words"), written.question(condition.value)
    named = field_named(condition.param)
    label = gettext(named.label) if named else condition.param
    if condition.excluded:
        label = gettext("not %(label)s", label=i18n.inside(label))
    return label, labels.value(condition.param, condition.value)
