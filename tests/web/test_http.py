"""What travels around every answer: security headers, compression, names of files, hosts, rates."""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import zstandard
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.wrappers import Response

from searchapp.errors import SettingsError
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.conftest import Archive


def site(**settings: Any) -> FlaskClient:
    return create_app(replace(Settings(), **settings), samples.engine(), Archive()).test_client()


SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def check_security(answer: Response) -> None:
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert {name: answer.headers.get(name) for name in SECURITY} == SECURITY


def paths_of(app: Flask) -> list[str]:
    """An address for each route."""
    values = {
        "article_id": "visit",
        "publication": "monitor",
        "volume": "8",
        "number": "66",
        "slug": "afp",
        "form": "ris",
        "field": "person",
        "filename": "site.css",
    }
    rules = [re.sub(r"<(?:[^:>]*:)?(\w+)>", lambda found: values[found[1]], each.rule)
             for each in app.url_map.iter_rules() if "GET" in (each.methods or ())]  # fmt: skip
    return sorted(rules)


def test_every_route_says_what_browsers_are_to_refuse(app: Flask) -> None:
    client, paths = app.test_client(), paths_of(app)
    assert len(paths) > 20
    for path in paths:
        with client.get(path) as answer:
            check_security(answer)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/nothing", {}, 404),
        ("/search?page=0", {}, 400),
        ("/search.json?page=0", {}, 400),
        ("/search?after=yesterday", {}, 302),
        ("/person/kamal-kharazi", {}, 301),
        ("/search", {"Host": "evil.example.com"}, 400),
        ("/search.json", {"Host": "evil.example.com"}, 400),
    ],
)
def test_so_does_what_is_no_page(path: str, headers: dict[str, str], status: int) -> None:
    answer = site(trusted_hosts=("localhost",)).get(path, headers=headers)
    assert answer.status_code == status
    check_security(answer)


def test_so_does_what_is_unchanged(client: FlaskClient) -> None:
    answer = client.get("/search", headers={"If-None-Match": client.get("/search").headers["ETag"]})
    assert answer.status_code == 304
    check_security(answer)


# Compression --------------------------------------------------------------------------------------

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
LARGE = ("/search", "/search.atom", "/search.csv", "/search.bib", "/search.jsonl", "/sitemap.xml",
         "/static/site.css", "/article/visit.json")  # fmt: skip


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("path", LARGE)
def test_text_travels_compressed(client: FlaskClient, path: str, coding: str) -> None:
    with client.get(path) as plain:
        text = plain.data
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]
    with client.get(path, headers={"Accept-Encoding": coding}) as packed:
        assert packed.headers["Content-Encoding"] == coding
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert UNPACK[coding](packed.data) == text
        assert len(packed.data) < len(text) / 1.5


@pytest.mark.parametrize("path", LARGE)
def test_its_name_is_good_for_every_coding(client: FlaskClient, path: str) -> None:
    with client.get(path, headers={"Accept-Encoding": "gzip"}) as packed:
        name = packed.headers["ETag"]
    assert name.startswith('W/"')
    for coding in ("gzip", "identity"):
        asked = {"If-None-Match": name, "Accept-Encoding": coding}
        with client.get(path, headers=asked) as again:
            assert (again.status_code, again.data) == (304, b"")
            assert "Content-Encoding" not in again.headers


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "gzip"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("br", None),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("", None),
    ],
)
def test_the_client_chooses(client: FlaskClient, accepted: str, coding: str | None) -> None:
    answer = client.get("/search", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding


def test_what_is_small_is_left_as_it_is(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Accept-Encoding": "gzip"}).data == b"ok\n"


@pytest.mark.parametrize("path", LARGE[:4])
def test_head_tells_what_get_would_send(client: FlaskClient, path: str) -> None:
    asked = {"Accept-Encoding": "gzip"}
    with client.head(path, headers=asked) as head, client.get(path, headers=asked) as get:
        assert head.data == b""
        for name in ("Content-Type", "Content-Encoding", "Content-Length", "Vary"):
            assert head.headers.get(name) == get.headers.get(name)


# Files --------------------------------------------------------------------------------------------


def test_every_file_that_pages_name_is_kept_for_ever(client: FlaskClient) -> None:
    named = set(re.findall(r'"(/static/[^"]+)"', client.get("/article/visit").text))
    assert named
    for path in named:
        assert re.fullmatch(r"/static/\w+\.[0-9a-f]{12}\.\w+", path)
        with client.get(path) as answer:
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_by_another_name_a_file_is_not_kept(client: FlaskClient) -> None:
    for path in ("/static/site.css", "/static/site.0123456789ab.css"):
        with client.get(path) as answer:
            assert answer.status_code == 200
            assert "immutable" not in answer.headers.get("Cache-Control", "")
    assert client.get("/static/nothing.0123456789ab.css").status_code == 404
    assert client.get("/static/../settings.py").status_code == 404


# Hosts and proxies --------------------------------------------------------------------------------


def test_only_trusted_hosts_are_answered() -> None:
    client = site(trusted_hosts=("archive.example.org", ".example.com"))
    for host in ("archive.example.org", "www.example.com", "archive.example.org:8080"):
        assert client.get("/search", headers={"Host": host}).status_code == 200
    for host in ("evil.org", "archive.example.org.evil.org", ""):
        answer = client.get("/search", headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text


FORWARDED = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "a.example"}


def test_a_proxy_is_believed_only_where_one_is_set() -> None:
    without = site().get("/search.atom", headers=FORWARDED)
    assert b"http://localhost/search" in without.data
    assert b"a.example" not in without.data
    assert b"https://a.example/search" in site(proxies=1).get("/search.atom", headers=FORWARDED).data


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example.com/search",
        "//evil.example.com/person/kamal-kharazi",
        "//evil.example.com//",
        "/\\evil.example.com/..",
        "/search//evil.example.com",
        "/person//evil.example.com/..",
    ],
)
def test_redirects_lead_nowhere_else(client: FlaskClient, path: str) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path})
    if answer.status_code not in (200, 404):
        check_leads_home(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/search?after=yesterday&q=//evil.example.com",
        "/person/kamal-kharazi?next=//evil.example.com",
        "/search.json?person=kamal-kharazi&q=https://evil.example.com",
    ],
)
def test_what_is_asked_is_no_place_to_be_led_to(client: FlaskClient, path: str) -> None:
    check_leads_home(client.get(path))


def check_leads_home(answer: Response) -> None:
    assert answer.status_code in (301, 302, 308)
    own = str(answer.location).removeprefix("http://localhost")
    assert own.startswith("/")
    assert not own.startswith(("//", "/\\"))


# Rates --------------------------------------------------------------------------------------------


def test_who_asks_too_often_is_told_when_to_come_again() -> None:
    client = site(rate="3/minute")
    answers = [client.get("/search") for _ in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert ["Retry-After" in each.headers for each in answers] == [False, False, False, True]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert "Too many searches at once" in answers[-1].text
    error = client.get("/search.json")
    assert (error.status_code, json.loads(error.data)["status"]) == (429, 429)
    check_security(error)


def test_others_are_not_kept_waiting() -> None:
    client = site(rate="1/minute", proxies=1)
    for address in ("192.0.2.7", "192.0.2.8"):
        assert client.get("/search", headers={"X-Forwarded-For": address}).status_code == 200
    assert client.get("/search", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 429


def test_an_address_that_a_client_makes_up_counts_for_nothing() -> None:
    client = site(rate="1/minute")
    statuses = [
        client.get("/search", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in (1, 2)
    ]
    assert statuses == [200, 429]


def test_files_and_health_are_free() -> None:
    client = site(rate="1/minute")
    for _ in range(3):
        assert client.get("/healthz").status_code == 200
        with client.get("/static/site.css") as answer:
            assert answer.status_code == 200


def test_redis_without_its_extra_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)  # what is None cannot be imported
    with pytest.raises(SettingsError, match=r"searchapp\[redis\]"):
        site(rate="1/minute", rate_storage="redis://localhost:6379")


def test_without_a_rate_there_is_none(client: FlaskClient) -> None:
    assert {client.get("/search").status_code for _ in range(30)} == {200}
    assert "X-RateLimit-Limit" not in client.get("/search").headers
