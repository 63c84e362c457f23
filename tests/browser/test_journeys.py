"""A reader's way through the site: search, filter, read, come back; with and without scripts, and by keys.

Told by fields and addresses, not by words, so that the same journey is made in every language.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import Look

OpenPage = Callable[[Look], Page]

PERSIAN_PHONE = Look(width=390, height=844, locale="fa-IR")

FOUND = "#found"
PEOPLE = ("igor-ivanov", "kamal-kharrazi")
ASKED = r"/search\?q=putin&person=igor-ivanov&person=kamal-kharrazi&-source=ap$"


def narrow(page: Page) -> bool:
    assert page.viewport_size
    return page.viewport_size["width"] < 960


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("#q").fill(words)
    page.locator("#f button").first.click()
    page.wait_for_url("**/search?q=*")


def choose(page: Page) -> None:
    """Two people, one or the other, and not one of the sources."""
    if narrow(page):
        page.locator("#filters > summary").click()
    for slug in PEOPLE:
        page.locator(f"[name=person][value={slug}]").check()
    page.locator("[data-facet=source] > summary").click()
    page.locator("[name=-source][value=ap]").check()
    page.locator("[data-swap=apply]").click()
    expect(page.locator(".chips li")).to_have_count(4)


def count(page: Page) -> int:
    digits = re.search(r"\d+", page.locator(FOUND).inner_text())
    assert digits
    return int(digits[0])


def read_the_second(page: Page) -> str:
    """Opens the second hit, goes on to its second match; gives the title."""
    link = page.locator(".hits h3 a").nth(1)
    title = link.inner_text()
    link.click()
    assert page.locator("h1").inner_text() == title
    page.locator(".matches a[href='#m1']").click()
    page.locator(".step:visible a[href='#m2']").click()
    assert page.url.endswith("#m2")
    at, count = map(int, re.findall(r"\d+", page.locator(".step:visible b").inner_text()))
    assert at == 2 <= count
    return title


@pytest.mark.parametrize(
    "look",
    [Look(), Look(width=390, height=844), Look(locale="ru-RU"), Look(locale="fa-IR"), PERSIAN_PHONE],
    ids=str,
)
def test_with_scripts(open_large: OpenPage, look: Look) -> None:
    page = open_large(look)
    search(page, "putin")
    everything = count(page)
    choose(page)
    page.wait_for_url(re.compile(ASKED))
    found = count(page)
    assert 1 < found < everything
    page.locator(".hits > li").nth(1).scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    title = read_the_second(page)
    page.locator("[data-save]").click()
    page.go_back()
    page.wait_for_url(re.compile(ASKED))
    assert page.evaluate("scrollY") == pytest.approx(place, abs=2)
    page.reload()
    assert count(page) == found
    assert page.locator(".chips li").count() == 4
    page.goto("/saved")
    assert page.locator("[data-list=articles] a").inner_text() == title
    assert re.search(ASKED, page.locator("[data-list=searches] a").first.get_attribute("href") or "")


@pytest.mark.parametrize(
    "look",
    [
        Look(javascript=False),
        Look(width=390, height=844, javascript=False),
        Look(locale="ru-RU", javascript=False),
        Look(locale="fa-IR", javascript=False),
    ],
    ids=str,
)
def test_without_scripts(open_large: OpenPage, look: Look) -> None:
    without_scripts(open_large(look))


def test_with_a_script_that_does_not_arrive(open_large: OpenPage) -> None:
    page = open_large(Look())
    page.route("**/*.js", lambda route: route.abort())
    without_scripts(page)


def without_scripts(page: Page) -> None:
    search(page, "putin")
    choose(page)
    found = count(page)
    assert found > 1
    read_the_second(page)
    page.locator(".found a").first.click()
    assert page.url.endswith("&-source=ap#hit-2")
    bookmark = page.url
    page.goto("/")
    page.goto(bookmark)
    page.reload()
    assert count(page) == found
    assert page.locator("#hit-2 h3").is_visible()
    assert page.locator("[data-script]:visible").count() == 0


def press_to(page: Page, selector: str, key: str = "Tab", most: int = 150) -> None:
    """Presses a key until the focus is there."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    pytest.fail(f"{selector} is not reached")


@pytest.mark.parametrize("look", [Look(), Look(locale="ru-RU"), Look(locale="fa-IR")], ids=str)
def test_by_keys_alone(open_large: OpenPage, look: Look) -> None:
    page = open_large(look)
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("putin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=putin")
    page.keyboard.press("f")
    people = ", ".join(f"[value={slug}]" for slug in PEOPLE)
    for _ in PEOPLE:
        press_to(page, f"[name=person]:is({people}):not(:checked)")
        page.keyboard.press("Space")
    press_to(page, "[data-facet=source] > summary")
    page.keyboard.press("Enter")
    press_to(page, "[name=-source][value=ap]")
    page.keyboard.press("Space")
    press_to(page, "[data-swap=apply]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(ASKED))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**&at=2")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.wait_for_url("**&at=2#m2")
    page.keyboard.press("p")
    page.wait_for_url("**&at=2#m1")
    page.keyboard.press("]")
    page.wait_for_url("**&at=3")
    page.keyboard.press("[")
    page.wait_for_url("**&at=2")
    press_to(page, ".found a")
    page.keyboard.press("Enter")
    page.wait_for_url("**#hit-2")
    page.reload()
    expect(page.locator(".chips li")).to_have_count(4)
    page.keyboard.press("?")
    page.locator("#keys").get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


@pytest.mark.parametrize("look", [Look(), Look(width=390, height=844, javascript=False)], ids=str)
def test_back_leads_to_the_same_place_far_below(open_large: OpenPage, look: Look) -> None:
    page = open_large(look)
    page.goto("/search")
    link = page.locator("#hit-15 h3 a")
    link.scroll_into_view_if_needed()
    place = link.bounding_box()
    link.click()
    page.wait_for_url("**/article/**")
    page.go_back()
    page.wait_for_url("**/search")
    page.wait_for_function("scrollY > 0")
    assert link.bounding_box() == place
