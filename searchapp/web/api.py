"""What other programs read: searches, articles and records, in the formats that they know.

The same questions as the pages', with strict parameters; errors are objects.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from searchapp.model.article import IssueKey
from searchapp.represent.json import Object, article_object, dumped, person_object
from searchapp.represent.records import issue_object, source_object
from searchapp.urls import from_params, search_url
from searchapp.urls.either import noticed
from searchapp.urls.moved import moved
from searchapp.web.caching import answered
from searchapp.web.formats import FORMATS, JSON, references
from searchapp.web.headers import linked
from searchapp.web.named import article_of, issue_of, person_of, slug_now, source_of
from searchapp.web.site import site
from searchapp.web.strict import refuse_others
from searchapp.web.watching import found

blueprint = Blueprint("api", __name__)


@blueprint.get("/search.<any(json,atom,csv,ris,bib):form>")
def search(form: str) -> BaseResponse:
    """One page of results."""
    started = time.perf_counter()
    engine, chosen, suffix = site().engine, FORMATS[form], f".{form}"
    pairs = list(request.args.items(multi=True))
    query = from_params(pairs, today=site().today(), strict=True)
    if (now := moved(query, engine.redirects)) != query:
        return redirect(search_url(now, suffix=suffix), 301)

    def make() -> Response:
        page = noticed(engine.search(query), pairs)
        found(query, page.total)
        response = Response(chosen.write(page, started), mimetype=chosen.media_type)
        return linked(response, page, suffix=suffix)

    return answered(search_url(query, suffix=suffix), chosen.media_type, make)


@blueprint.get("/article/<article_id>.json")
def article(article_id: str) -> Response:
    """One article with everything known of it."""
    return _object(lambda: article_object(article_of(article_id), site().engine.publications()))


@blueprint.get("/article/<article_id>.<any(ris,bib):form>")
def reference(article_id: str, form: str) -> Response:
    """One article as a reference."""
    refuse_others()
    media_type = FORMATS[form].media_type
    return answered(
        request.path,
        media_type,
        lambda: Response(references(form, article_of(article_id)), mimetype=media_type),
    )


@blueprint.get("/issue/<publication>/<int(max=999999):volume>/<int(max=999999):number>.json")
def issue(publication: str, volume: int, number: int) -> Response:
    """One issue of which articles are held."""
    key = IssueKey(publication=publication, volume=volume, number=number)
    return _object(lambda: issue_object(issue_of(key), site().engine.publications()))


@blueprint.get("/person/<slug>.json")
def person(slug: str) -> BaseResponse:
    """One person."""
    return _moved("person", slug) or _object(lambda: person_object(person_of(slug)))


@blueprint.get("/source/<slug>.json")
def source(slug: str) -> BaseResponse:
    """One source."""
    return _moved("source", slug) or _object(lambda: source_object(source_of(slug)))


def _moved(field: str, slug: str) -> BaseResponse | None:
    """The way to what an old slug stands for now."""
    now = slug_now(field, slug)
    return redirect(url_for(f"api.{field}", slug=now), 301) if now else None


def _object(make: Callable[[], Object]) -> Response:
    refuse_others()
    return answered(request.path, JSON, lambda: Response(dumped(make()), mimetype=JSON))
