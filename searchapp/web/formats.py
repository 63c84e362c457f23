"""The formats in which a search is answered for machines: media type and writer by the address's suffix."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from searchapp.errors import ArticleNotFound
from searchapp.model.article import Article
from searchapp.model.search import SearchPage
from searchapp.represent import atom, citations, csv
from searchapp.represent.atom import Subject
from searchapp.represent.json import dumped, search_object
from searchapp.web.origin import origin
from searchapp.web.site import site

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a page of results."""

    media_type: str
    write: Callable[[SearchPage, float], bytes]
    """Of a page, and when it was asked for (`time.perf_counter`)."""


def feed_of(page: SearchPage, subject: Subject) -> bytes:
    """A feed of what was found; one that finds nothing has changed when the index did."""
    return atom.feed(page, subject, origin(), changed=_changed, never=site().switched or site().started)


def _changed(article: Article) -> datetime:
    try:
        return site().engine.changed(article.id)
    except ArticleNotFound:  # withdrawn since it was found
        return site().switched or site().started


def _json(page: SearchPage, started: float) -> bytes:
    took_ms = (time.perf_counter() - started) * 1000
    return dumped(search_object(page, site().engine.publications(), took_ms=took_ms))


def _atom(page: SearchPage, _: float) -> bytes:
    return feed_of(page, atom.subject_of(page.query, origin()))


def _csv(page: SearchPage, _: float) -> bytes:
    return csv.table(page, site().engine.publications(), origin())


def _ris(page: SearchPage, _: float) -> bytes:
    return references("ris", *(hit.article for hit in page.hits))


def _bibtex(page: SearchPage, _: float) -> bytes:
    return references("bib", *(hit.article for hit in page.hits))


def references(form: str, *articles: Article) -> bytes:
    """Articles in `ris` or `bib`."""
    write = citations.ris if form == "ris" else citations.bibtex
    return write(articles, site().engine.publications(), origin())


FORMATS: Mapping[str, Format] = {
    "json": Format(JSON, _json),
    "atom": Format(atom.MEDIA_TYPE, _atom),
    "csv": Format(csv.MEDIA_TYPE, _csv),
    "ris": Format(citations.RIS_TYPE, _ris),
    "bib": Format(citations.BIBTEX_TYPE, _bibtex),
}
