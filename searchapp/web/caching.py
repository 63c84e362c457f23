"""What a browser already has need not be made again: an answer is named by what it was made from.

An answer depends on the generation of the index, its canonical address, the language and the looks.
"""

from __future__ import annotations

import hashlib

from flask import Response, current_app, request

from searchapp.web.i18n import language
from searchapp.web.site import site


def tag(address: str) -> str:
    """The name of what is answered here and now. To be asked for before the answer is made.

    A generation that comes meanwhile then gives a new answer an old name, which only costs one more search.
    """
    parts = (site().engine.generation, address, language(), str(current_app.config["LOOKS"]))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def unchanged(name: str) -> Response | None:
    """The answer to a reader who has the current one; None for others. Costs no search."""
    if not request.if_none_match.contains_weak(name):
        return None
    response = Response(status=304)
    response.set_etag(name, weak=True)
    return response


def tagged(response: Response, name: str) -> Response:
    """An answer with its name, by which it can be asked for again."""
    response.set_etag(name, weak=True)
    return response
