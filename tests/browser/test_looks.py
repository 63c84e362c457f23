"""The pages on paper, in a reader's own colours, without motion, and four times as large."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.chromium import Look

ARTICLE = "/article/002_a488e1ec50027d39?q=bushehr&at=1"
RESULTS = "/search?q=putin&person=igor-ivanov&-source=ap"
PAGES = (
    "/",
    RESULTS,
    ARTICLE,
    "/person/igor-ivanov",
    "/browse?publication=monitor&year=2002",
    "/people",
    "/saved",
)


@pytest.fixture
def page(open_large: Callable[[Look], Page], request: pytest.FixtureRequest) -> Page:
    return open_large(getattr(request, "param", Look()))


def shown(page: Page, selector: str) -> int:
    return page.locator(f":is({selector}):visible").count()


@pytest.mark.parametrize("page", [Look(), Look(scheme="dark"), Look(locale="fa-IR")], indirect=True, ids=str)
def test_on_paper_there_is_the_text_and_what_is_known_of_it(page: Page) -> None:
    page.goto(ARTICLE)
    page.emulate_media(media="print")
    assert shown(page, "h1, .text > p, .citation, #people, #sources, #refers") > 8
    assert shown(page, ".evidence li") > 0
    assert (
        shown(page, ".top nav, .box, .preferences, .found, .matches, .actions, .quote, .bottom button") == 0
    )
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(34, 32, 28)"
    assert page.locator(".text").evaluate("each => getComputedStyle(each).fontSize") == f"{11 * 4 / 3:.4f}px"


def test_results_on_paper_are_the_results(page: Page) -> None:
    page.goto(RESULTS)
    page.emulate_media(media="print")
    assert shown(page, ".hits h3") == page.locator(".hits > li").count() > 1
    assert shown(page, ".chips li, #found, .read-as, .snippet") > 4
    assert shown(page, "#filters, .sorts, .exports, .when, .paging, .box") == 0


@pytest.mark.parametrize("page", [Look(forced_colors=True)], indirect=True, ids=str)
def test_in_forced_colours_what_colour_says_is_said_by_the_readers_own(page: Page) -> None:
    page.goto(RESULTS)
    probe = """(name) => {
        const probe = document.body.appendChild(document.createElement("i"));
        probe.style.color = name;
        return getComputedStyle(probe).color;
    }"""
    style = "(each, name) => getComputedStyle(each)[name]"
    ink, canvas, marked = (page.evaluate(probe, name) for name in ("CanvasText", "Canvas", "Mark"))
    assert page.locator(".hits mark").first.evaluate(style, "backgroundColor") == marked
    assert page.locator(".when a rect:not(.room)").first.evaluate(style, "fill") == ink
    assert page.locator("html").evaluate(style, "backgroundColor") == canvas
    for selector in ("[data-swap=apply]", ".chips a", "#q", ".not:has(:checked)"):
        border = page.locator(selector).first.evaluate(style, "borderTopColor")
        assert border not in {canvas, "rgba(0, 0, 0, 0)"}, selector
    assert (
        page.locator(".not:has(:checked)").evaluate("each => getComputedStyle(each, '::before').content")
        == '"✓"'
    )


@pytest.mark.parametrize("page", [Look(reduced_motion=True)], indirect=True, ids=str)
def test_nothing_moves_by_itself(page: Page) -> None:
    for path in PAGES:
        page.goto(path)
        moving = page.evaluate(
            """() => [...document.querySelectorAll("*")].filter((each) => {
                const style = getComputedStyle(each);
                return style.transitionDuration !== "0s" || style.animationName !== "none"
                    || style.scrollBehavior !== "auto";
            }).map((each) => each.outerHTML.slice(0, 80))"""
        )
        assert moving == [], path


@pytest.mark.parametrize("locale", ["en-GB", "ru-RU", "fa-IR"])
def test_four_times_as_large_a_page_is_one_column_that_leaves_room(
    open_large: Callable[[Look], Page], locale: str
) -> None:
    """A window of 1280 by 1024, zoomed to 400 %."""
    page = open_large(Look(width=320, height=256, locale=locale))
    for path in PAGES:
        page.goto(path)
        page.evaluate("scrollTo(-1000, 0)")
        wide = "[scrollX, document.documentElement.scrollWidth - innerWidth]"
        assert page.evaluate(wide) == [0, 0], path
    page.goto(RESULTS)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    covered = page.locator(".box").evaluate("each => each.getBoundingClientRect().bottom")
    assert covered < 256 / 3


def test_twice_as_large_letters_fit(page: Page) -> None:
    for path in PAGES:
        page.goto(path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        # As wide as there is room: a scroll bar keeps some of the window.
        wide = "({ scrollWidth, offsetWidth }) => scrollWidth - offsetWidth"
        assert page.locator("html").evaluate(wide) == 0, path


@pytest.mark.parametrize("page", [Look(width=390, height=844)], indirect=True, ids=str)
def test_what_the_keyboard_reaches_is_not_hidden_below_the_search_box(page: Page) -> None:
    page.goto(RESULTS)
    page.locator("#q").focus()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    links = page.locator(".hits h3 a")
    for place in range(links.count() - 1, -1, -1):
        links.nth(place).focus()
        top = links.nth(place).evaluate("each => each.getBoundingClientRect().top")
        assert top >= page.locator(".box").evaluate("each => each.getBoundingClientRect().bottom") - 1
