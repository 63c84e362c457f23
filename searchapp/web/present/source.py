"""The page of a source: what it was cited for, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article, Citation, CitationKind, DateRange
from searchapp.model.registry import Source
from searchapp.model.search import NONE, SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.urls.links import Links
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import article_url, person_url, source_url
from searchapp.web.present.histogram import Held, Histogram, histogram
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link
from searchapp.web.present.person import CountedLink
from searchapp.web.present.rows import articles, newest, search_in

MOST_PEOPLE = 8
MOST_DAYS = 100
"""Days, or stretches of them, that are told one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitingRow:
    """An article that cites the source for a day, with the paragraphs where it does."""

    title: str
    href: str
    place: str
    note: str
    paragraphs: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedDays:
    """A day, or some, and who cites the source for it."""

    days: str
    rows: tuple[CitingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Everything the template of a source shows."""

    title: str
    canonical: str
    q: str = ""
    feed: str
    trail: tuple[Link, ...]
    aliases: str
    kind: str
    collective: bool
    histogram: Histogram | None
    people: tuple[CountedLink, ...]
    heading: str
    newest: str
    days: tuple[CitedDays, ...]
    all: Link


def source_view(source: Source, engine: Engine, page: SearchPage, held: Held) -> SourceView:
    """The view of one source; `page` are the articles that cite it, the newest first."""
    labels, asked = Labels.of(engine), SearchQuery(filters=page.query.filters)
    people = [value for value in page.facet("person").values if value.value != NONE]
    return SourceView(
        title=source.name,
        canonical=source_url(source.slug),
        feed=f"{source_url(source.slug)}.atom",
        trail=(Link(text=gettext("Sources"), href="/sources"),),
        aliases=", ".join(source.aliases),
        kind=_kind(source),
        collective=source.collective,
        histogram=histogram(page, held, Links(asked)) if page.total else None,
        people=tuple(
            CountedLink(
                name=Link(text=value.label, href=person_url(value.value)),
                articles=Link(
                    text=articles(value.count), href=search_url(asked.toggle("person", value.value))
                ),
            )
            for value in people[:MOST_PEOPLE]
        ),
        heading=articles(page.total),
        newest=newest(page),
        days=cited_days((hit.article for hit in page.hits), source.slug, labels)[:MOST_DAYS],
        all=search_in(page.query),
    )


def cited_days(found: Iterable[Article], slug: str, labels: Labels) -> tuple[CitedDays, ...]:
    """The days that a source is cited for, the newest first; days that nobody states come last."""
    by_days: defaultdict[DateRange | None, dict[str, tuple[Article, list[Citation]]]] = defaultdict(dict)
    for article in found:
        for citation in article.citations:
            for span in (citation.dates or (None,)) if citation.slug == slug else ():
                by_days[span].setdefault(article.id, (article, []))[1].append(citation)
    return tuple(
        CitedDays(
            days=written.days(span) if span else gettext("days unknown"),
            rows=tuple(_row(article, citations, labels) for article, citations in by_days[span].values()),
        )
        for span in sorted(by_days, key=_newest_first)
    )


def _newest_first(span: DateRange | None) -> tuple[bool, int, int]:
    return (span is None, -span.last.toordinal() if span else 0, -span.first.toordinal() if span else 0)


def _row(article: Article, citations: Sequence[Citation], labels: Labels) -> CitingRow:
    numbers = sorted({citation.place.paragraph for citation in citations})
    address = article_url(article.id)
    return CitingRow(
        title=article.title,
        href=address,
        place=written.joined(labels.place(article), DateView.of(article.date).text),
        note=_note(citations),
        paragraphs=tuple(Link(text=f"¶{number}", href=f"{address}#p{number}") for number in numbers),
    )


def _note(citations: Sequence[Citation]) -> str:
    if all(citation.second_hand for citation in citations):
        return gettext("passed on by another source")
    if all(citation.kind is CitationKind.INLINE for citation in citations):
        return gettext("named in the sentence")
    return ""


def _kind(source: Source) -> str:
    kinds = {
        "wire": gettext("News agency"),
        "newspaper": gettext("Newspaper"),
        "broadcast": gettext("Radio or television"),
        "web": gettext("Web site"),
    }
    return kinds.get(source.kind or "", "")
