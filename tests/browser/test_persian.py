"""The pages in Persian: from right to left, but for what the archive prints; not too wide."""

import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look
from tests.browser.test_pages import MAIN, OTHERS, RETURN, VISIT

Box = dict[str, float]

PERSIAN = Look(locale="fa-IR")
NARROW = Look(width=390, locale="fa-IR")
EVERY = (*MAIN, *OTHERS)


@pytest.fixture
def page(open_page: Callable[[Look], Page], request: pytest.FixtureRequest) -> Page:
    return open_page(getattr(request, "param", PERSIAN))


def box(page: Page, selector: str) -> Box:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return cast("Box", found)


def right_of(page: Page, one: str, other: str) -> bool:
    """Whether one element stands wholly to the right of another."""
    return box(page, one)["x"] >= box(page, other)["x"] + box(page, other)["width"]


def styles(page: Page, selector: str, name: str) -> set[Any]:
    script = "(all, name) => all.map(each => getComputedStyle(each)[name])"
    return set(page.locator(selector).evaluate_all(script, name))


@pytest.mark.parametrize("page", [NARROW, Look(width=320, locale="fa-IR")], indirect=True, ids=str)
def test_nothing_scrolls_sideways(page: Page) -> None:
    for path in EVERY:
        page.goto(path)
        page.evaluate("scrollTo(-1000, 0)")
        assert page.evaluate("[scrollX, document.documentElement.scrollWidth - innerWidth]") == [0, 0], path


def test_the_frame_is_mirrored(page: Page) -> None:
    page.goto("/search?q=bushehr")
    assert right_of(page, ".brand", ".site")
    assert right_of(page, ".site", ".preferences")
    assert box(page, ".tips")["x"] == box(page, ".box form")["x"]
    assert right_of(page, "#q", ".line button")
    assert right_of(page, "#filters", "#results")
    assert right_of(page, "#filters label span", "#filters label b")
    page.locator(".preferences summary").click()
    assert box(page, ".preferences form")["x"] == box(page, ".preferences")["x"]


@pytest.mark.parametrize("page", [NARROW], indirect=True, ids=str)
def test_the_sheet_of_filters_is_mirrored(page: Page) -> None:
    page.goto("/search?q=bushehr")
    assert right_of(page, "#found", "#filters > summary")
    page.locator("#filters > summary").click()
    assert right_of(page, "#filters label span", "#filters label b")
    assert box(page, "#filters")["width"] == 390


def test_what_the_archive_prints_keeps_its_own_direction(page: Page) -> None:
    page.goto(f"/article/{RETURN}?q=bushehr")
    assert styles(page, "article h1, .text, .text > p, .citation, .address", "direction") == {"ltr"}
    assert page.locator(".text").get_attribute("lang") == "en"
    assert styles(page, ".apparatus, .apparatus h2, .date, .evidence", "direction") == {"rtl"}
    page.goto("/search?q=bushehr")
    assert styles(page, ".hits h3, .snippet", "direction") == {"ltr"}
    assert styles(page, ".hits .meta, .hits .named", "direction") == {"rtl"}


def test_an_article_is_cited_as_the_archive_prints_it(page: Page) -> None:
    page.goto(f"/article/{VISIT}")
    assert "Monitor vol. 8 no. 66, 4 April 2002." in page.locator(".citation").inner_text()


def test_the_way_between_matches_is_persian_inside_an_english_text(page: Page) -> None:
    page.goto(f"/article/{RETURN}?q=iran#m2")
    step = page.locator(".step:visible")
    assert step.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert step.get_attribute("lang") == "fa"
    assert re.match("مورد ۲ از [۰-۹]+", step.inner_text())


def test_numbers_and_days_are_written_in_persian(page: Page) -> None:
    page.goto("/search?q=bushehr")
    assert page.locator("#found").inner_text() == "۲ مقاله"
    assert page.locator(".hits time").first.inner_text() in {"۴ آوریل ۲۰۰۲", "۸ آوریل ۲۰۰۲"}
    page.goto("/browse")
    assert re.search("[0-9]", page.locator("#calendar").inner_text()) is None
    first = page.locator(".month thead th").first.get_attribute("abbr")
    assert first == "شنبه"


def test_names_stand_apart_in_a_persian_line(page: Page) -> None:
    page.goto("/people")
    assert right_of(page, ".names li a", ".names li .meta")
    page.goto("/search?q=bushehr&person=igor-ivanov")
    remove = page.locator(".chips a").first.get_attribute("aria-label")
    assert remove == "حذف فیلتر: شخص \u2068Igor Ivanov\u2069"


def test_what_is_typed_is_read_in_its_own_direction(page: Page) -> None:
    page.goto("/")
    page.locator("#q").fill('"axis of evil" -iraq')
    assert page.locator("#q:dir(ltr)").count() == 1
    page.locator("#q").fill("بوشهر")
    assert page.locator("#q:dir(rtl)").count() == 1
    page.goto("/search?q=bushehr+-iraq")
    assert page.locator("bdi.query:dir(ltr)").count() == 1


def test_time_runs_from_right_to_left(open_large: Callable[[Look], Page]) -> None:
    page = open_large(PERSIAN)
    page.goto("/search")
    bars = page.locator(".when a rect.room").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().x)"
    )
    assert bars == sorted(bars, reverse=True)
    assert right_of(page, ".ends span:first-child", ".ends span:last-child")


def test_a_key_is_shown_as_it_is_printed_on_the_keyboard(page: Page) -> None:
    """Brackets are mirrored in a line that reads from the right."""
    page.goto("/")
    page.locator("[data-open]").click()
    assert styles(page, "#keys kbd:text('[')", "direction") == {"ltr"}
