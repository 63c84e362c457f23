"""What those who run the site learn: numbers, lines without words, slow searches, and words if they ask."""

from __future__ import annotations

import json
import logging
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from searchapp import wiring
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.settings import Settings
from searchapp.web import create_app, warm_up
from searchapp.web.counters import Counters
from tests.engines.folders import A, put
from tests.web import samples
from tests.web.conftest import Archive

SAMPLE = re.compile(r"([a-z_]+)(?:\{([^}]*)\})? ([0-9.e+-]+)")


def site(**settings: Any) -> FlaskClient:
    return create_app(replace(Settings(), **settings), samples.engine(), Archive()).test_client()


def numbers(client: FlaskClient) -> dict[str, float]:
    """The samples by name and labels. Every line is one, or a comment."""
    answer = client.get("/metrics")
    assert answer.mimetype == "text/plain"
    assert "version=0.0.4" in answer.headers["Content-Type"]
    found = {}
    for line in answer.text.splitlines():
        if not line.startswith("# "):
            sample = SAMPLE.fullmatch(line)
            assert sample is not None, line
            found[f"{sample[1]}{{{sample[2] or ''}}}"] = float(sample[3])
    return found


def test_searches_are_counted_and_those_that_find_nothing() -> None:
    client = site()
    for path in (
        "/search?q=moscow",
        "/search.json?q=moscow",
        "/search?q=nothing-at-all",
        "/search?page=0",
        "/",
    ):
        client.get(path)
    found = numbers(client)
    assert found["searchapp_searches_total{}"] == 3
    assert found["searchapp_searches_empty_total{}"] == 1
    assert found['searchapp_responses_total{status="2xx"}'] == 4
    assert found['searchapp_responses_total{status="4xx"}'] == 1
    assert found['searchapp_request_seconds_count{route="search"}'] == 4
    assert found['searchapp_request_seconds_count{route="other"}'] == 1


def test_buckets_are_cumulative() -> None:
    client = site()
    for _ in range(5):
        client.get("/article/visit")
    found = numbers(client)
    bounds = [value for name, value in found.items() if 'bucket{route="article"' in name]
    assert bounds == sorted(bounds)
    assert bounds[-1] == found['searchapp_request_seconds_count{route="article"}'] == 5
    assert found['searchapp_request_seconds_sum{route="article"}'] > 0


def test_who_is_refused_for_asking_too_often_is_counted() -> None:
    client = site(rate="1/minute")
    for _ in range(3):
        client.get("/search")
    assert numbers(client)["searchapp_rate_limited_total{}"] == 2


def test_the_index_tells_its_state_and_its_age(tmp_path: Path) -> None:
    put(tmp_path, A)
    client = create_app(Settings(index=tmp_path), EmbeddedEngine(tmp_path), Archive()).test_client()
    found = numbers(client)
    assert found["searchapp_index_generation{}"] == 1
    assert found["searchapp_index_trouble{}"] == 0
    assert 0 <= found["searchapp_index_age_seconds{}"] < 600


def test_what_runs_of_indexing_refused_is_told(tmp_path: Path) -> None:
    texts, settings = tmp_path / "texts", Settings(index=tmp_path / "index", archive=tmp_path)
    texts.mkdir()
    (texts / "a.txt").write_text("Publication: Monitor Volume: 8 Issue: 66\n\nGrain prices rose in Omsk.")
    (texts / "empty.txt").write_text("")
    (texts / "broken.pdf").write_text("no pdf")
    client = create_app(settings, EmbeddedEngine(settings.index), Archive()).test_client()
    told = ("searchapp_index_refused_files{}", "searchapp_index_refused_files_total{}")
    assert told[0] not in numbers(client)
    seen = []
    for _ in range(2):
        wiring.index(settings, [texts], prune=False, dry_run=False)
        (texts / "empty.txt").unlink(missing_ok=True)
        seen.append([numbers(client)[name] for name in told])
    wiring.index(settings, [texts], prune=False, dry_run=True)
    seen.append([numbers(client)[name] for name in told])
    assert seen == [[2, 2], [1, 3], [1, 3]]
    assert 0 <= numbers(client)["searchapp_index_run_age_seconds{}"] < 600


def test_a_missing_index_is_told(tmp_path: Path) -> None:
    client = create_app(Settings(index=tmp_path), EmbeddedEngine(tmp_path), Archive()).test_client()
    found = numbers(client)
    assert found["searchapp_index_trouble{}"] == 1
    assert "searchapp_index_generation{}" not in found


def test_processes_add_to_the_same_numbers_and_none_is_lost_with_one() -> None:
    counters = Counters(2)
    counters.add(0)
    for _ in range(3):
        pid = os.fork()
        if not pid:
            for _ in range(10):
                counters.add(0)
            counters.add(1, 0.5)
            os._exit(0)
        os.waitpid(pid, 0)
    assert counters.totals() == [31.0, 1.5]


def test_processes_at_one_time_have_rows_of_their_own() -> None:
    counters = Counters(1)
    pids = []
    for _ in range(4):
        pid = os.fork()
        if not pid:
            for _ in range(2000):
                counters.add(0)
            os._exit(0)
        pids.append(pid)
    for pid in pids:
        os.waitpid(pid, 0)
    assert counters.totals() == [8000.0]


def test_a_request_is_a_line_that_tells_no_words(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    client = site(request_log=str(log))
    client.get(
        "/search?q=secret+kharrazi&match=all&person=igor-ivanov", headers={"Referer": "http://secret.example"}
    )
    client.get("/article/visit?q=secret")
    client.get("/secret")
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["route"], line["status"], line["found"]) for line in lines] == [
        ("/search", 200, 1),
        ("/article/<article_id>", 200, None),
        (None, 404, None),
    ]
    assert all(line["ms"] >= 0 and line["method"] == "GET" for line in lines)
    for word in ("secret", "ivanov", "127.0.0.1", "visit"):
        assert word not in log.read_text()


def test_a_process_gets_warm_whatever_hosts_are_trusted_and_tells_nobody(tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    settings = Settings(trusted_hosts=(".example.org",), request_log=str(log))
    app = create_app(settings, samples.engine(), Archive())
    warm_up(app)
    assert app.extensions["searchapp"]._kept, "no page was made"
    assert log.read_text() == ""
    answer = app.test_client().get("/metrics", base_url="http://example.org")
    assert "searchapp_searches_total 0" in answer.text


def test_slow_searches_are_told_with_their_words(caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(Settings(slow_query_ms=1), samples.engine(), Archive())
    with caplog.at_level(logging.WARNING, logger="searchapp.slow"):
        app.test_client().get("/search?q=moscow%0Awaits")
    [record] = caplog.records
    assert re.fullmatch(r'A search took \d+ ms: "moscow waits"', record.getMessage())


def test_words_are_kept_only_where_that_is_asked(tmp_path: Path) -> None:
    log = tmp_path / "queries.jsonl"
    client = site(query_log=str(log))
    for path in (
        "/search?q=moscow",
        "/search.json?q=nichts",
        "/search",
        "/search?q=duma&page=2",
        "/search?q=x&page=0",
    ):
        client.get(path)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(line["q"], line["found"]) for line in lines] == [("moscow", 3), ("nichts", 0)]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\dZ", line["at"]) for line in lines)
    assert all(set(line) == {"at", "q", "found"} for line in lines)
