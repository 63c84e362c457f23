"""What programs find the site by: the OpenSearch description, the map, and what robots leave alone."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from lxml import etree

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.engines.folders import A, put
from tests.web import samples
from tests.web.conftest import Archive
from tests.web.test_formats import text

NAMESPACES = {"o": "http://a9.com/-/spec/opensearch/1.1/", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def xml(client: FlaskClient, path: str) -> Any:
    return etree.fromstring(client.get(path).data)


def test_browsers_learn_how_to_search(client: FlaskClient) -> None:
    root = xml(client, "/opensearch.xml")
    assert root.findtext("o:ShortName", namespaces=NAMESPACES) == "Monitor archive"
    templates = {
        each.get("type"): each.get("template") for each in root.findall("o:Url", namespaces=NAMESPACES)
    }
    assert len(root.findtext("o:ShortName", namespaces=NAMESPACES)) <= 16
    for template in templates.values():
        path = template.removeprefix("http://localhost").replace("{searchTerms}", "moscow")
        assert client.get(path.replace("{startPage?}", "1")).status_code == 200
    assert set(templates) == {
        "text/html",
        "application/json",
        "application/atom+xml",
        "application/x-suggestions+json",
        "application/opensearchdescription+xml",
    }
    html = client.get("/").text
    assert '<link rel="search" href="/opensearch.xml"' in html


def test_suggestions_are_what_opensearch_has_them_be(client: FlaskClient) -> None:
    answer = client.get("/suggest?q=iva")
    body = json.loads(answer.data)
    assert body[0] == "iva"
    assert {"Igor Ivanov", "Sergei Ivanov"} <= set(body[1])
    assert all(isinstance(each, list) and len(each) == len(body[1]) for each in body[2:])
    assert answer.mimetype in ("application/json", "application/x-suggestions+json")


def test_the_map_of_the_site_leads_to_every_page_that_lasts(client: FlaskClient) -> None:
    root = xml(client, "/sitemap.xml")
    urls = [each.text for each in root.iterfind("s:url/s:loc", namespaces=NAMESPACES)]
    assert len(urls) == len(set(urls))
    paths = [url.removeprefix("http://localhost") for url in urls]
    assert {"/", "/article/visit", "/issue/monitor/8/66", "/person/igor-ivanov", "/source/afp"} <= set(paths)
    for path in paths:
        assert client.get(path).status_code == 200


def test_the_map_of_a_large_site_is_in_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = xml(client, "/sitemap.xml").xpath("//s:loc/text()", namespaces=NAMESPACES)
    monkeypatch.setattr("searchapp.web.discovery.MOST_URLS", 20)
    index = xml(client, "/sitemap.xml")
    assert etree.QName(index).localname == "sitemapindex"
    parts = index.xpath("//s:sitemap/s:loc/text()", namespaces=NAMESPACES)
    assert parts[0] == "http://localhost/sitemap-1.xml"
    found = [xml(client, part).xpath("//s:loc/text()", namespaces=NAMESPACES) for part in parts]
    assert [len(each) <= 20 for each in found] == [True] * len(parts)
    assert [url for each in found for url in each] == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404


def test_the_map_says_when_articles_changed_and_its_parts_when_the_index_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, A)
    engine = EmbeddedEngine(tmp_path)
    client = create_app(Settings(index=tmp_path), engine, Archive()).test_client()
    changed = xml(client, "/sitemap.xml").xpath(
        "//s:url[contains(s:loc, '/article/')]/s:lastmod/text()", namespaces=NAMESPACES
    )
    assert changed == [engine.changed(A[0].id).isoformat().replace("+00:00", "Z")]
    monkeypatch.setattr("searchapp.web.discovery.MOST_URLS", 2)
    switched = datetime.fromtimestamp(int((tmp_path / "CURRENT").stat().st_mtime), UTC)
    parts = xml(client, "/sitemap.xml").xpath("//s:sitemap/s:lastmod/text()", namespaces=NAMESPACES)
    assert set(parts) == {switched.isoformat().replace("+00:00", "Z")}


def test_a_feed_that_finds_nothing_changed_when_the_index_did(tmp_path: Path) -> None:
    put(tmp_path, A)
    client = create_app(Settings(index=tmp_path), EmbeddedEngine(tmp_path), Archive()).test_client()
    os.utime(tmp_path / "CURRENT", (1_700_000_000, 1_700_000_000))
    assert "<updated>2023-11-14T22:13:20Z</updated>" in client.get("/search.atom?q=xylophone").text


def test_robots_of_a_site_below_a_path_name_whole_paths() -> None:
    settings = Settings(url="https://example.org/archive")
    client = create_app(settings, samples.engine(), Archive()).test_client()
    read = RobotFileParser()
    read.parse(text(client, "/archive/robots.txt").splitlines())
    assert read.site_maps() == ["https://example.org/archive/sitemap.xml"]
    assert not read.can_fetch("anybody", "/archive/search?q=a")
    assert read.can_fetch("anybody", "/archive/article/visit")
    assert read.can_fetch("anybody", "/search")  # which is somebody else's
    [first, *_] = xml(client, "/archive/sitemap.xml").xpath("//s:loc/text()", namespaces=NAMESPACES)
    assert first == "https://example.org/archive/"


def test_robots_read_articles_and_leave_searches_alone(client: FlaskClient) -> None:
    read = RobotFileParser()
    lines = text(client, "/robots.txt").splitlines()
    read.parse(lines)
    assert read.site_maps() == ["http://localhost/sitemap.xml"]
    for path in ("/", "/article/visit", "/person/igor-ivanov", "/people", "/article/visit.json"):
        assert read.can_fetch("anybody", path)
    for path in ("/search", "/search?q=a", "/search.atom", "/facet/person", "/suggest?q=a"):
        assert not read.can_fetch("anybody", path)
