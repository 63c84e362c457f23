"""The language of a page: chosen by the reader, spoken through gettext and Babel. Knows no page.

`?lang=` wins over the cookie, and that over Accept-Language; a language is offered where its
catalogue is compiled. English is the language of the source.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast

import flask_babel  # type: ignore[import-untyped]
from babel import Locale
from babel.support import NullTranslations
from flask import Flask, Response, current_app, request

from searchapp.web.script import set_apart

COOKIE = "lang"
SOURCE = "en"
_A_YEAR = 365 * 24 * 3600


class Spoken(NamedTuple):
    """The language of one request's page."""

    code: str
    locale: str
    """Its formats for numbers and days, as Babel names them."""
    texts: NullTranslations
    """Its catalogue; this one, which has no texts, for the language of the source."""


def install(app: Flask) -> None:
    """Speak the reader's language in every page of the app."""
    app.config["LANGUAGES"] = languages(Path(app.root_path) / "translations")
    flask_babel.Babel(app, locale_selector=lambda: _locale(_language()), timezone_selector=lambda: "UTC")
    app.jinja_env.install_gettext_callables(_text, _plural, newstyle=True)  # type: ignore[attr-defined]
    app.after_request(_remember)
    app.teardown_request(_forget)


_REGIONS = {SOURCE: "en_GB", "fa": "fa_IR"}
"""`4 April 2002`, as the archive's readers write it; weeks that begin on Saturday."""


def _locale(code: str) -> str:
    return _REGIONS.get(code, code)


def _spoken() -> Spoken:
    """Chosen once a request: a page asks hundreds of times, for which Flask's own `g` is slow."""
    spoken = _chosen.get()
    if spoken is None:
        code = _language()
        spoken = Spoken(code, _locale(code), flask_babel.get_translations())
        _chosen.set(spoken)
    return spoken


_chosen: ContextVar[Spoken | None] = ContextVar("spoken", default=None)


def _forget(_: BaseException | None) -> None:
    _chosen.set(None)


def languages(folder: Path) -> tuple[str, ...]:
    """The source's language and those that have a compiled catalogue."""
    compiled = folder.glob("*/LC_MESSAGES/messages.mo")
    return (SOURCE, *sorted(path.parts[-3] for path in compiled))


def language() -> str:
    """The language of this request's page."""
    return _spoken().code


def _language() -> str:
    offered = cast("tuple[str, ...]", current_app.config["LANGUAGES"])
    asked = (request.args.get("lang"), request.cookies.get(COOKIE))
    chosen = next((each for each in asked if each in offered), None)
    return chosen or _preferred(offered)


def _preferred(offered: tuple[str, ...]) -> str:
    """The best of Accept-Language; of equal ones the first, as browsers mean it."""
    accepted = sorted(request.accept_languages, key=lambda each: -each[1])
    codes = (code.replace("_", "-").partition("-")[0].lower() for code, quality in accepted if quality > 0)
    return next((code for code in codes if code in offered), SOURCE)


def names() -> tuple[tuple[str, str], ...]:
    """Code and own name of every language offered."""
    offered = cast("tuple[str, ...]", current_app.config["LANGUAGES"])
    return tuple((code, _own_name(code)) for code in offered)


@lru_cache
def _own_name(code: str) -> str:
    return (Locale.parse(code).get_display_name(code) or code).capitalize()


def locale_name() -> str:
    """The same, as Babel names it."""
    return _spoken().locale


def formats() -> Locale:
    """How the language of this request's page writes numbers and days, and with what day its weeks begin."""
    return _parsed(_spoken().locale)


_parsed = lru_cache(Locale.parse)


def direction() -> str:
    """`ltr` or `rtl`."""
    return formats().text_direction


def _remember(response: Response) -> Response:
    if response.mimetype != "text/html":
        return response  # machines are spoken to in the language of the source
    response.headers["Content-Language"] = language()
    response.vary.update(("Accept-Language", "Cookie"))
    if request.args.get("lang") == language():
        response.set_cookie(COOKIE, language(), max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response


def _text(text: str) -> str:
    translated: str = _spoken().texts.ugettext(text)
    return translated


def _plural(one: str, many: str, count: int) -> str:
    translated: str = _spoken().texts.ungettext(one, many, count)
    return translated


def gettext(text: str, /, **values: object) -> str:
    """A text of the interface in the reader's language, with its named values."""
    translated = _text(text)
    return translated % _placed(values) if values else translated


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The form of a text that goes with a number."""
    return _plural(one, many, count) % _placed({"num": count, **values})


def _placed(values: dict[str, object]) -> dict[str, str]:
    locale = _spoken().locale
    return {name: set_apart(str(value), locale) for name, value in values.items()}


@contextmanager
def in_source() -> Iterator[None]:
    """Speaks the language of the source for a while."""
    before = _chosen.set(Spoken(SOURCE, _locale(SOURCE), NullTranslations()))
    try:
        yield
    finally:
        _chosen.reset(before)


def apart(text: str) -> str:
    """A name or query beside words of the page, in its own order."""
    return set_apart(text, _spoken().locale)


def labelled(label: str, value: str) -> str:
    """`Words: all of them`; French has a space before the colon."""
    return gettext("%(label)s: %(value)s", label=label, value=value)


def inside(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, which German nouns keep."""
    code = _spoken().code
    if code in _KEEPS_CAPITALS:
        return label
    first = label[:1]
    return _SMALL.get(code, {}).get(first, first.lower()) + label[1:]


_KEEPS_CAPITALS = frozenset({"de"})
_SMALL = {"tr": {"I": "ı", "İ": "i"}}
