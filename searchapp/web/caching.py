"""What a browser already has need not be made again: an answer is named by what it was made from.

An answer depends on the generation of the index, its canonical address and that of the site; one for readers
on the language, the theme and the looks, too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from flask import Response, current_app, request

from searchapp import __version__
from searchapp.web.i18n import language
from searchapp.web.origin import origin
from searchapp.web.site import site
from searchapp.web.themes import theme


def tag(address: str) -> str:
    """The name of what is answered here and now. To be asked for before the answer is made.

    A generation that comes meanwhile then gives a new answer an old name, which only costs one more search.
    """
    looks = str(current_app.config["LOOKS"])
    return _name(site().engine.generation, origin().at(address), language(), theme(), looks)


def unchanged(name: str, media_type: str = "text/html") -> Response | None:
    """The answer to a reader who has the current one; None for others. Costs no search."""
    # Without `*`, which would also be answered where there is no page.
    if name not in request.if_none_match.as_set(include_weak=True):
        return None
    response = Response(status=304, mimetype=media_type)
    response.set_etag(name, weak=True)
    return response


def tagged(response: Response, name: str) -> Response:
    """An answer with its name, by which it can be asked for again."""
    response.set_etag(name, weak=True)
    return response


def answered(address: str, media_type: str, make: Callable[[], Response]) -> Response:
    """An answer for machines, which is made where the one who asks has another one."""
    where = origin()
    name = _name(site().engine.generation, where.at(address), where.archive, where.authority, __version__)
    found = unchanged(name, media_type)
    return tagged(make(), name) if found is None else found


def _name(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
