"""The pages in a real browser: sound for axe in every look, never wider than the window, usable by keys."""

import re
from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look
from tests.web.catalogues import compile_catalogues

OpenPage = Callable[[Look], Page]
Axe = Callable[[Page], list[str]]

VISIT, RETURN = "000_ed16eb6156c8d97f", "002_a488e1ec50027d39"
MAIN = ("/", "/search?q=bushehr&person=igor-ivanov&-source=reuters", f"/article/{RETURN}?q=bushehr")
OTHERS = (
    "/search",
    "/search?q=bushehr&person=nobody",
    "/issue/monitor/8/66",
    "/person/igor-ivanov",
    "/source/afp",
    "/person/nobody",
)
LOOKS = [
    Look(width=width, scheme=scheme, locale=locale)
    for width in (1280, 390)
    for scheme in ("light", "dark")
    for locale in ("en-GB", "ru-RU")
]


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.mark.parametrize("page", [*LOOKS, Look(forced_colors=True)], indirect=True, ids=str)
def test_axe_finds_nothing(page: Page, axe: Axe) -> None:
    assert violations(page, axe, MAIN) == []


@pytest.mark.parametrize("page", [Look(), Look(width=390, scheme="dark")], indirect=True, ids=str)
def test_axe_finds_nothing_on_the_other_pages(page: Page, axe: Axe) -> None:
    assert violations(page, axe, OTHERS) == []


def violations(page: Page, axe: Axe, paths: Sequence[str]) -> list[str]:
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path}: {violation}" for violation in axe(page)]
    return found


@pytest.mark.parametrize("page", [Look(width=320), Look(width=320, locale="ru-RU")], indirect=True, ids=str)
def test_nothing_scrolls_sideways(page: Page) -> None:
    for path in (*MAIN, *OTHERS, "/search#filters"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path


@pytest.mark.parametrize("page", [Look(javascript=False)], indirect=True, ids=str)
def test_a_search_is_filtered_without_scripts(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("bushehr")
    page.get_by_role("button", name="Search").click()
    assert page.locator("#found").inner_text() == "2 articles"
    page.get_by_role("checkbox", name=re.compile("^Aleksandr Losyukov")).check()
    page.get_by_role("button", name="Apply filters").click()
    assert page.url.endswith("/search?q=bushehr&after=&before=&person=aleksandr-losyukov")
    assert page.locator("#found").inner_text() == "1 article"
    page.get_by_role("link", name="Remove filter: person Aleksandr Losyukov").click()
    assert page.url.endswith("/search?q=bushehr")


@pytest.mark.parametrize("page", [Look(width=390)], indirect=True, ids=str)
def test_on_a_narrow_window_filters_are_a_sheet(page: Page) -> None:
    page.goto("/search?q=bushehr&volume=8")
    assert not page.locator("#filters").is_visible()
    page.get_by_role("link", name="Filters (1)").click()
    assert page.locator("#filters").is_visible()
    page.get_by_role("link", name="Back to the results").click()
    assert not page.locator("#filters").is_visible()


def test_the_first_key_leads_past_the_head(page: Page) -> None:
    page.goto("/search")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_match_leads_to_its_paragraph_and_is_marked(page: Page) -> None:
    page.goto("/search?q=bushehr")
    page.get_by_role("link", name=re.compile("^¶")).first.click()
    assert re.search(r"/article/[^?]+\?q=bushehr#p\d$", page.url)
    assert page.locator("mark", has_text="Bushehr").first.is_visible()


def test_targets_are_large_enough(page: Page) -> None:
    """Links in running text aside, as WCAG 2.5.8 allows."""
    page.goto("/search?q=bushehr&person=igor-ivanov")
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, summary, nav a, .chips a, .filters label')]
            .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
            .map(([text]) => text)"""
    )
    assert small == []
