"""Pages of results that were made lately: whoever asks for the same gets them without a search.

What is the same is told by a page's name (see `caching`) and its whole address, since more of that than the
question stands on a page. Each process keeps its own, compressed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple, cast

import zstandard
from flask import Flask, current_app, request

from searchapp.cache import Kept
from searchapp.settings import Settings
from searchapp.web import caching

_KEY = "searchapp-lately"


class Made(NamedTuple):
    """A page of results."""

    html: str
    total: int
    """How many articles were found."""


class _Packed(NamedTuple):
    html: bytes
    total: int


def install(app: Flask, settings: Settings) -> None:
    """Keep pages of this app, where its settings allow it."""
    if settings.kept_pages_mb:
        kept: Kept[_Packed] = Kept(settings.kept_pages_mb << 20, lambda packed: len(packed.html))
        app.extensions[_KEY] = kept


def made(question: str, name: str, make: Callable[[], Made]) -> Made:
    """The page of this name, made lately or now; `question` is its canonical address."""
    kept = cast("Kept[_Packed] | None", current_app.extensions.get(_KEY))
    if kept is None:
        return make()
    key = hashlib.sha256(f"{name}\n{request.url}".encode()).digest()  # an address may be as long as pages
    if (packed := kept.find(key)) is not None:
        return Made(zstandard.decompress(packed.html).decode(), packed.total)
    page = make()
    if caching.tag(question) == name:  # another generation may have come since the page was named
        kept.keep(key, _Packed(zstandard.compress(page.html.encode(), 1), page.total))
    return page
