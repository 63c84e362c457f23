"""The page of an issue: its articles, its neighbours, and what is missing between them."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article, IssueKey
from searchapp.model.registry import Issue
from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.addresses import issue_url
from searchapp.web.present.coverage import calendar_url
from searchapp.web.present.gaps import missing
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link
from searchapp.web.present.rows import LISTED, ArticleRow, article_row, articles, search_in


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueView:
    """Everything the template of an issue shows."""

    title: str
    canonical: str
    q: str = ""
    trail: tuple[Link, ...]
    date: DateView
    articles: tuple[ArticleRow, ...]
    heading: str
    all: Link | None
    """The way to all articles, where the page has only the first."""
    previous: Link | None
    next: Link | None
    gaps: tuple[str, ...]


def issue_view(issue: Issue, engine: Engine) -> IssueView:
    """The view of one issue, between those that are held before and after it."""
    labels, key = Labels.of(engine), issue.key
    keys = [each for each in engine.issues() if each.publication == key.publication]
    at = keys.index(key)
    previous, following = (keys[at - 1] if at else None), (keys[at + 1] if at + 1 < len(keys) else None)
    held = [engine.get(each) for each in issue.articles[:LISTED]]
    return IssueView(
        title=labels.issue(key),
        canonical=issue_url(key),
        trail=_trail(issue, labels),
        date=DateView.explained(issue.date),
        articles=tuple(article_row(each, labels, _people(each)) for each in held),
        heading=articles(len(issue.articles)),
        all=search_in(_asked(key)) if len(held) < len(issue.articles) else None,
        previous=_neighbour(previous, labels),
        next=_neighbour(following, labels),
        gaps=_gaps(previous, key, following),
    )


def _asked(key: IssueKey) -> SearchQuery:
    of_publication = SearchQuery().toggle("publication", key.publication)
    return of_publication.toggle("issue", str(key))


def _people(article: Article) -> str:
    return written.joined(*(person.name for person in article.identities))


def _trail(issue: Issue, labels: Labels) -> tuple[Link, ...]:
    key, day = issue.key, issue.date.value
    of_publication = SearchQuery().toggle("publication", key.publication)
    of_volume = of_publication.toggle("volume", str(key.volume))
    year = (
        (Link(text=written.digits(str(day.year)), href=calendar_url(key.publication, day.year)),)
        if day
        else ()
    )
    return (
        Link(text=gettext("Browse"), href="/browse"),
        Link(text=labels.publication(key.publication), href=search_url(of_publication)),
        Link(text=gettext("Volume %(number)s", number=key.volume), href=search_url(of_volume)),
        *year,
    )


def _neighbour(key: IssueKey | None, labels: Labels) -> Link | None:
    return Link(text=labels.issue(key), href=issue_url(key)) if key else None


def _gaps(previous: IssueKey | None, key: IssueKey, following: IssueKey | None) -> tuple[str, ...]:
    """The numbers of this volume that are missing between the neighbours."""
    first = previous.number + 1 if previous and previous.volume == key.volume else 1
    last = following.number if following and following.volume == key.volume else key.number
    told = (missing(range(first, key.number), ()), missing(range(key.number + 1, last), ()))
    return tuple(filter(None, told))
