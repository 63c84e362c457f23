"""The pages in a real browser: never wider than the window, usable by keys, sound where something opens."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look

Axe = Callable[[Page], list[str]]

VISIT, RETURN = "000_ed16eb6156c8d97f", "002_a488e1ec50027d39"
MAIN = ("/", "/search?q=bushehr&person=igor-ivanov&-source=reuters", f"/article/{RETURN}?q=bushehr&at=1#m2")
OTHERS = (
    "/search",
    "/search?q=ivanov",
    "/search?q=bushehr&person=nobody",
    "/issue/monitor/8/66",
    "/person/igor-ivanov",
    "/source/afp",
    "/person/nobody",
    "/people",
    "/sources",
    "/facet/person?q=bushehr",
    "/browse",
    "/help/search",
    "/saved",
)


@pytest.mark.parametrize(
    "page",
    [
        Look(),
        Look(width=390, scheme="dark"),
        Look(scheme="dark", locale="fa-IR"),
        Look(width=390, locale="fa-IR"),
    ],
    indirect=True,
    ids=str,
)
def test_axe_finds_nothing_in_what_opens(page: Page, axe: Axe) -> None:
    """Sheet, list of keys, choice of language, suggestions, the saved."""
    page.goto("/search?q=bushehr")
    page.locator(".preferences summary").click()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("iva")
    page.locator("#options [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert axe(page) == []
    page.goto(f"/article/{RETURN}")
    page.locator("[data-save]").click()
    page.goto("/saved")
    assert axe(page) == []


@pytest.mark.parametrize("page", [Look(width=320), Look(width=320, locale="ru-RU")], indirect=True, ids=str)
def test_nothing_scrolls_sideways(page: Page) -> None:
    for path in (*MAIN, *OTHERS):
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
    assert re.search(r"/search\?q=bushehr&.*person=aleksandr-losyukov", page.url)
    assert page.locator("#found").inner_text() == "1 article"
    page.get_by_role("link", name="Remove filter: person Aleksandr Losyukov").click()
    assert page.url.endswith("/search?q=bushehr")


@pytest.mark.parametrize("page", [Look(width=390)], indirect=True, ids=str)
def test_on_a_narrow_window_filters_are_a_sheet(page: Page) -> None:
    page.goto("/search?q=bushehr&volume=8")
    sheet = page.locator("#filters .sheet")
    assert not sheet.is_visible()
    page.get_by_text("Filters (1)").click()
    assert sheet.is_visible()
    assert page.evaluate(
        "document.querySelector('#filters').getBoundingClientRect().height"
    ) == page.evaluate("innerHeight")
    page.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_the_first_key_leads_past_the_head(page: Page) -> None:
    page.goto("/search")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_a_match_leads_to_its_paragraph_and_is_marked(page: Page) -> None:
    page.goto("/search?q=bushehr")
    page.get_by_role("link", name=re.compile("^¶")).first.click()
    assert re.search(r"/article/[^?]+\?q=bushehr&at=1#p\d$", page.url)
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
