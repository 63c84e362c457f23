"""The harness itself: a look reaches the page, and axe sees what is amiss. No site is needed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.untouched import Untouched

OpenWindow = Callable[[Look, str | None], Page]

SOUND = "<!doctype html><html lang=en><title>Sound</title><main><h1>Sound</h1><p>All is well.</p></main>"


@pytest.mark.parametrize("look", [Look(), Look(width=390, scheme="dark", locale="fa-IR")], ids=str)
def test_a_look_reaches_the_page(open_window: OpenWindow, look: Look) -> None:
    page = open_window(look, None)
    seen = page.evaluate(
        "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, navigator.language]"
    )
    assert seen == [look.width, look.scheme == "dark", look.locale]


def test_without_javascript_a_page_runs_none(open_window: OpenWindow) -> None:
    page = open_window(Look(javascript=False), None)
    page.set_content("<p>before</p><script>document.querySelector('p').textContent = 'after'</script>")
    assert page.inner_text("p") == "before"


def test_axe_is_content_with_a_sound_page(open_window: OpenWindow, axe: Callable[[Page], list[str]]) -> None:
    page = open_window(Look(), None)
    page.set_content(SOUND)
    assert axe(page) == []


def test_axe_names_what_is_amiss_and_where(open_window: OpenWindow, axe: Callable[[Page], list[str]]) -> None:
    page = open_window(Look(), None)
    page.set_content(SOUND.replace("<p>", "<img src='data:,' id=bare><p>"))
    [violation] = axe(page)
    assert violation.startswith("image-alt at #bare: ")


@pytest.mark.parametrize("page", [Look(), Look(width=390, javascript=False)], indirect=True, ids=str)
def test_a_window_on_the_sample_site(page: Page) -> None:
    answer = page.goto("/search?q=bushehr")
    assert answer is not None
    assert answer.status == 200
    assert "Bushehr" in page.inner_text("main")


def test_a_browser_that_is_left_alone_can_be_asked_afterwards() -> None:
    if chromium.path() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with Untouched() as browser:
        tab = browser.open("about:blank")
        assert browser.ask(tab, "Promise.resolve({ a: 'ß' })") == {"a": "ß"}
        with pytest.raises(RuntimeError, match=r"Target\.attachToTarget: .*No target"):
            browser.ask("nowhere", "1")
