"""A page of results: its heading, chips, hits and the ways onward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from searchapp.engines.base import Engine
from searchapp.model.article import IssueKey
from searchapp.model.search import Match, SearchPage, SearchQuery, Sort, Suggestion
from searchapp.urls import search_url
from searchapp.urls.carried import Carried
from searchapp.urls.either import each_day
from searchapp.urls.links import Links
from searchapp.web import i18n, written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import issue_url
from searchapp.web.present.chips import Chip, chips
from searchapp.web.present.exports import exports
from searchapp.web.present.facets import Panel, panel
from searchapp.web.present.histogram import Held, Histogram, histogram
from searchapp.web.present.hits import HitView, hit_view
from searchapp.web.present.labels import Labels
from searchapp.web.present.namesakes import Namesakes, Surnames, namesakes
from searchapp.web.present.page import Link
from searchapp.web.present.paging import Paging
from searchapp.web.script import phrases_apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """Everything the template of results shows."""

    title: str
    canonical: str
    q: str
    heading: str
    read_as: str
    notices: tuple[str, ...]
    either: tuple[Link, ...]
    """Each day that an ambiguous date can be, alone."""
    relaxed: Link | None
    suggestions: tuple[Link, ...]
    chips: tuple[Chip, ...]
    clear: str
    histogram: Histogram | None
    panel: Panel
    first: int
    hits: tuple[HitView, ...]
    sorts: tuple[Link, ...]
    paging: Paging
    nothing: bool
    ways_out: tuple[Link, ...]
    issues: tuple[Link, ...]
    """The issues that the words name: `8:66`."""
    namesakes: tuple[Namesakes, ...]
    exports: tuple[Link, ...]


def results_view(
    page: SearchPage,
    engine: Engine,
    *,
    ways_out: Sequence[tuple[Chip, int]],
    named: Sequence[IssueKey],
    held: Held,
    surnames: Surnames,
) -> ResultsView:
    """The view of a page of results.

    `ways_out` are questions with one condition less, and their counts; `named` are held issues that
    the words name; `held` and `surnames` are of the whole archive.
    """
    query, heading, labels = page.query, _heading(page.total), Labels.of(engine)
    return ResultsView(
        title=" – ".join(filter(None, (i18n.apart(query.q), heading))),
        canonical=search_url(query),
        q=query.q,
        heading=heading,
        read_as=_read_as(page),
        notices=tuple(written.said(notice.message) for notice in page.notices),
        either=_either(page),
        relaxed=_relaxed(page),
        suggestions=tuple(_suggestion(each, query) for each in page.suggestions),
        chips=chips(query, labels),
        clear=search_url(SearchQuery(q=query.q, sort=query.sort, per_page=query.per_page)),
        histogram=histogram(page, held, Links(query)),
        panel=panel(page),
        first=(query.page - 1) * query.per_page + 1,
        hits=tuple(_hits(page, labels, engine)),
        sorts=_sorts(query),
        paging=Paging.of(page),
        nothing=page.total == 0,
        ways_out=tuple(_way_out(chip, count) for chip, count in ways_out),
        issues=tuple(_way_to(key, labels) for key in named),
        namesakes=namesakes(page, surnames),
        exports=exports(query),
    )


def _heading(total: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", total, number=written.number(total))


def _hits(page: SearchPage, labels: Labels, engine: Engine) -> Iterator[HitView]:
    query = page.query
    first = (query.page - 1) * query.per_page + 1
    for rank, hit in enumerate(page.hits, start=first):
        yield hit_view(hit, labels, Carried(query=query.on_page(1), at=rank), engine)


def _way_out(chip: Chip, count: int) -> Link:
    text = i18n.labelled(chip.label, chip.value) if chip.value else chip.label
    return Link(text=text, href=chip.href, note=written.number(count))


def _way_to(key: IssueKey, labels: Labels) -> Link:
    return Link(text=gettext("Go to %(issue)s", issue=labels.issue(key)), href=issue_url(key))


def _read_as(page: SearchPage) -> str:
    """How the words were read, where this is not just what the reader wrote."""
    read_as = written.question(page.read_as)
    return phrases_apart(read_as) if read_as.casefold() != page.query.q.casefold() else ""


def _either(page: SearchPage) -> tuple[Link, ...]:
    asked = (each for notice in page.notices for each in each_day(page.query, notice))
    return tuple(
        Link(text=gettext("Only %(day)s", day=written.day(day)), href=search_url(query))
        for day, query in asked
    )


def _relaxed(page: SearchPage) -> Link | None:
    if not page.relaxed:
        return None
    return Link(
        text=gettext("Require all words"),
        href=search_url(replace(page.query, match=Match.ALL, page=1)),
    )


def _suggestion(suggestion: Suggestion, query: SearchQuery) -> Link:
    href = search_url(replace(query, q=suggestion.text, page=1))
    return Link(text=suggestion.text, href=href, note=written.number(suggestion.count))


def _sorts(query: SearchQuery) -> tuple[Link, ...]:
    names = {
        Sort.RELEVANCE: gettext("Most relevant"),
        Sort.NEWEST: gettext("Newest"),
        Sort.OLDEST: gettext("Oldest"),
    }
    return tuple(
        Link(text=name, href=search_url(replace(query, sort=sort, page=1)), current=sort is query.sort)
        for sort, name in names.items()
    )
