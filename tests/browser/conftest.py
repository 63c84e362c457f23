"""Fixtures for tests of the pages in a real browser.

`page` is a window on the sample site: `page.goto("/search?q=bushehr")`. Another look is a parameter:
`@pytest.mark.parametrize("page", [Look(width=390), Look(scheme="dark")], indirect=True, ids=str)`;
a test that needs several windows asks for `open_page`. `axe(page) == []` where nothing is amiss.
An uncaught error of a script fails the test that saw it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from tests.browser import chromium, invented
from tests.browser.chromium import Look
from tests.browser.serving import SEEDS, build_index, serving
from tests.web.catalogues import compile_catalogues

OpenPage = Callable[[Look], Page]
Axe = Callable[[Page], list[str]]

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if chromium.path() is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        launched = chromium.launch(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the sample articles."""
    index = tmp_path_factory.mktemp("site") / "index"
    build_index(index)
    with serving(index) as address:
        yield address


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the sample articles and an invented archive."""
    folder = tmp_path_factory.mktemp("large-site")
    invented.write(folder / "texts")
    build_index(folder / "index", SEEDS, folder / "texts")
    with serving(folder / "index") as address:
        yield address


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.fixture
def open_window(browser: Browser) -> Iterator[Callable[[Look, str | None], Page]]:
    """Opens windows, with or without a site, and closes them all in the end."""
    uncaught: list[Error] = []
    with ExitStack() as windows:

        def open_one(look: Look, site: str | None) -> Page:
            context = chromium.context(browser, look, site=site)
            windows.callback(context.close)
            context.set_default_timeout(10_000)
            page = context.new_page()
            page.on("pageerror", lambda error: uncaught.append(error))  # noqa: PLW0108 - it must take attributes
            return page

        yield open_one
    assert uncaught == []


@pytest.fixture
def open_page(open_window: Callable[[Look, str | None], Page], site: str) -> OpenPage:
    """Opens a window on the sample site in a given look."""
    return lambda look: open_window(look, site)


@pytest.fixture
def open_large(open_window: Callable[[Look, str | None], Page], large_site: str) -> OpenPage:
    """Opens a window on the larger site in a given look."""
    return lambda look: open_window(look, large_site)


@pytest.fixture
def page(open_page: OpenPage, request: pytest.FixtureRequest) -> Page:
    """A window on the sample site; its look is the parameter, where there is one."""
    return open_page(getattr(request, "param", Look()))


@pytest.fixture(scope="session")
def axe() -> Axe:
    """What axe-core finds wrong with a page by any of its rules, one line a place. The page must run scripts.

    The script goes in through the debugger, so a strict content security policy does not mind.
    """
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # What is sound is not told: telling it takes most of the time.
    run = "() => axe.run({ resultTypes: ['violations'] }).then((results) => results.violations)"

    def violations(page: Page) -> list[str]:
        if page.evaluate("!window.axe"):
            page.evaluate(script)
        found: list[dict[str, Any]] = page.evaluate(run)
        return [
            f"{violation['id']} at {' '.join(map(str, node['target']))}: {violation['help']}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations
