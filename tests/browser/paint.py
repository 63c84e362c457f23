"""How soon pages are seen, and whether they move once they are: `python -m tests.browser.paint`.

Chromium and the server on one machine, the sample articles among invented ones. In every round each page is
opened from another page of the site: first in a browser that runs but has kept nothing of the site, then with
style sheet and script kept, as for the second page of a visit. First paint is counted from the moment the
reader asks; the layout's shift until well after the page is loaded. `one word` has neither style nor script:
so long it takes to see anything at all. Nothing is attached to a page until it has been seen.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.browser import chromium, invented
from tests.browser.screenshots import PICTURES
from tests.browser.serving import SEEDS, build_index, serving
from tests.browser.untouched import Untouched

PAGES = {
    "one word": "/healthz",
    **PICTURES,
    "article": "/article/002_a488e1ec50027d39?q=bushehr&at=1",
    "everything": "/search",
}
SEEN_WITHIN = 0.8
"""Seconds in which a page is loaded and has come to rest."""
SEEN = """new Promise((done) => {
    let shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => { shift += each.value; }))
        .observe({ type: "layout-shift", buffered: true });
    const [page] = performance.getEntriesByType("navigation");
    const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
    setTimeout(() => done([painted, page.responseEnd, shift, page.decodedBodySize]), 50);
})"""


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


class Visits(NamedTuple):
    """What was seen of one page."""

    first: list[Seen]
    later: list[Seen]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--rounds", type=int, default=11, metavar="N", help="of all pages (default 11)")
    rounds = told.parse_args().rounds
    if chromium.path() is None:
        sys.exit("This needs Chromium: apt-get install chromium")
    with tempfile.TemporaryDirectory() as temporary:
        texts, index = Path(temporary) / "texts", Path(temporary) / "index"
        invented.write(texts)
        build_index(index, SEEDS, texts)
        with serving(index) as site, Untouched() as browser:
            time.sleep(SEEN_WITHIN)
            print("\n".join(table(visited(browser, site, rounds))))


def visited(browser: Untouched, site: str, rounds: int) -> dict[str, Visits]:
    """What was seen of each page in so many rounds, after one that does not count."""
    port, hosts = urlsplit(site).port, (f"visit{number}.localhost" for number in count())
    found: dict[str, Visits] = defaultdict(lambda: Visits([], []))
    for turn in range(rounds + 1):
        for name, address in PAGES.items():
            # A browser that never heard of a host has kept nothing of it; all of these are this machine.
            first, later = visit(browser, f"http://{next(hosts)}:{port}", address)
            if turn:
                found[name].first.append(first)
                found[name].later.append(later)
    return found


def visit(browser: Untouched, site: str, address: str) -> tuple[Seen, Seen]:
    """A page as the first of a visit that has a style, and once more later."""
    tab = browser.open(site + PAGES["one word"])
    time.sleep(SEEN_WITHIN)
    first = followed(browser, tab, site + address)
    browser.follow(tab, f"{site}/help/search")
    time.sleep(SEEN_WITHIN)
    later = followed(browser, tab, site + address)
    browser.close(tab)
    return first, later


def followed(browser: Untouched, tab: str, address: str) -> Seen:
    browser.follow(tab, address)
    time.sleep(SEEN_WITHIN)
    return Seen(*browser.ask(tab, SEEN))


def table(found: dict[str, Visits]) -> Iterator[str]:
    yield "| page | first visit: seen after, ms (best · median) | later | HTML there | shift | kB |"
    yield "|---|---:|---:|---:|---:|---:|"
    for name, (first, later) in found.items():
        shift = max(each.shift for each in (*first, *later))
        arrived = statistics.median(each.arrived for each in later)
        yield (
            f"| {name} | {best_and_median(first)} | {best_and_median(later)} | {arrived:.0f} "
            f"| {shift:.3f} | {first[0].size / 1000:.1f} |"
        )


def best_and_median(seen: list[Seen]) -> str:
    times = [each.painted for each in seen]
    return f"{min(times):.0f} · {statistics.median(times):.0f}"


if __name__ == "__main__":
    main()
