"""Where this site is, as its settings or the request say."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request
from werkzeug.exceptions import SecurityError

from searchapp.represent.origin import Origin
from searchapp.web.site import site

_YEAR = "2026"
"""In which hosts are theirs whose archive does not say."""


def origin() -> Origin:
    """The archive as feeds, citations and maps of the site name it."""
    settings = site().settings
    url = settings.url or _asked()
    host = urlsplit(url).hostname
    return Origin(
        archive=site().archive.title,
        url=url,
        authority=settings.authority or f"{host or 'localhost'},{_YEAR}",
    )


def _asked() -> str:
    """The address that the request was sent to; empty where its host is not one of ours."""
    try:
        return request.host_url.rstrip("/")
    except SecurityError:
        return ""
