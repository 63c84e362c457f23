"""What a browser already has need not be made again: an answer is named by what it was made from.

An answer depends on the generation of the index, its canonical address, the language and the looks.
"""

from __future__ import annotations

import hashlib

from flask import Response, current_app, make_response, request

from searchapp.web.i18n import language
from searchapp.web.site import site


def unchanged(address: str) -> Response | None:
    """The answer to a reader who has the current one; None for others. Costs no search."""
    tag = _tag(address)
    if not request.if_none_match.contains_weak(tag):
        return None
    response = Response(status=304)
    response.set_etag(tag, weak=True)
    return response


def tagged(body: str, address: str) -> Response:
    """An answer with its name, by which it can be asked for again."""
    response = make_response(body)
    response.set_etag(_tag(address), weak=True)
    return response


def _tag(address: str) -> str:
    parts = (site().engine.generation, address, language(), str(current_app.config["LOOKS"]))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
