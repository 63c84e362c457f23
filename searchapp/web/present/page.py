"""What surrounds every page: its language, its links to the others, its style sheet; and error pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

import msgspec
from flask import request, url_for
from markupsafe import Markup

from searchapp.web import i18n
from searchapp.web.i18n import gettext
from searchapp.web.origin import origin
from searchapp.web.site import site
from searchapp.web.themes import THEMES, theme


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
    near: tuple[Link, ...] = ()
    """What may have been meant."""
    q: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A language or theme."""

    value: str
    text: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What readers choose for all pages."""

    action: str
    back: str
    language: str
    languages: tuple[Choice, ...]
    themes: tuple[Choice, ...]


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
        "preferences": preferences(_here()),
        "navigation": _navigation(),
        "theme": theme(),
        "style": url_for("static", filename="site.css"),
        "script": url_for("static", filename="site.js"),
        "root": origin().url,
    }


def _here() -> str:
    """The address of this page; the language that it may ask for must not win over the one chosen next."""
    pairs = [pair for pair in request.args.items(multi=True) if pair[0] != "lang"]
    return f"{quote(request.path)}?{urlencode(pairs)}" if pairs else quote(request.path)


def preferences(back: str) -> Preferences:
    """The languages and themes offered; `back` is the page to come back to."""
    spoken = i18n.language()
    names = {"auto": gettext("Same as the device"), "light": gettext("Light"), "dark": gettext("Dark")}
    languages = [Choice(code, name, code == spoken) for code, name in i18n.names()]
    return Preferences(
        action=url_for("reader.preferences"),
        back=back,
        language=next(each.text for each in languages if each.current),
        languages=tuple(languages),
        themes=tuple(Choice(each, names[each], each == theme()) for each in THEMES),
    )


def _navigation() -> tuple[Link, ...]:
    return (
        Link(text=gettext("Browse"), href=url_for("browse.browse")),
        Link(text=gettext("People"), href=url_for("browse.people")),
        Link(text=gettext("Sources"), href=url_for("browse.sources")),
        Link(text=gettext("Reading list"), href=url_for("reader.saved")),
        Link(text=gettext("Help"), href=url_for("help.search")),
    )
