"""An article found: where it matched, where it appeared, who and what is in it."""

from __future__ import annotations

import msgspec

from searchapp.model.search import Hit, Run
from searchapp.urls.carried import Carried
from searchapp.urls.records import issue_url, person_url, source_url
from searchapp.web import i18n
from searchapp.web.i18n import ngettext
from searchapp.web.present.labels import DateView, Labels
from searchapp.web.present.page import Link

NAMED = 2
"""People and sources told of each hit."""


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
    more_sources: str
    referred: Link | None
    """How many articles refer to its issue."""


def hit_view(hit: Hit, labels: Labels, carried: Carried) -> HitView:
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
        sources=tuple(Link(text=name, href=source_url(slug)) for slug, name in sources[:NAMED]),
        more_sources=_more(len(sources)),
        referred=_referred(len(article.referred_to_by), href),
    )


def _referred(count: int, href: str) -> Link | None:
    if not count:
        return None
    text = ngettext("referred to by %(number)s article", "referred to by %(number)s articles", count,
                    number=i18n.number(count))  # fmt: skip
    return Link(text=text, href=f"{href}#referred")


def _more(count: int) -> str:
    return f"+{i18n.number(count - NAMED)}" if count > NAMED else ""


def _more_matches(count: int) -> str:
    if not count:
        return ""
    return ngettext("+ %(number)s more match", "+ %(number)s more matches", count, number=i18n.number(count))
