"""A site below a path of its host: `https://example.org/archive`, as its setting `url` says.

Everything else of the site lives at the root: an address is the same wherever an archive is mounted. The
path is taken off requests that still have it, and put before addresses on their way out: in the
attributes of pages, in objects, and in headers. What is absolute has it already, from the setting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response

from searchapp.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# What a text holds cannot be taken for these: in attributes and objects quotes are escaped, and an object's
# own lines are told from others by how far they are indented.
_IN_PAGES = (re.compile(rb'( (?:href|src|(?:form)?action|data-article|data-suggest)=")(?=/(?!/))'),)
_IN_OBJECTS = (
    re.compile(rb'(url": ?")(?=/(?!/))'),
    re.compile(rb'(\n    "(?:self|first|prev|next|last|html|atom)": ")(?=/(?!/))'),
)
_IN_LINKS = re.compile(r"(<)(?=/(?!/))")


def install(app: Flask, settings: Settings) -> None:
    """Mount the app where its address says; one without a path stays as it is."""
    mount = urlsplit(settings.url).path
    if mount:
        app.wsgi_app = _Inside(app.wsgi_app, mount)  # type: ignore[method-assign]
        app.after_request(partial(_outward, mount=mount))


class _Inside:
    """The application, as it is asked where the path has not been taken off by a proxy."""

    def __init__(self, app: WSGIApplication, mount: str) -> None:
        self._app = app
        self._mount = mount

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{self._mount}/"):
            environ["PATH_INFO"] = path.removeprefix(self._mount)
        return self._app(environ, start_response)


def _outward(response: Response, *, mount: str) -> Response:
    location = response.headers.get("Location", "")
    if location.startswith("/") and not location.startswith("//"):
        response.headers["Location"] = mount + location
    if "Link" in response.headers:
        response.headers["Link"] = _IN_LINKS.sub(rf"\1{mount}", response.headers["Link"])
    for addresses in _addresses_in(response):
        _change(response, partial(addresses.sub, rb"\1" + mount.encode()))
    return response


def _addresses_in(response: Response) -> Sequence[re.Pattern[bytes]]:
    if response.direct_passthrough:
        return ()
    if response.mimetype == "text/html":
        return _IN_PAGES
    return _IN_OBJECTS if response.mimetype in ("application/json", "application/x-ndjson") else ()


def _change(response: Response, change: Callable[[bytes], bytes]) -> None:
    """Change a body; what is streamed comes in whole lines."""
    if not response.is_streamed:
        response.set_data(change(response.get_data()))
        return
    if (close := getattr(response.response, "close", None)) is not None:
        response.call_on_close(close)
    response.response = map(change, response.iter_encoded())
