"""The page to browse by: what is held of every publication, and the calendar of one year with its gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import IssueKey
from searchapp.model.registry import Issue
from searchapp.model.search import NONE, SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.calendar import Calendar, calendar
from searchapp.web.present.coverage import PublicationRows, Rules, calendar_url, publications
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link

Chosen = tuple[str, int]
"""A publication's slug, and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A kind of day, and what it means."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BrowseView:
    """Everything the template shows."""

    title: str
    canonical: str
    q: str = ""
    publications: tuple[PublicationRows, ...]
    calendar: Calendar | None
    of: str
    """Whose calendar it is."""
    years: tuple[Link, ...]
    """The years of which days are held, of the same publication."""
    legend: tuple[Explained, ...]
    loose: tuple[Link, ...]
    """Articles that no issue or no day is known of."""


def browse_view(engine: Engine, rules: Rules, chosen: Chosen | None) -> BrowseView:
    """The view; without a choice the calendar is the latest of the publication with most issues."""
    issues, labels = engine.issues(), Labels.of(engine)
    shown = chosen or _usual(issues)
    calendar_ = _calendar(issues, shown, rules, labels) if shown else None
    return BrowseView(
        title=gettext("Browse"),
        canonical=calendar_url(*chosen).partition("#")[0] if chosen else "/browse",
        publications=tuple(publications(issues.values(), labels, rules)),
        calendar=calendar_,
        of=labels.publication(shown[0]) if shown else "",
        years=_years(issues, shown) if shown else (),
        legend=tuple(map(_explained, calendar_.kinds)) if calendar_ else (),
        loose=tuple(_loose(engine)),
    )


def held_years(issues: Mapping[IssueKey, Issue]) -> Sequence[Chosen]:
    """The publications' years of which a day is held, in order."""
    dated = {(key.publication, issue.date.value.year) for key, issue in issues.items() if issue.date.value}
    return sorted(dated)


def _usual(issues: Mapping[IssueKey, Issue]) -> Chosen | None:
    counted: dict[str, int] = {}
    for key in issues:
        counted[key.publication] = counted.get(key.publication, 0) + 1
    held = held_years(issues)
    return max(held, key=lambda each: (counted[each[0]], each), default=None)


def _calendar(issues: Mapping[IssueKey, Issue], shown: Chosen, rules: Rules, labels: Labels) -> Calendar:
    publication, year = shown
    known = rules(publication)
    own = [issue for key, issue in issues.items() if key.publication == publication]
    return calendar(own, known.calendar if known else None, year, labels)


def _years(issues: Mapping[IssueKey, Issue], shown: Chosen) -> tuple[Link, ...]:
    return tuple(
        Link(
            text=written.digits(str(year)),
            href=calendar_url(publication, year),
            current=(publication, year) == shown,
        )
        for publication, year in held_years(issues)
        if publication == shown[0]
    )


def _explained(kind: str) -> Explained:
    texts = {
        "held": gettext("held: leads to the issue"),
        "missing": gettext("an issue appeared and is not in this archive"),
        "unknown": gettext("it is not known whether an issue appeared"),
        "off": gettext("no issue on this day"),
    }
    return Explained(kind=kind, text=texts[kind])


def _loose(engine: Engine) -> list[Link]:
    """Ways to what stands in no calendar."""
    found: SearchPage = engine.search(SearchQuery(per_page=10))
    made = []
    for field, text in (
        ("volume", gettext("Articles of no known issue")),
        ("year", gettext("Articles without a date")),
    ):
        count = next((value.count for value in found.facet(field).values if value.value == NONE), 0)
        if count:
            note = ngettext("%(number)s article", "%(number)s articles", count, number=written.number(count))
            made.append(Link(text=text, href=search_url(SearchQuery().toggle(field, NONE)), note=note))
    return made
