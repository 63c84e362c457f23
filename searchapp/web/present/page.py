"""What surrounds every page: its language, its links to the others, its style sheet; and error pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import msgspec
from flask import current_app, request, url_for
from markupsafe import Markup

from searchapp.web import i18n
from searchapp.web.i18n import gettext
from searchapp.web.site import site


# Of these a page has hundreds: structs are made several times as quickly as dataclasses.
class Link(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A text that leads somewhere; nowhere, where `href` is None."""

    text: str
    href: str | None
    current: bool = False
    note: str = ""
    """What else a reader who hears the page needs to know, or who looks twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorView:
    """A page that could not be shown, and what to do."""

    title: str
    message: str
    hint: str | None
    q: str
    canonical: str | None = None


WRITTEN = "en"
"""The language of the archive's texts, whatever that of the interface."""


def _foreign() -> Markup:
    """The attributes that say so where the archive's language is not the page's."""
    return Markup("") if i18n.language() == WRITTEN else Markup(' lang="{}" dir="ltr"').format(WRITTEN)


def surroundings() -> dict[str, object]:
    """What every template knows."""
    return {
        "archive": site().archive.title,
        "lang": i18n.language(),
        "foreign": _foreign(),
        "dir": i18n.direction(),
        "languages": languages(request.path, list(request.args.items(multi=True))),
        "navigation": _navigation(),
        "style": url_for("static", filename="site.css", v=current_app.config["LOOKS"]),
        "root": request.host_url.rstrip("/"),
    }


def languages(path: str, pairs: list[tuple[str, str]]) -> tuple[Link, ...]:
    """The same page in every language offered."""
    others = [pair for pair in pairs if pair[0] != "lang"]
    return tuple(
        Link(
            text=name,
            href=f"{path}?{urlencode([*others, ('lang', code)])}",
            current=code == i18n.language(),
            note=code,
        )
        for code, name in i18n.names()
    )


def _navigation() -> tuple[Link, ...]:
    return (
        Link(text=gettext("All articles"), href=url_for("search.results")),
        Link(text=gettext("People"), href=url_for("browse.people")),
        Link(text=gettext("Sources"), href=url_for("browse.sources")),
    )
