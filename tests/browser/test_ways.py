"""The ways into the archive beside the search: calendars, lists, whole facets, people, sources, tips."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look
from tests.web.catalogues import compile_catalogues

PATHS = (
    "/browse",
    "/people",
    "/people?sort=count&find=xyz",
    "/sources",
    "/facet/person?q=bushehr&person=igor-ivanov&-person=john-bolton&volume=8",
    "/facet/month",
    "/help/search",
    "/person/igor-ivanov",
    "/source/afp",
    "/issue/monitor/8/66",
    "/person/ivanof",
    "/issue/monitor/8/67",
)


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.mark.parametrize("page", [Look(width=320), Look(width=320, locale="ru-RU")], indirect=True, ids=str)
def test_nothing_scrolls_sideways(page: Page) -> None:
    for path in PATHS:
        for direction in ("ltr", "rtl"):
            page.goto(path)
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            assert page.evaluate("document.documentElement.scrollWidth") == 320, (path, direction)


def test_days_names_and_letters_are_large_enough_to_be_hit(page: Page) -> None:
    for path in ("/browse", "/people", "/facet/person"):
        page.goto(path)
        small = page.evaluate(
            """() => [...document.querySelectorAll('.month a, .letters a, .names a, .sorts a, .chips a')]
                .map(each => [each.textContent.trim(), each.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24)
                .map(([text, box]) => `${text} ${box.width} x ${box.height}`)"""
        )
        assert small == [], path


@pytest.mark.parametrize("page", [Look(javascript=False)], indirect=True, ids=str)
def test_a_value_is_found_chosen_and_excluded_without_scripts(page: Page) -> None:
    page.goto("/facet/person?q=bushehr")
    page.get_by_role("searchbox", name="Find in this list").fill("ива")
    page.get_by_role("button", name="Find", exact=True).click()
    assert page.get_by_role("main").get_by_role("link", name=re.compile("^(Igor|Sergei) Ivanov")).count() == 2
    page.get_by_role("link", name="not Sergei Ivanov").click()
    assert page.url.endswith("/search?q=bushehr&-person=sergei-ivanov")
    page.goto("/facet/person?q=bushehr&-person=sergei-ivanov")
    page.get_by_role("main").get_by_role("link", name="Igor Ivanov", exact=True).click()
    assert page.url.endswith("/search?q=bushehr&person=igor-ivanov&-person=sergei-ivanov")


def test_the_calendar_leads_to_an_issue_and_back(page: Page) -> None:
    page.goto("/browse")
    page.get_by_role("table", name="April 2002").get_by_role("link").first.click()
    assert page.url.endswith("/issue/monitor/8/66")
    page.get_by_role("link", name="2002", exact=True).click()
    assert page.url.endswith("/browse?publication=monitor&year=2002#calendar")


def test_what_was_meant_is_reached_from_a_page_that_is_not_there(page: Page) -> None:
    page.goto("/person/ivanof")
    page.get_by_role("link", name="Sergei Ivanov").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Sergei Ivanov"


def test_a_sentence_leads_to_its_paragraph(page: Page) -> None:
    page.goto("/person/igor-ivanov")
    page.locator(".quoted a").first.click()
    assert re.search(r"/article/[^?]+#p\d+$", page.url)
