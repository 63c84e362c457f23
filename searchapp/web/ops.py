"""What machines that run the site ask of it: is it alive, can it answer."""

from __future__ import annotations

from flask import Blueprint, Response

from searchapp.errors import SearchAppError
from searchapp.model.search import SearchQuery
from searchapp.web.site import site

blueprint = Blueprint("ops", __name__)


@blueprint.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _plain("ok")


@blueprint.get("/readyz")
def readyz() -> Response:
    """The index answers a query; an operator is told where it is an older state that does."""
    try:
        site().engine.search(SearchQuery(per_page=10))
    except SearchAppError as error:
        return _plain(str(error), status=503)
    trouble = site().engine.trouble
    return _plain(f"ready: {trouble}" if trouble else "ready")


def _plain(text: str, *, status: int = 200) -> Response:
    return Response(f"{text.rstrip()}\n", status=status, mimetype="text/plain")
