"""What every answer has in common: headers, errors by suffix, JSON, languages, a missing index."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.memory import MemoryEngine
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.engines.folders import A, B, current, put
from tests.web.conftest import Archive

PAGES = ("/", "/search?q=moscow", "/article/visit", "/nothing", "/search?page=0", "/search.json?page=0")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_foreign_runs(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "style=" not in answer.text
    # A block of data is not run; everything else comes from a file of ours.
    run = answer.text.replace('<script type="application/ld+json">', "")
    assert re.findall(r"<script[^>]*>", run) == re.findall(r'<script type="module" src="/static/[^"]*">', run)


@pytest.mark.parametrize("path", PAGES)
def test_head_is_get_without_a_body(client: FlaskClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (get.status_code, b"")


def test_the_style_sheet_is_kept_for_ever(client: FlaskClient) -> None:
    html = client.get("/").text
    href = html.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
    with client.get(href) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert len(answer.data) < 25_000
        physical = r"(?<![-\w])(left|right|top|bottom|width|height)\s*:"
        assert re.search(physical, answer.data.decode()) is None


def test_json_is_the_same_answer(client: FlaskClient) -> None:
    found = json.loads(client.get("/search.json?q=bushehr").data)
    assert found["ok"]
    assert [each["id"] for each in found["data"]] == ["visit"]
    assert json.loads(client.get("/article/visit.json").data)["id"] == "visit"
    assert json.loads(client.get("/person/igor-ivanov.json").data)["name"] == "Igor Ivanov"


@pytest.mark.parametrize(
    ("path", "status", "param"),
    [
        ("/search.json?page=0", 400, "page"),
        ("/search.json?persn=x", 400, "persn"),
        ("/article/nothing.json", 404, None),
        ("/person/nobody.json", 404, None),
        ("/nothing.json", 404, None),
    ],
)
def test_errors_are_json_where_json_was_asked_for(
    client: FlaskClient, path: str, status: int, param: str | None
) -> None:
    answer = client.get(path)
    error = json.loads(answer.data)
    assert answer.mimetype == "application/json"
    assert (answer.status_code, error["status"], error["ok"], error["param"]) == (
        status,
        status,
        False,
        param,
    )


def test_the_api_names_the_parameter_that_was_meant(client: FlaskClient) -> None:
    assert json.loads(client.get("/search.json?persn=x").data)["hint"] == "Did you mean person?"
    assert client.get("/search.json?lang=ru&seen=3").status_code == 200


def test_machines_find_what_they_look_for(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"
    assert "Disallow: /search" in client.get("/robots.txt").text
    assert client.post("/search").status_code == 405
    assert "GET" in client.post("/search").headers["Allow"]


@pytest.fixture
def without_index(tmp_path: Path) -> FlaskClient:
    return create_app(Settings(), EmbeddedEngine(tmp_path), Archive()).test_client()


@pytest.mark.parametrize("path", ["/", "/search", "/person/nobody.json", "/search.json"])
def test_a_missing_index_says_what_to_run(without_index: FlaskClient, path: str) -> None:
    answer = without_index.get(path)
    assert answer.status_code == 503
    assert "Run searchapp index" in answer.text
    assert answer.headers["Retry-After"] == "30"


@pytest.mark.parametrize("path", ["/help/search", "/saved"])
def test_what_needs_no_index_is_there_without_it(without_index: FlaskClient, path: str) -> None:
    assert without_index.get(path).status_code == 200


def test_readiness_is_not_health(without_index: FlaskClient) -> None:
    assert without_index.get("/healthz").status_code == 200
    assert without_index.get("/readyz").status_code == 503


def test_readiness_tells_where_an_older_state_answers(tmp_path: Path) -> None:
    for each in (A, B):
        put(tmp_path, each)
    (current(tmp_path) / "registry.json").write_text("{}")
    answer = create_app(Settings(), EmbeddedEngine(tmp_path), Archive()).test_client().get("/readyz")
    assert answer.status_code == 200
    assert answer.text.startswith("ready: The index is damaged: registry.json")


def test_a_mistake_of_ours_is_a_page_too(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryEngine, "get", lambda _self, _id: 1 / 0)
    answer = app.test_client().get("/article/visit")
    assert answer.status_code == 500
    assert "Something went wrong on our side." in answer.text
    assert "ZeroDivisionError" not in answer.text
