"""Atom feeds (RFC 4287) of searches, people and sources, with the totals of OpenSearch 1.1.

Ids are `tag:` URIs, which outlast addresses; pages of a feed are linked as RFC 5005 has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape

from searchapp import __version__
from searchapp.model.article import Article
from searchapp.model.search import Hit, SearchPage, SearchQuery, Snippet, Sort
from searchapp.represent.origin import Origin
from searchapp.represent.xml import Element, child, element, written
from searchapp.urls import search_url
from searchapp.urls.records import article_url, person_url, source_url

MEDIA_TYPE = "application/atom+xml"
_OPENING = 500
"""Characters of an article's text where nothing is searched for."""

Changed = Callable[[Article], datetime]
"""When an article was last changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a feed is of."""

    title: str
    id: str
    """The path that its `tag:` id is made of."""
    self_url: str
    html_url: str
    json_url: str


def subject_of(query: SearchQuery, origin: Origin) -> Subject:
    """A search as the subject of a feed; all of its pages are one feed."""
    title = f"{origin.archive}: {query.q}" if query.q else origin.archive
    return Subject(
        title=title,
        id=search_url(replace(query, page=1, per_page=SearchQuery().per_page)),
        self_url=search_url(query, suffix=".atom"),
        html_url=search_url(query),
        json_url=search_url(query, suffix=".json"),
    )


def feed_url(query: SearchQuery) -> str:
    """The feed to follow for a search: whatever its order, the newest articles first."""
    return search_url(replace(query, sort=Sort.NEWEST, page=1), suffix=".atom")


def feed(page: SearchPage, subject: Subject, origin: Origin, *, changed: Changed, never: datetime) -> bytes:
    """One page of a feed; `never` is what a feed without entries says."""
    root = element(
        "feed",
        {
            "xmlns": "http://www.w3.org/2005/Atom",
            "xmlns:opensearch": "http://a9.com/-/spec/opensearch/1.1/",
            "xml:lang": "en",
        },
    )
    articles = [hit.article for hit in page.hits]
    child(root, "id", origin.tag(subject.id))
    child(root, "title", subject.title)
    child(root, "updated", moment(max(map(changed, articles), default=never)))
    child(child(root, "author"), "name", origin.archive)
    child(root, "generator", "searchapp", version=__version__)
    _put_links(root, page, subject, origin)
    _put_totals(root, page)
    for hit in page.hits:
        _put_entry(root, hit, origin, changed(hit.article))
    return written(root)


def _put_links(root: Element, page: SearchPage, subject: Subject, origin: Origin) -> None:
    def link(rel: str, url: str, media_type: str) -> None:
        child(root, "link", rel=rel, type=media_type, href=origin.at(url))

    query = page.query
    link("self", subject.self_url, MEDIA_TYPE)
    link("alternate", subject.html_url, "text/html")
    link("alternate", subject.json_url, "application/json")
    link("search", "/opensearch.xml", "application/opensearchdescription+xml")
    pages = {"first": 1, "previous": query.page - 1, "next": query.page + 1, "last": page.pages}
    for rel, number in pages.items():
        if 1 <= number <= page.pages:
            link(rel, search_url(query.on_page(number), suffix=".atom"), MEDIA_TYPE)


def _put_totals(root: Element, page: SearchPage) -> None:
    query = page.query
    child(root, "opensearch:totalResults", str(page.total))
    child(root, "opensearch:startIndex", str((query.page - 1) * query.per_page + 1))
    child(root, "opensearch:itemsPerPage", str(query.per_page))
    child(root, "opensearch:Query", role="request", searchTerms=query.q, startPage=str(query.page))


def _put_entry(root: Element, hit: Hit, origin: Origin, updated: datetime) -> None:
    article = hit.article
    url = article_url(article.id)
    entry = child(root, "entry")
    child(entry, "id", origin.tag(url))
    child(entry, "title", article.title)
    child(entry, "updated", moment(updated))
    if article.date.value is not None:
        child(entry, "published", f"{article.date.value}T00:00:00Z")
    for media_type, suffix in (("text/html", ""), ("application/json", ".json")):
        child(entry, "link", rel="alternate", type=media_type, href=origin.at(f"{url}{suffix}"))
    for person in article.identities:
        scheme = origin.at("/people")
        child(entry, "category", term=person_url(person.slug)[1:], scheme=scheme, label=person.name)
    for slug, name in article.sources:
        child(entry, "category", term=source_url(slug)[1:], scheme=origin.at("/sources"), label=name)
    if hit.snippets:
        child(entry, "summary", "".join(map(_paragraph, hit.snippets)), type="html")
    else:
        child(entry, "summary", _opening(article))


def _paragraph(snippet: Snippet) -> str:
    """Readers of feeds throw `<mark>` away, and leave `<b>` where it is."""
    runs = (f"<b>{escape(run.text)}</b>" if run.marked else escape(run.text) for run in snippet.runs)
    return f"<p>{''.join(runs)}</p>"


def _opening(article: Article) -> str:
    text = article.paragraphs[0] if article.paragraphs else article.title
    return text if len(text) <= _OPENING else f"{text[:_OPENING].rpartition(' ')[0]} …"


def moment(when: datetime) -> str:
    """As RFC 3339 has it, in UTC."""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
