"""A page of results: its heading, chips, hits and the ways onward."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from searchapp.fields import field_named
from searchapp.model.article import IssueKey
from searchapp.model.search import Hit, Match, Run, SearchPage, SearchQuery, Sort, Suggestion
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.facets import Group, carried, dates_group, groups
from searchapp.web.present.histogram import Histogram, histogram
from searchapp.web.present.labels import DateView, Labels, article_url, issue_url, person_url, source_url
from searchapp.web.present.page import Link
from searchapp.web.present.paging import Paging

NAMED = 3
"""People and sources told of each hit."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SnippetView:
    """A sentence that matched."""

    paragraph: int
    runs: tuple[Run, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """An article found."""

    title: tuple[Run, ...]
    href: str
    place: Link
    date: DateView
    snippets: tuple[SnippetView, ...]
    more: str
    people: tuple[Link, ...]
    more_people: str
    sources: tuple[Link, ...]
    more_sources: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """Everything the template of results shows."""

    title: str
    canonical: str
    q: str
    heading: str
    read_as: str
    notices: tuple[str, ...]
    relaxed: Link | None
    suggestions: tuple[Link, ...]
    chips: tuple[Chip, ...]
    clear: str
    histogram: Histogram | None
    years: Group | None
    groups: tuple[Group, ...]
    carried: tuple[tuple[str, str], ...]
    after: str
    before: str
    first: int
    hits: tuple[HitView, ...]
    sorts: tuple[Link, ...]
    paging: Paging
    nothing: bool
    ways_out: tuple[Link, ...]
    issues: tuple[Link, ...]
    """The issues that the words name: `8:66`."""


def results_view(
    page: SearchPage,
    labels: Labels,
    *,
    ways_out: Sequence[tuple[Chip, int]],
    named: Sequence[IssueKey],
    held: Collection[date],
) -> ResultsView:
    """The view of a page of results.

    `ways_out` are questions with one condition less, and their counts; `named` are held issues that
    the words name; `held` are the days of all issues.
    """
    query = page.query
    shown, years = groups(page), dates_group(page)
    heading = ngettext(
        "%(number)s article", "%(number)s articles", page.total, number=i18n.number(page.total)
    )
    return ResultsView(
        title=" – ".join(filter(None, (query.q, heading))),
        canonical=search_url(query),
        q=query.q,
        heading=heading,
        read_as=page.read_as if page.read_as.casefold() != query.q.casefold() else "",
        notices=tuple(i18n.said(notice.message) for notice in page.notices),
        relaxed=_relaxed(page),
        suggestions=tuple(map(_suggestion, page.suggestions)),
        chips=chips(query, labels),
        clear=search_url(SearchQuery(q=query.q, sort=query.sort, per_page=query.per_page)),
        histogram=histogram(page, held),
        years=years,
        groups=shown,
        carried=carried(query, (*shown, *((years,) if years else ()))),
        after=query.after.isoformat() if query.after else "",
        before=query.before.isoformat() if query.before else "",
        first=(query.page - 1) * query.per_page + 1,
        hits=tuple(hit_view(hit, labels, query.q) for hit in page.hits),
        sorts=_sorts(query),
        paging=Paging.of(page),
        nothing=page.total == 0,
        ways_out=tuple(_way_out(chip, count) for chip, count in ways_out),
        issues=tuple(_way_to(key, labels) for key in named),
    )


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


def _way_out(chip: Chip, count: int) -> Link:
    text = f"{chip.label}: {chip.value}" if chip.value else chip.label
    return Link(text=text, href=chip.href, note=i18n.number(count))


def _way_to(key: IssueKey, labels: Labels) -> Link:
    return Link(text=gettext("Go to %(issue)s", issue=labels.issue(key)), href=issue_url(key))


def _relaxed(page: SearchPage) -> Link | None:
    if not page.relaxed:
        return None
    return Link(
        text=gettext("No article has all of these words. These have most of them, best first."),
        href=search_url(replace(page.query, match=Match.ALL, page=1)),
        note=gettext("Insist on all words"),
    )


def _suggestion(suggestion: Suggestion) -> Link:
    if suggestion.field and suggestion.value:
        href = search_url(SearchQuery().toggle(suggestion.field, suggestion.value))
    else:
        href = search_url(SearchQuery(q=suggestion.text))
    return Link(text=suggestion.text, href=href, note=i18n.number(suggestion.count))


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


def hit_view(hit: Hit, labels: Labels, q: str) -> HitView:
    """The view of one article found."""
    article = hit.article
    people, sources = article.identities, article.sources
    place = Link(text=labels.place(article), href=issue_url(article.key) if article.key else None)
    return HitView(
        title=hit.title or (Run(text=article.title),),
        href=article_url(article.id, q),
        place=place,
        date=DateView.of(article.date),
        snippets=tuple(
            SnippetView(
                paragraph=snippet.paragraph,
                runs=snippet.runs,
                href=article_url(article.id, q, anchor=f"p{snippet.paragraph}"),
            )
            for snippet in hit.snippets
        ),
        more=_more_matches(hit.more_matches),
        people=tuple(Link(text=each.name, href=person_url(each.slug)) for each in people[:NAMED]),
        more_people=_more(len(people)),
        sources=tuple(Link(text=name, href=source_url(slug)) for slug, name in sources[:NAMED]),
        more_sources=_more(len(sources)),
    )


def _more(count: int) -> str:
    return f"+{i18n.number(count - NAMED)}" if count > NAMED else ""


def _more_matches(count: int) -> str:
    if not count:
        return ""
    return ngettext("+ %(number)s more match", "+ %(number)s more matches", count, number=i18n.number(count))
