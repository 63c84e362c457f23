"""Every kind of page is sound for axe by all its rules: light and dark, wide and narrow, from both sides."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look

Axe = Callable[[Page], list[str]]

KINDS = {
    "home": "/",
    "results": "/search?q=putin&person=igor-ivanov&person=kamal-kharrazi&-source=ap",
    "results of one person": "/search?q=ivanov+bushehr",
    "everything": "/search",
    "the last page": "/search?page=13",
    "one volume's issues": "/search?volume=8&issue=8:66&year=2002&month=2002-04",
    "most of the words": "/search?q=kharrazi+bananas+geneva+sugar",
    "a date of two days": "/search?q=date:04/05/2002",
    "nothing found": "/search?q=moratorum&person=igor-ivanov&volume=8",
    "not to be searched": "/search?page=x",
    "article": "/article/000_ed16eb6156c8d97f",
    "article found": "/article/002_a488e1ec50027d39?q=bushehr&at=1#m2",
    "no article": "/article/nothing",
    "issue": "/issue/monitor/8/66",
    "no issue": "/issue/monitor/8/67",
    "person": "/person/igor-ivanov",
    "no person": "/person/ivanof",
    "source": "/source/afp",
    "no source": "/source/afb",
    "browse": "/browse?publication=monitor&year=2002",
    "people": "/people",
    "people by count": "/people?sort=count&find=iv",
    "nobody of this name": "/people?find=xyz",
    "sources": "/sources",
    "values of a facet": "/facet/person?q=bushehr&person=igor-ivanov&-person=john-bolton&volume=8",
    "months": "/facet/month",
    "help": "/help/search",
    "reading list": "/saved",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("locale", ["en-GB", "fa-IR"])
def test_axe_finds_nothing(open_large: Callable[[Look], Page], axe: Axe, locale: str, width: int) -> None:
    page = open_large(Look(width=width, locale=locale))
    direction = {"en-GB": "ltr", "fa-IR": "rtl"}[locale]
    found = []
    for kind, address in KINDS.items():
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == direction
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found += [f"{kind}, {scheme}: {violation}" for violation in axe(page)]
    assert found == []


def test_axe_finds_nothing_in_forced_colours(open_large: Callable[[Look], Page], axe: Axe) -> None:
    page = open_large(Look(forced_colors=True))
    found = []
    for kind, address in KINDS.items():
        page.goto(address)
        found += [f"{kind}: {violation}" for violation in axe(page)]
    assert found == []
