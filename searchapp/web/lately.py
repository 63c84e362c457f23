"""Pages for readers: named, so that nobody is sent one that they have, and kept, so that none is made twice.

What is the same page is told by its name (see `caching`) and its whole address, since more of that than the
question stands on a page. Each process keeps its own, compressed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, ParamSpec, cast

import zstandard
from flask import Flask, Response, current_app, make_response, request

from searchapp.cache import Kept
from searchapp.settings import Settings
from searchapp.web import caching
from searchapp.web.site import site

_KEY = "searchapp-lately"

Asked = ParamSpec("Asked")


class Page(NamedTuple):
    """A page, and how many articles its search found, where it tells that."""

    html: str
    total: int = 0


class _Packed(NamedTuple):
    html: bytes
    total: int


def install(app: Flask, settings: Settings) -> None:
    """Keep pages of this app, where its settings allow it."""
    if settings.kept_pages_mb:
        kept: Kept[_Packed] = Kept(settings.kept_pages_mb << 20, lambda packed: len(packed.html))
        app.extensions[_KEY] = kept


def page(view: Callable[Asked, str]) -> Callable[Asked, Response]:
    """A view whose page depends on its whole address, the generation and the day alone.

    What it has instead of a page, such as a redirect, it raises: that is neither named nor kept.
    """

    @wraps(view)
    def answer(*args: Asked.args, **values: Asked.kwargs) -> Response:
        address = f"{request.full_path} {site().today()}"
        return answered(address, lambda: Page(view(*args, **values)))

    return answer


def answered(
    address: str, make: Callable[[], Page], told: Callable[[int], None] = lambda _: None
) -> Response:
    """The page of a canonical address, made where neither the reader nor this process has it.

    `told` hears how much was found whenever the page is sent.
    """
    name = caching.tag(address)
    if (unchanged := caching.unchanged(name)) is not None:
        return unchanged
    made = _made(address, name, make)
    told(made.total)
    return caching.tagged(make_response(made.html), name)


def _made(address: str, name: str, make: Callable[[], Page]) -> Page:
    kept = cast("Kept[_Packed] | None", current_app.extensions.get(_KEY))
    if kept is None:
        return make()
    key = hashlib.sha256(f"{name}\n{request.url}".encode()).digest()  # an address may be as long as pages
    if (packed := kept.find(key)) is not None:
        return Page(zstandard.decompress(packed.html).decode(), packed.total)
    made = make()
    if caching.tag(address) == name:  # another generation may have come since the page was named
        kept.keep(key, _Packed(zstandard.compress(made.html.encode(), 1), made.total))
    return made
