"""An article found: where it matched, where it appeared, who and what is in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from searchapp.engines.base import Engine
from searchapp.errors import SearchAppError
from searchapp.model.article import Article
from searchapp.model.search import Hit, Run
from searchapp.urls.carried import Carried
from searchapp.urls.records import article_url, issue_url, person_url, source_url
from searchapp.web import written
from searchapp.web.i18n import ngettext
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link

NAMED = 2
"""People, sources and referring articles told of each hit."""
DAYS = 3
"""Days, or stretches of them, told of each source."""


class SnippetView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A sentence that matched."""

    paragraph: int
    runs: tuple[Run, ...]
    href: str


class HitView(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article found."""

    anchor: str
    title: tuple[Run, ...]
    href: str
    place: Link
    date: DateView
    snippets: tuple[SnippetView, ...]
    more: str
    people: tuple[Link, ...]
    more_people: str
    sources: tuple[Link, ...]
    """Each with the days it was cited for as its note."""
    more_sources: str
    referred: tuple[Link, ...]
    """The issues that refer to its own: `8:68`."""
    more_referred: Link | None


def hit_view(hit: Hit, labels: Labels, carried: Carried, engine: Engine) -> HitView:
    """The view of one article found; its links carry the search on."""
    article = hit.article
    key, people, sources = article.key, article.identities, article.sources
    href = carried.url(article.id)
    return HitView(
        anchor=f"hit-{carried.at}",
        title=hit.title or (Run(text=article.title),),
        href=href,
        place=Link(text=labels.place(article), href=issue_url(key) if key else None),
        date=DateView.of(article.date),
        snippets=tuple(
            SnippetView(
                paragraph=snippet.paragraph,
                runs=snippet.runs,
                href=f"{href}#p{snippet.paragraph}",
            )
            for snippet in hit.snippets
        ),
        more=_more_matches(hit.more_matches),
        people=tuple(Link(text=each.name, href=person_url(each.slug)) for each in people[:NAMED]),
        more_people=_more(len(people)),
        sources=tuple(
            Link(text=name, href=source_url(slug), note=_days(article, slug))
            for slug, name in sources[:NAMED]
        ),
        more_sources=_more(len(sources)),
        referred=tuple(_referring(article, labels, engine)),
        more_referred=_more_referring(article, href),
    )


def _days(article: Article, slug: str) -> str:
    spans = sorted({span for each in article.citations if each.slug == slug for span in each.dates})
    return written.brief_days(spans[:DAYS]) + ("…" if len(spans) > DAYS else "")


def _referring(article: Article, labels: Labels, engine: Engine) -> Iterator[Link]:
    for each in article.referred_to_by[:NAMED]:
        try:
            other = engine.get(each)
        except SearchAppError:
            continue  # withdrawn since the search
        key = other.key
        short = key is not None and key.publication == article.publication
        text = written.digits(str(key)) if short else labels.place(other)
        yield Link(text=text, href=article_url(each))


def _more_referring(article: Article, href: str) -> Link | None:
    more = _more(len(article.referred_to_by))
    return Link(text=more, href=f"{href}#referred") if more else None


def _more(count: int) -> str:
    return f"+{written.number(count - NAMED)}" if count > NAMED else ""


def _more_matches(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "+ %(number)s more match", "+ %(number)s more matches", count, number=written.number(count)
    )
