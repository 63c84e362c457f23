"""A site below a path: a crawler meets the same site, and never leaves the path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urldefrag

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.conftest import Archive

HOST = "https://example.org"
MOUNT = "/archive"
OF_PAGES = ("href", "src", "action", "data-article", "data-suggest")
OF_OBJECTS = ("url", "more_url", "self", "first", "prev", "next", "last", "html", "atom")
MOST = 150
"""Addresses that a crawler visits."""


def site(url: str) -> FlaskClient:
    return create_app(Settings(url=url), samples.engine(), Archive()).test_client()


@pytest.fixture
def mounted() -> FlaskClient:
    return site(HOST + MOUNT)


class Attributes(HTMLParser):
    """The values of a page's attributes that are addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in OF_PAGES and value]


def in_object(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from in_object(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from in_object(each)
    elif isinstance(value, str) and name in OF_OBJECTS and "<" not in value:
        yield value


def addresses(answer: TestResponse) -> Iterator[str]:
    """Those that an answer holds, its headers too."""
    yield from re.findall("<([^>]+)>", answer.headers.get("Link", ""))
    yield from filter(None, [answer.headers.get("Location")])
    if answer.mimetype == "text/html":
        parser = Attributes()
        parser.feed(answer.text)
        yield from parser.found
    elif answer.mimetype == "application/json":
        yield from in_object(json.loads(answer.text))
    elif answer.mimetype == "application/x-ndjson":
        for line in answer.text.splitlines():
            yield from in_object(json.loads(line))
    else:
        yield from re.findall(rf'(?:(?:href|template)="|<loc>)({HOST}[^"<]*)', answer.text)


def crawled(client: FlaskClient, mount: str) -> dict[str, int]:
    """Status by address, of everything that is linked from the first page, without the path."""
    found: dict[str, int] = {}
    waiting = [f"{mount}/", f"{mount}/search.jsonl", f"{mount}/robots.txt", f"{mount}/sitemap.xml"]
    while waiting and len(found) < MOST:
        address = waiting.pop(0)
        inside = address.removeprefix(mount)
        if inside in found:
            continue
        answer = client.get(address, base_url=HOST, buffered=True)
        found[inside] = answer.status_code
        for each in addresses(answer):
            path = urldefrag(each.removeprefix(HOST)).url
            if path.startswith("/") and "{" not in path:
                assert path.startswith(f"{mount}/"), f"{path} on {address}"
                waiting.append(path)
    return found


def test_a_crawler_meets_the_same_site_below_a_path(mounted: FlaskClient) -> None:
    below, above = crawled(mounted, MOUNT), crawled(site(HOST), "")
    assert below == above
    assert len(below) > 100
    assert {status for status in below.values() if status >= 400} <= {404, 410}


def test_a_proxy_may_take_the_path_off(mounted: FlaskClient) -> None:
    for path in ("/search?q=bushehr", "/search.csv?q=bushehr", "/healthz"):
        taken_off, left = mounted.get(path), mounted.get(MOUNT + path)
        assert (taken_off.status_code, taken_off.data) == (200, left.data)
    assert f'href="{MOUNT}/article/' in mounted.get("/search?q=bushehr").text


def test_redirects_lead_below_the_path(mounted: FlaskClient) -> None:
    chosen = mounted.get(f"{MOUNT}/preferences?theme=dark&to=/search%3Fq%3Dbushehr")
    assert (chosen.status_code, chosen.headers["Location"]) == (303, f"{MOUNT}/search?q=bushehr")


def test_texts_are_not_taken_for_addresses(mounted: FlaskClient) -> None:
    said = '"url": "/search" <a href="/search">'
    answer = mounted.get("/search.json", query_string={"q": said})
    assert json.loads(answer.text)["query"]["q"] == said
    page = mounted.get("/search", query_string={"q": said})
    assert 'value="&#34;url&#34;: &#34;/search&#34; &lt;a href=&#34;/search&#34;&gt;"' in page.text


def test_what_is_asked_for_twice_is_not_sent_twice(mounted: FlaskClient) -> None:
    first = mounted.get(f"{MOUNT}/search")
    again = mounted.get(f"{MOUNT}/search", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert mounted.head(f"{MOUNT}/search").headers["Content-Length"] == first.headers["Content-Length"]


def test_absolute_addresses_have_the_path_once(mounted: FlaskClient) -> None:
    for path in ("/search.atom?q=bushehr", "/sitemap.xml", "/opensearch.xml", "/search", "/robots.txt"):
        text = mounted.get(MOUNT + path).text
        assert f"{HOST}{MOUNT}/" in text
        assert f"{MOUNT}{MOUNT}" not in text
        assert re.findall(rf"{HOST}(?!{MOUNT}[/?\"<])[^ <\"]*", text) == []
