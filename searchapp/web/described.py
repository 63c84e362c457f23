"""The description of all this for programs."""

from __future__ import annotations

from flask import Blueprint, Response, request

from searchapp.represent.json import dumped
from searchapp.represent.openapi import document
from searchapp.web.caching import answered
from searchapp.web.formats import JSON
from searchapp.web.origin import origin
from searchapp.web.strict import refuse_others

blueprint = Blueprint("described", __name__)


@blueprint.get("/api/openapi.json")
def openapi() -> Response:
    """What may be asked, and what comes back."""
    refuse_others()
    return answered(request.path, JSON, lambda: Response(dumped(document(origin())), mimetype=JSON))
