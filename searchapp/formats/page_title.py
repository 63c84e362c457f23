"""What a web page is called: its heading or its title, without the site's own name behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from resiliparse.parse.html import HTMLTree

_SEPARATOR = r"\s+[-–—|·•»:]+\s+"
_TAIL = re.compile(rf"(?P<title>.+){_SEPARATOR}(?P<site>.+?)\s*")
_BAR = re.compile(r"\s+\|\s.*")
_NOT_ALNUM = re.compile(r"[\W_]+")
_NO_TITLES = frozenset({"", "untitled", "untitleddocument", "newpage1", "home", "homepage", "index"})


def page_title(page: HTMLTree) -> str | None:
    """The article's title, as far as the page tells it apart from the name of its site.

    >>> page_title(HTMLTree.parse("<title>Talks Fail - Jamestown</title><h1>Talks Fail</h1>"))
    'Talks Fail'
    """
    headings = [heading for heading in _texts(page, "h1") if heading]
    heading = headings[0] if len(headings) == 1 else ""
    shared, own = _meta(page, "og:title"), _squeezed(page.title)
    if heading and any(_is_heading(heading, title) for title in (shared, own)):
        return _unless_empty(heading)
    # A heading that ends the title is the site's name, not the article's.
    sites = {_letters(name) for name in (heading, *_sites(page))} - {""}
    cut = [shorter for title in (shared, own) if (shorter := _without_site(title, sites)) != title]
    return _unless_empty(next((title for title in (*cut, shared, heading, own) if title), ""))


def _unless_empty(title: str) -> str | None:
    return None if _letters(title) in _NO_TITLES else title


def same_words(one: str, other: str) -> bool:
    """Whether two lines are equal but for case and punctuation."""
    return _letters(one) == _letters(other) != ""


def _is_heading(heading: str, title: str) -> bool:
    """Whether a title is the heading, or the heading with something set off behind it."""
    if not title.casefold().startswith(heading.casefold()):
        return False
    rest = title[len(heading) :]
    return not rest or re.match(_SEPARATOR, rest) is not None


def _without_site(title: str, sites: set[str]) -> str:
    tail = _TAIL.fullmatch(title)
    if tail and _letters(tail["site"]) in sites:
        return tail["title"]
    return _BAR.sub("", title)


def _sites(page: HTMLTree) -> Iterator[str]:
    """The names a site goes by: as it says, and as its address spells it."""
    yield from (_meta(page, name) for name in ("og:site_name", "application-name"))
    addresses = [_meta(page, "og:url"), *_attributes(page, 'link[rel="canonical"]', "href")]
    for address in addresses:
        host = urlsplit(address).hostname or ""
        yield from (host, host.removeprefix("www."), *host.split("."))


def _meta(page: HTMLTree, name: str) -> str:
    found = _attributes(page, f'meta[property="{name}"], meta[name="{name}"]', "content")
    return next(iter(found), "")


def _attributes(page: HTMLTree, selector: str, attribute: str) -> list[str]:
    found = page.document.query_selector_all(selector) if page.document else ()
    return [_squeezed(element.getattr(attribute)) for element in found]


def _texts(page: HTMLTree, selector: str) -> list[str]:
    return (
        [_squeezed(each.text) for each in page.document.query_selector_all(selector)] if page.document else []
    )


def _squeezed(text: str | None) -> str:
    return " ".join((text or "").split())


def _letters(text: str) -> str:
    return _NOT_ALNUM.sub("", text).casefold()
