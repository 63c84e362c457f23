"""Every link on every page of the site of the sample articles leads somewhere; every page has an address."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask.testing import FlaskClient

from searchapp import wiring
from searchapp.archive import load_archive
from searchapp.settings import Settings
from searchapp.web import create_app

SEEDS = Path(__file__).parents[2] / "seeds"
HOST = "http://localhost"
SEARCHES = ("/search", "/facet/")
FOLLOWED = (
    "/search",
    "/search?q=bushehr",
    "/search?q=iran&person=igor-ivanov&-source=reuters",
    "/facet/person",
    "/facet/source?q=iran",
)
"""Searches lead to searches without end: of others than these the links are not followed."""
FEWEST = 200


@dataclass(frozen=True)
class Fetched:
    """An answer; without text where it is no page."""

    status: int
    html: str


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("seeds")
    settings = Settings(index=folder / "index", archive=folder)
    wiring.index(settings, [SEEDS], prune=False, dry_run=False)
    return create_app(settings, wiring.open_engine(settings), load_archive(folder)).test_client()


@pytest.fixture(scope="module")
def pages(seeds: FlaskClient) -> dict[str, Fetched]:
    """Everything that can be reached from the home page, by its address."""
    found: dict[str, Fetched] = {}
    waiting = deque(["/", *FOLLOWED])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        with seeds.get(address) as answer:
            html = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            found[address] = Fetched(answer.status_code, html)
        if address in FOLLOWED or not address.startswith(SEARCHES):
            waiting += [link for link, _ in links(address, html)]
    return found


def links(address: str, html: str) -> Iterator[tuple[str, str]]:
    """Where a page leads within the site, and to which place there."""
    for href in re.findall(r'<(?:a|link)\b[^>]*\bhref="([^"]*)"', html):
        parts = urlsplit(urljoin(HOST + address, unescape(href)))
        if parts.netloc == "localhost":
            yield parts.path + (f"?{parts.query}" if parts.query else ""), parts.fragment


def canonical(html: str) -> str | None:
    found = re.search(r'<link rel="canonical" href="http://localhost([^"]*)">', html)
    return unescape(found[1]) if found else None


def test_the_site_is_crawled_at_all(pages: dict[str, Fetched]) -> None:
    assert len(pages) > FEWEST
    for path in ("/browse", "/people", "/sources", "/help/search", "/person/igor-ivanov", "/source/afp"):
        assert path in pages


def test_every_link_leads_somewhere(pages: dict[str, Fetched]) -> None:
    assert {address: page.status for address, page in pages.items() if page.status != 200} == {}


def test_every_page_has_one_heading_and_a_title(pages: dict[str, Fetched]) -> None:
    for address, page in pages.items():
        if page.html:
            assert page.html.count("<h1") == 1, address
            assert re.search(r"<title>\s*[^\s<][^<]*</title>", page.html), address


def test_every_canonical_address_is_its_own(pages: dict[str, Fetched], seeds: FlaskClient) -> None:
    wanted = {canonical(page.html) for page in pages.values() if page.html} - {None}
    assert len(wanted) > FEWEST
    for address in wanted:
        assert address is not None
        html = pages[address].html if address in pages else seeds.get(address).text
        assert canonical(html) == address


def test_places_within_pages_are_there_and_once(pages: dict[str, Fetched]) -> None:
    ids = {address: Counter(re.findall(r'\bid="([^"]*)"', page.html)) for address, page in pages.items()}
    for address, held in ids.items():
        assert [name for name, count in held.items() if count > 1] == [], address
    for address, page in pages.items():
        for link, place in links(address, page.html):
            if place and link in pages:
                assert place in ids[link], f"{address} leads to {link}#{place}"


def test_labels_and_descriptions_speak_of_what_is_there(pages: dict[str, Fetched]) -> None:
    for address, page in pages.items():
        held = set(re.findall(r'\bid="([^"]*)"', page.html))
        for kind in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for named in re.findall(rf'\b{kind}="([^"]*)"', page.html):
                assert set(named.split()) <= held, f"{address}: {kind}={named}"
