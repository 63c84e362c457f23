"""Articles as rows: by their title, the issue they stand in and its day."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.model.article import Article
from searchapp.model.search import SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import article_url, issue_url
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link

LISTED = 100
"""Articles on the page of a person or source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article of a list."""

    title: str
    href: str
    place: Link
    date: DateView
    note: str = ""


def article_row(article: Article, labels: Labels, note: str = "") -> ArticleRow:
    """An article by its title, issue and date."""
    return ArticleRow(
        title=article.title,
        href=article_url(article.id),
        place=Link(text=labels.place(article), href=issue_url(article.key) if article.key else None),
        date=DateView.of(article.date),
        note=note,
    )


def articles(count: int) -> str:
    """`12 articles`."""
    return ngettext("%(number)s article", "%(number)s articles", count, number=written.number(count))


def newest(page: SearchPage) -> str:
    """Says so where a page has not all of the articles."""
    if page.total <= len(page.hits):
        return ""
    return gettext("These are the newest %(number)s.", number=written.number(len(page.hits)))


def search_in(query: SearchQuery) -> Link:
    """The way from a list to a search of the same articles."""
    return Link(text=gettext("Search in these articles"), href=search_url(SearchQuery(filters=query.filters)))
