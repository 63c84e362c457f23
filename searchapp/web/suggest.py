"""What a reader who has begun to type may mean: for browsers as they ask for it, for our page with more."""

from __future__ import annotations

from flask import Blueprint, Response, request

from searchapp.model.search import LONGEST_QUERY
from searchapp.represent.discovery import SUGGESTIONS_TYPE
from searchapp.represent.json import dumped
from searchapp.urls.values import clean
from searchapp.web.origin import origin
from searchapp.web.present.labels import Labels
from searchapp.web.present.suggested import suggested
from searchapp.web.site import site
from searchapp.web.strict import refuse_others

blueprint = Blueprint("suggest", __name__)

_LISTED = 4
"""Of each kind."""


@blueprint.get("/suggest")
def suggest() -> Response:
    """`[q, [texts], [notes], [addresses]]` by OpenSearch; with `form=rich` an object for our own list."""
    refuse_others("q", "form")
    q = clean(request.args.get("q", ""))[:LONGEST_QUERY]
    engine = site().engine
    views = suggested(q, engine.suggest(q, limit=_LISTED), Labels.of(engine))
    if request.args.get("form") == "rich":
        listed = [{"text": each.text, "note": each.note, "url": each.href} for each in views]
        response = Response(dumped({"suggestions": listed}), mimetype="application/json")
        response.vary.update(("Accept-Language", "Cookie"))
        return response
    texts, notes, urls = ([getattr(each, name) for each in views] for name in ("asked", "note", "href"))
    addresses = [origin().at(url) for url in urls]
    return Response(dumped([q, texts, notes, addresses]), mimetype=SUGGESTIONS_TYPE)
