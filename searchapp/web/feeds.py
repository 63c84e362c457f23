"""Feeds of people and sources, and searches without pages: to be followed, or taken home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import BoundedSemaphore

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from searchapp.errors import N_, EngineError, Message
from searchapp.model.article import Article
from searchapp.model.search import SearchQuery, Selection, Sort
from searchapp.represent import atom
from searchapp.represent.atom import Subject
from searchapp.represent.json import Publications, article_object, line
from searchapp.urls import PARAMETERS, from_params, search_url
from searchapp.urls.moved import moved
from searchapp.urls.records import person_url, source_url
from searchapp.web.caching import answered
from searchapp.web.formats import feed_of
from searchapp.web.named import person_of, slug_now, source_of
from searchapp.web.site import site
from searchapp.web.strict import refuse_others

blueprint = Blueprint("feeds", __name__)

LINES = "application/x-ndjson"
_FOLLOWED = 50
"""Entries of a person's or a source's feed."""
_PIECE = 64 << 10
"""Bytes that are sent at once."""
_UNPAGED = tuple(name for name in PARAMETERS if name not in ("page", "per_page"))
_exporting = BoundedSemaphore(2)
"""Who takes everything home keeps a thread for as long as that takes: the others are for readers."""


@blueprint.get("/person/<slug>.atom")
def person(slug: str) -> BaseResponse:
    """The newest articles that name somebody."""
    if now := slug_now("person", slug):
        return redirect(url_for("feeds.person", slug=now), 301)
    return _feed("person", slug, person_of(slug).name, person_url(slug))


@blueprint.get("/source/<slug>.atom")
def source(slug: str) -> BaseResponse:
    """The newest articles that cite somebody."""
    if now := slug_now("source", slug):
        return redirect(url_for("feeds.source", slug=now), 301)
    return _feed("source", slug, source_of(slug).name, source_url(slug))


@blueprint.get("/search.jsonl")
def everything() -> BaseResponse:
    """All articles of a search, a line each, as the index was when the first one was sent."""
    refuse_others(*_UNPAGED)
    engine = site().engine
    query = from_params(request.args.items(multi=True), today=site().today(), strict=True)
    if (now := moved(query, engine.redirects)) != query:
        return redirect(search_url(now, suffix=".jsonl"), 301)
    return answered(search_url(query, suffix=".jsonl"), LINES, lambda: _export(query))


def _feed(field: str, slug: str, name: str, url: str) -> Response:
    refuse_others()
    query = SearchQuery(sort=Sort.NEWEST, per_page=_FOLLOWED).toggle(field, slug)
    subject = Subject(
        title=f"{site().archive.title}: {name}",
        id=url,
        self_url=f"{url}.atom",
        html_url=url,
        json_url=f"{url}.json",
    )

    def make() -> Response:
        page = site().engine.search(query)
        return Response(feed_of(page, subject), mimetype=atom.MEDIA_TYPE)

    return answered(request.path, atom.MEDIA_TYPE, make)


def _export(query: SearchQuery) -> Response:
    if not _exporting.acquire(blocking=False):
        raise EngineError(
            Message.of(N_("Too many results are being downloaded at the moment.")),
            Message.of(N_("Try again in 30 seconds.")),
        )
    try:
        engine = site().engine
        publications, selection = engine.publications(), engine.select(query)
    except BaseException:
        _exporting.release()
        raise
    response = Response(_Export(selection, publications), mimetype=LINES)
    response.headers["X-Total-Count"] = str(selection.total)
    response.headers["X-Generation"] = selection.generation
    return response


class _Export:
    """The lines of a selection, some at a time. Whoever stops reading lets the next one begin."""

    def __init__(self, selection: Selection, publications: Publications) -> None:
        self._pieces = _pieces(selection.articles, publications)
        self._is_open = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        finally:
            self.close()

    def close(self) -> None:
        """To be called in any case, once or more often."""
        if self._is_open:
            self._is_open = False
            _exporting.release()

    def __del__(self) -> None:
        """An answer of which nobody asked the text, nor closed it, is no download either."""
        self.close()


def _pieces(articles: Iterable[Article], publications: Publications) -> Iterator[bytes]:
    piece = bytearray()
    for article in articles:
        piece += line(article_object(article, publications))
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)
