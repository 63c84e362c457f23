"""What a reader who has begun to type may mean, for the browser's own search box and for ours."""

from __future__ import annotations

from flask import Blueprint, Response, request

from searchapp.represent.json import dumped
from searchapp.web.site import site

blueprint = Blueprint("suggest", __name__)


@blueprint.get("/suggest")
def suggest() -> Response:
    """OpenSearch suggestions."""
    q = request.args.get("q", "")
    return Response(dumped([q, [each.text for each in site().engine.suggest(q, limit=8)]]), mimetype="application/json")
