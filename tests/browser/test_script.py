"""What the script adds: counts before a choice is made, suggestions, quotations; and that it may fail."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import Look

OpenPage = Callable[[Look], Page]


@pytest.fixture
def large(open_large: OpenPage) -> Page:
    return open_large(Look())


def test_a_choice_is_counted_before_it_is_made(large: Page) -> None:
    large.goto("/search?q=putin")
    before = large.locator("#found").inner_text()
    large.locator("[name=person][value=kamal-kharrazi]").check()
    expect(large.locator("[data-swap=apply]")).to_have_text(re.compile(r"\(\d+ articles\)"))
    announced = large.locator("#said").inner_text()
    assert announced in large.locator("[data-swap=apply]").inner_text()
    assert large.locator("#found").inner_text() == before
    large.locator("[data-swap=apply]").click()
    expect(large.locator("#found")).to_have_text(announced)


def test_who_wishes_so_sees_each_choice_at_once(large: Page) -> None:
    large.goto("/search?q=putin")
    large.get_by_label("Apply each choice at once").check()
    large.locator("[name=person][value=kamal-kharrazi]").check()
    large.wait_for_url("**/search?q=putin&person=kamal-kharrazi")
    assert large.evaluate("document.activeElement.value") == "kamal-kharrazi"
    large.locator("[name=person][value=kamal-kharrazi]").uncheck()
    large.wait_for_url("**/search?q=putin")
    large.go_back()
    large.wait_for_url("**/search?q=putin&person=kamal-kharrazi")
    expect(large.locator(".chips li")).to_have_count(2)
    assert large.locator("[name=person][value=kamal-kharrazi]").is_checked()


def test_a_change_in_place_is_announced_once(large: Page) -> None:
    """The element that announces stays, and its text changes one time."""
    large.goto("/search?q=putin")
    large.evaluate(
        """() => {
            window.told = [];
            const status = document.querySelector("#found span");
            const all = { childList: true, characterData: true, subtree: true };
            new MutationObserver(() => told.push(status.textContent)).observe(status, all);
        }"""
    )
    large.get_by_role("link", name="Oldest").click()
    large.wait_for_url("**&sort=oldest")
    large.locator(".when a").first.click()
    large.wait_for_url("**&year=*")
    told = large.evaluate("told")
    assert told[-1] == large.locator("#found").inner_text()
    assert len(told) == 2


def test_suggestions_by_keys(large: Page) -> None:
    large.goto("/")
    box = large.get_by_role("combobox")
    box.press_sequentially("iva")
    options = large.locator("#options [role=option]")
    expect(options.first).to_be_visible()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("ArrowDown")
    chosen = large.locator("#options [aria-selected=true]")
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant")
    assert "Ivanov" in chosen.inner_text()
    box.press("Escape")
    expect(options).to_have_count(0)
    assert box.input_value() == "iva"
    box.press_sequentially("n")
    expect(options.first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    large.wait_for_url(re.compile(r"/search\?person=(igor|sergei)-ivanov$"))


def test_suggestions_by_mouse(large: Page) -> None:
    large.goto("/")
    large.get_by_role("combobox").press_sequentially("busheh")
    large.get_by_role("option", name=re.compile("^bushehr")).click()
    large.wait_for_url("**/search?q=bushehr")


def test_a_facet_is_searched_on_its_own_page(large: Page) -> None:
    large.goto("/search?q=the+minister&match=any")
    box = large.get_by_label("Find in: People")
    box.fill("ser")
    box.press("Enter")
    large.wait_for_url(re.compile(r"/facet/person\?q=the\+minister&.*facet_find=ser"))
    assert large.get_by_role("link", name=re.compile("Sergei Ivanov")).first.is_visible()


def test_a_quotation_is_copied_with_its_source(large: Page) -> None:
    large.context.grant_permissions(["clipboard-read", "clipboard-write"])
    large.goto("/article/002_a488e1ec50027d39?q=kremlin")
    large.locator("#p4 .quote").focus()
    large.keyboard.press("Enter")
    expect(large.locator("#said")).to_have_text("Copied")
    copied = large.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("“The red carpet treatment the Kremlin accorded Kharrazi (it was unclear")
    assert re.search(
        r"Mohammad Khatami\.” \[In an .*…\]\. Monitor vol\. 8 no\. 68, 8 April 2002\. http", copied
    )
    assert copied.endswith("/article/002_a488e1ec50027d39#p4")
    large.get_by_role("button", name="Copy", exact=True).click()
    assert "Monitor vol. 8 no. 68" in large.evaluate("navigator.clipboard.readText()")


def test_a_theme_is_seen_at_once_and_kept(large: Page) -> None:
    large.goto("/search")
    large.locator(".preferences summary").click()
    large.get_by_label("Dark").check()
    dark = "rgb(24, 22, 18)"
    assert large.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    large.goto("/people")
    assert large.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark


def test_a_theme_and_a_language_are_kept_without_scripts(open_large: OpenPage) -> None:
    page = open_large(Look(javascript=False))
    page.goto("/search?q=putin")
    page.locator(".preferences summary").click()
    page.locator("#lang").select_option("ru")
    page.locator("[name=theme][value=dark]").check()
    page.locator(".preferences button").click()
    assert page.url.endswith("/search?q=putin")
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_what_is_kept_can_be_exported_and_forgotten(large: Page) -> None:
    large.goto("/search?q=putin")
    large.goto("/saved")
    with large.expect_download() as download:
        large.get_by_role("button", name="Download as a file").click()
    assert '"url": "/search?q=putin"' in download.value.path().read_text()
    large.get_by_role("button", name="Forget the searches").click()
    assert large.locator("[data-list=searches] a").count() == 0
    large.get_by_label("Remember my searches").uncheck()
    large.goto("/search?q=putin")
    large.goto("/saved")
    assert large.locator("[data-list=searches] a").count() == 0


@pytest.mark.parametrize(
    "answer",
    [
        lambda route: route.abort(),
        lambda route: route.fulfill(status=503, body="Later."),
        lambda route: route.fulfill(content_type="text/html", body="<title>Who are you?</title>"),
    ],
    ids=["none", "an error", "another page"],
)
def test_where_fetching_fails_the_page_is_loaded(large: Page, answer: Callable[[Route], None]) -> None:
    """Counts and suggestions are left out, and what is chosen is asked for without the script."""

    def refuse(route: Route) -> None:
        if route.request.resource_type == "fetch":
            answer(route)
        else:
            route.continue_()

    large.goto("/search?q=putin")
    large.route("**/*", refuse)
    large.get_by_role("link", name="Newest").click()
    large.wait_for_url("**/search?q=putin&sort=newest")
    assert large.locator(".sorts [aria-current]").inner_text() == "Newest"
    large.locator("[name=person][value=kamal-kharrazi]").check()
    large.locator("[data-swap=apply]").click()
    large.wait_for_url("**person=kamal-kharrazi**")
    expect(large.locator(".chips li")).to_have_count(2)
    large.locator("#q").fill("putin iva")
    large.keyboard.press("Enter")
    large.wait_for_url("**q=putin+iva*")
    expect(large.locator("#found")).not_to_be_empty()


def test_keys_are_found_by_their_place_where_they_have_other_letters(large: Page) -> None:
    """As on a Russian or Persian keyboard."""
    large.goto("/search?q=putin")
    press = """([key, code]) => document.activeElement.dispatchEvent(
        new KeyboardEvent("keydown", { key, code, bubbles: true }))"""
    large.evaluate(press, ["о", "KeyJ"])
    large.evaluate(press, ["ت", "KeyJ"])
    assert large.evaluate("document.activeElement.closest('li').id") == "hit-2"
    large.evaluate(press, ["л", "KeyK"])
    assert large.evaluate("document.activeElement.closest('li').id") == "hit-1"
    large.evaluate(press, ["ё", "Backquote"])
    assert large.evaluate("document.activeElement.closest('li').id") == "hit-1"


def test_where_nothing_can_be_kept_the_pages_work(large: Page) -> None:
    large.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw Error('no'); } })")
    large.goto("/search?q=putin")
    large.get_by_role("link", name="Newest").click()
    large.wait_for_url("**&sort=newest")
    large.goto("/saved")
    assert large.locator("[data-list=articles]").inner_text() != ""


def test_nothing_shifts_while_a_page_comes_up(large: Page) -> None:
    large.add_init_script(
        """window.shift = 0;
        const add = (list) => list.getEntries().forEach((each) => { window.shift += each.value; });
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });"""
    )
    for path in ("/", "/search?q=putin", "/article/002_a488e1ec50027d39?q=kremlin", "/saved"):
        large.goto(path)
        large.wait_for_function("document.documentElement.matches('.scripted')")
        assert large.evaluate("new Promise((done) => setTimeout(() => done(window.shift), 100))") == 0, path
