"""Light or dark, or as the reader's machine has it: kept in a cookie, said on every page."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

COOKIE = "theme"
AUTO = "auto"
THEMES = (AUTO, "light", "dark")
_A_YEAR = 365 * 24 * 3600


def theme() -> str:
    """The theme of this request's page."""
    kept = request.cookies.get(COOKIE)
    return kept if kept in THEMES else AUTO


def choose(response: Response, name: str) -> None:
    """Keep a theme, where it is one. Scripts may read and write it."""
    if name in THEMES:
        response.set_cookie(COOKIE, name, max_age=_A_YEAR, samesite="Lax")
