"""What is held of each publication, volume by volume, and what is missing from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from searchapp.archive import CalendarRules, PublicationRules
from searchapp.authority.calendar import year_of
from searchapp.authority.coverage import numbers_of_volume
from searchapp.model.article import DateRange
from searchapp.model.registry import Issue
from searchapp.model.search import SearchQuery
from searchapp.urls import encoded, search_url
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import issue_url
from searchapp.web.present.gaps import issues_held, missing, missing_briefly
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link

Rules = Callable[[str], PublicationRules | None]
"""Publication -> what the archive's description says of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRow:
    """What is held of one volume."""

    name: Link
    year: Link | None
    """The calendar of its year."""
    issues: str
    days: str
    missing: str
    missing_briefly: str
    """Below a heading that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRows:
    """What is held of one publication."""

    name: Link
    issues: str
    days: str
    volumes: tuple[VolumeRow, ...]
    undated: tuple[Link, ...]
    """Issues of which no day is known."""
    uncounted: bool
    """Nothing is known of its calendar."""


def publications(issues: Iterable[Issue], labels: Labels, rules: Rules) -> Iterator[PublicationRows]:
    """Of issues that are given in order."""
    for slug, group in groupby(issues, key=lambda issue: issue.key.publication):
        held = list(group)
        known = rules(slug)
        calendar = known.calendar if known else None
        query = SearchQuery().toggle("publication", slug)
        undated = [issue for issue in held if issue.date.value is None]
        yield PublicationRows(
            name=Link(text=labels.publication(slug), href=search_url(query)),
            issues=issues_held(len(held)),
            days=days(held),
            volumes=tuple(_volumes(held, calendar)),
            undated=tuple(
                Link(text=written.digits(str(each.key)), href=issue_url(each.key)) for each in undated
            ),
            uncounted=calendar is None or not calendar.weekdays,
        )


def days(issues: Iterable[Issue]) -> str:
    """From the first day to the last one; empty where none is known."""
    known = [issue.date.value for issue in issues if issue.date.value is not None]
    return written.days(DateRange(first=min(known), last=max(known))) if known else ""


def calendar_url(publication: str, year: int) -> str:
    """The calendar of a year."""
    return f"/browse?{encoded([('publication', publication), ('year', str(year))])}#calendar"


def _volumes(held: Sequence[Issue], rules: CalendarRules | None) -> Iterator[VolumeRow]:
    """The volumes of one publication; those before the first one are told together."""
    latest = held[-1].key.volume
    for volume, group in groupby(held, key=lambda issue: issue.key.volume):
        inside = list(group)
        publication = inside[0].key.publication
        query = SearchQuery().toggle("publication", publication).toggle("volume", str(volume))
        numbers = {issue.key.number for issue in inside}
        expected = tuple(numbers_of_volume(rules, volume, numbers, over=volume < latest))
        year = _year(inside, rules, volume)
        yield VolumeRow(
            name=Link(text=gettext("Volume %(number)s", number=volume), href=search_url(query)),
            year=Link(text=written.digits(str(year)), href=calendar_url(publication, year)) if year else None,
            issues=issues_held(len(inside)),
            days=days(inside),
            missing=missing(expected, numbers),
            missing_briefly=missing_briefly(expected, numbers),
        )


def _year(issues: Sequence[Issue], rules: CalendarRules | None, volume: int) -> int | None:
    """That of the volume, or else of the first day that is known."""
    first: date | None = min((each.date.value for each in issues if each.date.value), default=None)
    if first is not None:
        return first.year
    return year_of(rules, volume) if rules else None
