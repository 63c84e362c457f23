"""The forms besides a page in which a search is answered, as links."""

from __future__ import annotations

from searchapp.model.search import SearchQuery
from searchapp.urls import search_url
from searchapp.web.present.page import Link

FORMS = (("JSON", ".json", "application/json"),)
"""What each is called, how its address ends, and its media type."""


def exports(query: SearchQuery) -> tuple[Link, ...]:
    """The links, their notes the media types."""
    return tuple(Link(text=name, href=search_url(query, suffix=suffix), note=kind) for name, suffix, kind in FORMS)
