"""Where programs look for what a site is: its search, its map, and what they are to leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice

from flask import Blueprint, Response, request

from searchapp.engines.base import Engine
from searchapp.errors import N_, ArticleNotFound, Message, NotFound
from searchapp.model.article import ArticleId
from searchapp.represent.discovery import (
    DESCRIPTION_TYPE,
    MOST_URLS,
    SITEMAP_TYPE,
    opensearch_description,
    robots,
    sitemap,
    sitemap_index,
)
from searchapp.urls.records import article_url, issue_url, person_url, source_url
from searchapp.web.caching import answered
from searchapp.web.origin import origin
from searchapp.web.site import site

blueprint = Blueprint("discovery", __name__)

_PAGES = ("/", "/people", "/sources")
_KEPT_OUT = ("/search", "/facet/", "/suggest", "/saved", "/preferences")


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """How browsers search here."""
    return Response(opensearch_description(origin()), mimetype=DESCRIPTION_TYPE)


@blueprint.get("/robots.txt")
def leave_alone() -> Response:
    """What is not to be crawled."""
    return Response(robots(_KEPT_OUT, origin()), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def whole_map() -> Response:
    """Everything, or where its parts are."""
    return answered(request.path, SITEMAP_TYPE, _whole)


@blueprint.get("/sitemap-<int(min=1,max=999999):number>.xml")
def part(number: int) -> Response:
    """One part of a large archive's map. Raises NotFound."""
    if number > _parts():
        raise NotFound(
            Message.of(N_("The map of this site has no such part.")),
            Message.of(N_("The last one is %(last)s."), last=_parts()),
        )
    return answered(request.path, SITEMAP_TYPE, lambda: _part(number))


def _whole() -> Response:
    parts = _parts()
    if parts == 1:
        return _part(1)
    where, switched = origin(), site().switched
    named = ((where.at(f"/sitemap-{number}.xml"), switched) for number in range(1, parts + 1))
    return Response(sitemap_index(named), mimetype=SITEMAP_TYPE)


def _part(number: int) -> Response:
    first = (number - 1) * MOST_URLS
    engine, where = site().engine, origin()
    pages = islice(_pages(engine), first, first + MOST_URLS)
    told = ((where.at(path), _changed(engine, article_id)) for path, article_id in pages)
    return Response(sitemap(told), mimetype=SITEMAP_TYPE)


def _changed(engine: Engine, article_id: ArticleId | None) -> datetime | None:
    try:
        return engine.changed(article_id) if article_id is not None else None
    except ArticleNotFound:  # withdrawn meanwhile
        return None


def _parts() -> int:
    return max(1, -(-site().per_generation(_size) // MOST_URLS))


def _size(engine: Engine) -> int:
    records = (engine.issues(), engine.people(), engine.sources(), engine.digests())
    return len(_PAGES) + sum(len(each) for each in records)


def _pages(engine: Engine) -> Iterator[tuple[str, ArticleId | None]]:
    """Every page that lasts, in an order that does, and which article it is."""
    others = chain(
        _PAGES,
        map(issue_url, engine.issues()),
        map(person_url, engine.people()),
        map(source_url, engine.sources()),
    )
    yield from ((path, None) for path in others)
    yield from ((article_url(each), each) for each in sorted(engine.digests()))
