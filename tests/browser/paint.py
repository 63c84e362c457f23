"""How soon pages are seen, and whether they move once they are: `python -m tests.browser.paint`.

Chromium and the server on one machine, the sample articles among invented ones. Each page is opened several
times in a browser that runs but has kept nothing of the site, and several times more with the style sheet and
script kept, as for the second page of a visit. First paint is counted from the moment the reader asks, the
layout's shift until half a second after the page is loaded.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium, invented
from tests.browser.chromium import Look
from tests.browser.screenshots import PICTURES
from tests.browser.serving import SEEDS, build_index, serving

ROUNDS = 11
PAGES = {**PICTURES, "article": "/article/002_a488e1ec50027d39?q=bushehr&at=1", "everything": "/search"}
LOOKS = {"1280": Look(), "390": Look(width=390, height=844)}
WATCH = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => { window.shift += each.value; }))
    .observe({ type: "layout-shift", buffered: true });"""
SEEN = """async () => {
    await new Promise((done) => setTimeout(done, 500));
    const [page] = performance.getEntriesByType("navigation");
    const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    return [painted, page.responseEnd, window.shift, page.decodedBodySize];
}"""


class Seen(NamedTuple):
    """One opening of a page."""

    painted: float
    """Milliseconds until something is seen."""
    arrived: float
    """Milliseconds until the whole page is there."""
    shift: float
    """Cumulative layout shift; 0 where nothing moves."""
    size: float
    """Bytes of HTML, before compression."""


def opened(page: Page, address: str) -> Seen:
    page.goto(address)
    return Seen(*page.evaluate(SEEN))


def first_visits(browser: Browser, look: Look, site: str, address: str) -> Iterator[Seen]:
    for _ in range(ROUNDS):
        with chromium.context(browser, look, site=site) as context:
            context.add_init_script(WATCH)
            page = context.new_page()
            page.goto("/robots.txt")
            yield opened(page, address)


def later_visits(browser: Browser, look: Look, site: str, address: str) -> Iterator[Seen]:
    with chromium.context(browser, look, site=site) as context:
        context.add_init_script(WATCH)
        page = context.new_page()
        for _ in range(ROUNDS):
            page.goto("/help/search")
            yield opened(page, address)


def row(name: str, first: list[Seen], later: list[Seen]) -> str:
    def best_and_median(seen: list[Seen]) -> str:
        times = [each.painted for each in seen]
        return f"{min(times):.0f} · {statistics.median(times):.0f}"

    shift = max(each.shift for each in (*first, *later))
    arrived = statistics.median(each.arrived for each in later)
    size = first[0].size / 1000
    return (
        f"| {name} | {best_and_median(first)} | {best_and_median(later)} | {arrived:.0f} "
        f"| {shift:.3f} | {size:.1f} |"
    )


def main() -> None:
    if chromium.path() is None:
        sys.exit("This needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        texts, index = Path(temporary) / "texts", Path(temporary) / "index"
        invented.write(texts)
        build_index(index, SEEDS, texts)
        with serving(index) as site, chromium.launch(playwright) as browser:
            print("| page | first visit: seen after, ms (best · median) | later | HTML there | shift | kB |")
            print("|---|---:|---:|---:|---:|---:|")
            for mark, look in LOOKS.items():
                for name, address in PAGES.items():
                    first = list(first_visits(browser, look, site, address))
                    later = list(later_visits(browser, look, site, address))
                    print(row(f"{name}, {mark}", first, later), flush=True)


if __name__ == "__main__":
    main()
