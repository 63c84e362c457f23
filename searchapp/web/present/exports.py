"""The forms besides a page in which a search is answered, as links."""

from __future__ import annotations

from searchapp.model.search import SearchQuery
from searchapp.represent.atom import MEDIA_TYPE as ATOM
from searchapp.represent.atom import feed_url
from searchapp.urls import search_url
from searchapp.web.present.page import Link

FORMS = (
    ("CSV", ".csv", "text/csv"),
    ("RIS", ".ris", "application/x-research-info-systems"),
    ("BibTeX", ".bib", "application/x-bibtex"),
    ("JSON", ".json", "application/json"),
)
"""What each is called, how its address ends, and its media type."""


def exports(query: SearchQuery) -> tuple[Link, ...]:
    """The links, their notes the media types."""
    feed = Link(text="Atom", href=feed_url(query), note=ATOM)
    others = (
        Link(text=name, href=search_url(query, suffix=suffix), note=kind) for name, suffix, kind in FORMS
    )
    return (feed, *others)
