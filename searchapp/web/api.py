"""JSON for other programs: the same questions as the pages', with strict parameters."""

from __future__ import annotations

import time

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from searchapp.represent.json import Object, article_object, dumped, person_object, search_object
from searchapp.urls import from_params, search_url
from searchapp.urls.either import noticed
from searchapp.urls.moved import moved
from searchapp.web import caching
from searchapp.web.articles import article_of, person_of, slug_now
from searchapp.web.site import site

blueprint = Blueprint("api", __name__)


@blueprint.get("/search.json")
def search() -> BaseResponse:
    """One page of results."""
    started = time.perf_counter()
    engine = site().engine
    query = from_params(request.args.items(multi=True), today=site().today(), strict=True)
    if (now := moved(query, engine.redirects)) != query:
        return redirect(search_url(now, suffix=".json"), 301)
    tag = caching.tag(search_url(query, suffix=".json"))
    if (unchanged := caching.unchanged(tag)) is not None:
        return unchanged
    page = noticed(engine.search(query), request.args.items(multi=True))
    took_ms = (time.perf_counter() - started) * 1000
    return caching.tagged(_json(search_object(page, engine.publications(), took_ms=took_ms)), tag)


@blueprint.get("/article/<article_id>.json")
def article(article_id: str) -> Response:
    """One article with everything known of it."""
    return _json(article_object(article_of(article_id), site().engine.publications()))


@blueprint.get("/person/<slug>.json")
def person(slug: str) -> BaseResponse:
    """One person."""
    if now := slug_now("person", slug):
        return redirect(url_for("api.person", slug=now), 301)
    return _json(person_object(person_of(slug)))


def _json(body: Object) -> Response:
    return Response(dumped(body), mimetype="application/json")
