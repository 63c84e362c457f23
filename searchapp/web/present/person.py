"""The page of a person: spellings, roles, articles, and whom and what they appear with."""

from __future__ import annotations

from dataclasses import dataclass

from searchapp.engines.base import Engine
from searchapp.model.article import Article, DateRange
from searchapp.model.registry import DatedRole, Person
from searchapp.model.search import NONE, SearchPage, SearchQuery
from searchapp.urls import search_url
from searchapp.urls.links import Links
from searchapp.urls.lists import facet_url
from searchapp.web import written
from searchapp.web.i18n import gettext, ngettext
from searchapp.web.present.addresses import person_url, source_url
from searchapp.web.present.histogram import Held, Histogram, histogram
from searchapp.web.present.labels import Labels
from searchapp.web.present.page import Link
from searchapp.web.present.rows import ArticleRow, article_row, articles, newest, search_in
from searchapp.web.present.together import Together, shared_sentences, together

MOST_SOURCES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """A role, and when it was printed."""

    role: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLink:
    """Something with a page of its own, and the articles that have it too."""

    name: Link
    articles: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """Everything the template of a person shows."""

    title: str
    canonical: str
    q: str = ""
    feed: str
    trail: tuple[Link, ...]
    aliases: str
    roles: tuple[RoleRow, ...]
    confusable_with: tuple[Link, ...]
    histogram: Histogram | None
    together: tuple[Together, ...]
    sources: tuple[CountedLink, ...]
    all_sources: Link | None
    heading: str
    newest: str
    articles: tuple[ArticleRow, ...]
    all: Link


def person_view(person: Person, engine: Engine, page: SearchPage, held: Held) -> PersonView:
    """The view of one person; `page` are the articles that name them, the newest first."""
    labels = Labels.of(engine)
    listed = [hit.article for hit in page.hits]
    sources = [value for value in page.facet("source").values if value.value != NONE]
    return PersonView(
        title=person.name,
        canonical=person_url(person.slug),
        feed=f"{person_url(person.slug)}.atom",
        trail=(Link(text=gettext("People"), href="/people"),),
        aliases=", ".join(person.aliases),
        roles=tuple(RoleRow(role=role.role, days=_role_days(role)) for role in person.roles),
        confusable_with=tuple(_other(slug, labels) for slug in person.confusable_with),
        histogram=histogram(page, held, Links(_asked(page))) if page.total else None,
        together=together(
            shared_sentences(listed, person.slug), _companions(person.slug, engine), person.slug, labels
        ),
        sources=tuple(
            CountedLink(
                name=Link(text=value.label, href=source_url(value.value)),
                articles=Link(
                    text=articles(value.count), href=search_url(_asked(page).toggle("source", value.value))
                ),
            )
            for value in sources[:MOST_SOURCES]
        ),
        all_sources=_all_sources(page) if len(sources) > MOST_SOURCES else None,
        heading=articles(page.total),
        newest=newest(page),
        articles=tuple(article_row(each, labels, _roles(each, person)) for each in listed),
        all=search_in(page.query),
    )


def _asked(page: SearchPage) -> SearchQuery:
    """The question of the page as a reader would ask it."""
    return SearchQuery(filters=page.query.filters)


def _companions(slug: str, engine: Engine) -> dict[str, int]:
    """The others of the same articles, and of how many: a facet ignores its own filter, but not the words."""
    page = engine.search(SearchQuery(q=f'person:"{slug}"', per_page=10))
    values = page.facet("person").values
    return {value.value: value.count for value in values if value.value not in (slug, NONE)}


def _all_sources(page: SearchPage) -> Link:
    total = page.facet("source").total_values
    number = written.number(total)
    text = ngettext("All %(number)s sources", "All %(number)s sources", total, number=number)
    return Link(text=text, href=facet_url("source", _asked(page)))


def _role_days(role: DatedRole) -> str:
    if role.first is None or role.last is None:
        return ""
    return written.days(DateRange(first=role.first, last=role.last))


def _other(slug: str, labels: Labels) -> Link:
    person = labels.people.get(slug)
    role = person.roles[0].role if person and person.roles else ""
    return Link(text=labels.person(slug), href=person_url(slug), note=role)


def _roles(article: Article, person: Person) -> str:
    named = (role for each in article.people if each.slug == person.slug for role in each.roles)
    return ", ".join(named)
