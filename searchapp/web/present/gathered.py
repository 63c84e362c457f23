"""The pages that gather articles: of an issue, about a person, citing a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article, DateRange, IssueKey
from searchapp.model.registry import DatedRole, Issue, Person, Source
from searchapp.model.search import SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.web import i18n
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import article_url, issue_url, person_url, source_url
from searchapp.web.present.gaps import missing
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article of a list."""

    title: str
    href: str
    place: Link
    date: DateView
    note: str = ""


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
    previous: Link | None
    next: Link | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A role, and when it was printed."""

    role: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Everything the template of a person shows."""

    title: str
    canonical: str
    q: str = ""
    aliases: str
    roles: tuple[RoleRow, ...]
    confusable_with: tuple[Link, ...]
    heading: str
    articles: tuple[ArticleRow, ...]
    all: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """Everything the template of a source shows."""

    title: str
    canonical: str
    q: str = ""
    aliases: str
    collective: bool
    heading: str
    articles: tuple[ArticleRow, ...]
    all: Link


def issue_view(issue: Issue, engine: Engine) -> IssueView:
    """The view of one issue, between those that are held before and after it."""
    labels, key = Labels.of(engine), issue.key
    keys = [each for each in engine.issues() if each.publication == key.publication]
    at = keys.index(key)
    previous, following = (keys[at - 1] if at else None), (keys[at + 1] if at + 1 < len(keys) else None)
    held = [engine.get(each) for each in issue.articles]
    articles = tuple(article_row(each, labels, _people(each)) for each in held)
    return IssueView(
        title=labels.issue(key),
        canonical=issue_url(key),
        trail=_trail(key, labels),
        date=DateView.explained(issue.date),
        articles=articles,
        heading=_heading(len(articles)),
        previous=_neighbour(previous, labels),
        next=_neighbour(following, labels),
        gaps=_gaps(previous, key, following),
    )


def person_view(person: Person, engine: Engine, page: SearchPage) -> PersonView:
    """The view of one person; `page` are the articles that name them."""
    labels = Labels.of(engine)
    return PersonView(
        title=person.name,
        canonical=person_url(person.slug),
        aliases=", ".join(person.aliases),
        roles=tuple(RoleRow(role=role.role, days=_role_days(role)) for role in person.roles),
        confusable_with=tuple(_other(slug, labels) for slug in person.confusable_with),
        heading=_heading(page.total),
        articles=tuple(article_row(hit.article, labels, _roles(hit.article, person)) for hit in page.hits),
        all=Link(text=gettext("Search in these articles"), href=_all(page.query)),
    )


def source_view(source: Source, engine: Engine, page: SearchPage) -> SourceView:
    """The view of one source; `page` are the articles that cite it."""
    labels = Labels.of(engine)
    return SourceView(
        title=source.name,
        canonical=source_url(source.slug),
        aliases=", ".join(source.aliases),
        collective=source.collective,
        heading=_heading(page.total),
        articles=tuple(article_row(hit.article, labels, _cited(hit.article, source)) for hit in page.hits),
        all=Link(text=gettext("Search in these articles"), href=_all(page.query)),
    )


def article_row(article: Article, labels: Labels, note: str = "") -> ArticleRow:
    """An article by its title, issue and date."""
    return ArticleRow(
        title=article.title,
        href=article_url(article.id),
        place=Link(text=labels.place(article), href=issue_url(article.key) if article.key else None),
        date=DateView.of(article.date),
        note=note,
    )


def _people(article: Article) -> str:
    return ", ".join(person.name for person in article.identities)


def _heading(count: int) -> str:
    return ngettext("%(number)s article", "%(number)s articles", count, number=i18n.number(count))


def _all(query: SearchQuery) -> str:
    return search_url(SearchQuery(filters=query.filters))


def _trail(key: IssueKey, labels: Labels) -> tuple[Link, ...]:
    of_publication = SearchQuery().toggle("publication", key.publication)
    of_volume = of_publication.toggle("volume", str(key.volume))
    return (
        Link(text=labels.publication(key.publication), href=search_url(of_publication)),
        Link(text=gettext("Volume %(number)s", number=key.volume), href=search_url(of_volume)),
    )


def _neighbour(key: IssueKey | None, labels: Labels) -> Link | None:
    return Link(text=labels.issue(key), href=issue_url(key)) if key else None


def _gaps(previous: IssueKey | None, key: IssueKey, following: IssueKey | None) -> tuple[str, ...]:
    """The numbers of this volume that are missing between the neighbours."""
    first = previous.number + 1 if previous and previous.volume == key.volume else 1
    last = following.number if following and following.volume == key.volume else key.number
    told = (missing(range(first, key.number), ()), missing(range(key.number + 1, last), ()))
    return tuple(filter(None, told))


def _role_days(role: DatedRole) -> str:
    if role.first is None or role.last is None:
        return ""
    return i18n.days(DateRange(first=role.first, last=role.last))


def _other(slug: str, labels: Labels) -> Link:
    person = labels.people.get(slug)
    role = person.roles[0].role if person and person.roles else ""
    return Link(text=labels.person(slug), href=person_url(slug), note=role)


def _roles(article: Article, person: Person) -> str:
    named: Iterable[str] = (
        role for each in article.people if each.slug == person.slug for role in each.roles
    )
    return ", ".join(named)


def _cited(article: Article, source: Source) -> str:
    spans: Sequence[DateRange] = sorted(
        {span for each in article.citations if each.slug == source.slug for span in each.dates}
    )
    return "; ".join(map(i18n.days, spans))
