"""Every format at its address, opened by what reads it elsewhere."""

from __future__ import annotations

import csv
import io
import json
import re

import feedparser
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from flask.testing import FlaskClient

from searchapp.settings import Settings
from searchapp.web import create_app
from tests.represent.test_atom import check
from tests.web import samples
from tests.web.conftest import Archive

TYPES = {
    "/search.json": "application/json",
    "/search.jsonl": "application/x-ndjson",
    "/search.atom": "application/atom+xml",
    "/search.csv": "text/csv",
    "/search.ris": "application/x-research-info-systems",
    "/search.bib": "application/x-bibtex",
    "/article/visit.json": "application/json",
    "/article/visit.ris": "application/x-research-info-systems",
    "/article/visit.bib": "application/x-bibtex",
    "/issue/monitor/8/66.json": "application/json",
    "/person/igor-ivanov.json": "application/json",
    "/person/igor-ivanov.atom": "application/atom+xml",
    "/source/afp.json": "application/json",
    "/source/afp.atom": "application/atom+xml",
    "/people.json": "application/json",
    "/sources.json": "application/json",
}


def text(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize(("path", "media_type"), TYPES.items())
def test_each_says_what_it_is(client: FlaskClient, path: str, media_type: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert client.head(path).headers["Content-Type"] == answer.headers["Content-Type"]


def test_all_forms_of_a_search_hold_the_same_articles(client: FlaskClient) -> None:
    asked = "?q=moscow&sort=oldest"
    ids = [each["id"] for each in json.loads(text(client, f"/search.json{asked}"))["data"]]
    assert ids == ["moscow", "visit", "undated"]
    entries = feedparser.parse(text(client, f"/search.atom{asked}")).entries
    assert [each.id.rpartition("/")[2] for each in entries] == ids
    rows = csv.DictReader(io.StringIO(text(client, f"/search.csv{asked}"), newline=""))
    assert [row["id"] for row in rows] == ids
    assert [each["id"] for each in rispy.loads(text(client, f"/search.ris{asked}"))] == ids
    assert [each.key for each in parse_string(text(client, f"/search.bib{asked}")).entries] == ids
    lines = text(client, f"/search.jsonl{asked}").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ids


def test_an_export_is_everything_a_line_each(client: FlaskClient) -> None:
    answer = client.get("/search.jsonl?q=duma+OR+moscow")
    articles = [json.loads(line) for line in answer.text.splitlines()]
    assert len(articles) == 27 == int(answer.headers["X-Total-Count"])
    assert answer.headers["X-Generation"] == "1"
    assert articles[0] == json.loads(text(client, f"/article/{articles[0]['id']}.json"))


def test_an_export_has_no_pages(client: FlaskClient) -> None:
    error = client.get("/search.jsonl?page=2").get_json(force=True)
    assert (error["status"], error["param"]) == (400, "page")


def test_an_export_that_nobody_reads_on_lets_others_begin(client: FlaskClient) -> None:
    for _ in range(5):
        for method in (client.get, client.head):
            with method("/search.jsonl") as answer:
                assert answer.status_code == 200
    begun = [client.get("/search.jsonl") for _ in range(2)]
    refused = client.get("/search.jsonl")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    for each in begun:
        each.close()
    assert client.get("/search.jsonl").text.count("\n") == 27


def test_a_search_links_its_neighbours(client: FlaskClient) -> None:
    answer = client.get("/search.csv?page=2&per_page=10")
    assert answer.headers["Link"] == (
        '</search?page=2&per_page=10>; rel="canonical", '
        '</search.csv?per_page=10>; rel="prev", '
        '</search.csv?page=3&per_page=10>; rel="next"'
    )


@pytest.mark.parametrize("path", ["/person/igor-ivanov.atom", "/source/afp.atom"])
def test_whom_one_follows_has_a_feed(client: FlaskClient, path: str) -> None:
    document = client.get(path).data
    check(document)
    read = feedparser.parse(document)
    assert read.entries[0].id.rpartition("/")[2] == "visit"
    assert read.feed.id == f"tag:localhost,2026:{path[1:].removesuffix('.atom')}"
    assert read.feed.link == f"http://localhost{path.removesuffix('.atom')}"


def test_an_issue(client: FlaskClient) -> None:
    assert json.loads(text(client, "/issue/monitor/8/66.json")) == {
        "url": "/issue/monitor/8/66",
        "publication": "Monitor",
        "volume": 8,
        "issue": 66,
        "date": {"value": "2002-04-04", "certainty": "certain", "evidence": ["Another issue names it."]},
        "articles": ["moscow"],
    }


def test_a_source(client: FlaskClient) -> None:
    assert json.loads(text(client, "/source/russian-agencies.json")) == {
        "slug": "russian-agencies",
        "name": "Russian agencies",
        "aliases": [],
        "collective": True,
        "kind": None,
        "articles": 1,
    }


def test_the_list_of_people(client: FlaskClient) -> None:
    body = json.loads(text(client, "/people.json?sort=count"))
    assert body["meta"] == {"total": 6, "page": 1, "pages": 1, "per_page": 100}
    assert body["links"] == {
        "self": "/people.json?sort=count",
        "first": "/people.json?sort=count",
        "prev": None,
        "next": None,
        "last": "/people.json?sort=count",
        "html": "/people?sort=count",
    }
    assert body["data"][0] == json.loads(text(client, "/person/gennady-seleznev.json"))


def test_lists_are_looked_through_as_on_the_page(client: FlaskClient) -> None:
    found = json.loads(text(client, "/people.json?find=iva"))["data"]
    assert [each["slug"] for each in found] == ["igor-ivanov", "sergei-ivanov"]
    assert [each["slug"] for each in json.loads(text(client, "/sources.json?letter=A"))["data"]] == ["afp"]


UNKNOWN = [
    "/search.csv?persn=x",
    "/search.atom?persn=x",
    "/search.jsonl?persn=x",
    "/people.json?persn=x",
    "/article/visit.json?persn=x",
    "/article/visit.ris?persn=x",
    "/issue/monitor/8/66.json?persn=x",
    "/source/afp.atom?persn=x",
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_unknown_parameters_are_refused(client: FlaskClient, path: str) -> None:
    error = json.loads(client.get(path).data)
    assert (error["ok"], error["status"], error["param"]) == (False, 400, "persn")
    assert error["hint"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search.csv?page=0", 400),
        ("/search.atom?page=x", 400),
        ("/search.ris?page=400", 404),
        ("/search.bib?per_page=11", 400),
        ("/people.json?page=0", 400),
        ("/people.json?page=2", 404),
        ("/people.json?sort=best", 400),
        ("/article/nothing.ris", 404),
        ("/article/visit.xml", 404),
        ("/issue/monitor/8/67.json", 404),
        ("/issue/monitor/8/x.json", 404),
        ("/source/nobody.json", 404),
        ("/person/nobody.atom", 404),
        ("/sitemap-2.xml", 404),
    ],
)
def test_what_cannot_be_answered_is_told(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    if not path.endswith(".xml"):
        error = json.loads(answer.data)
        assert (error["ok"], error["status"]) == (False, status)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/source/agence-france-presse.json", "/source/afp.json"),
        ("/source/agence-france-presse.atom", "/source/afp.atom"),
        ("/person/kamal-kharazi.atom", "/person/kamal-kharrazi.atom"),
        ("/search.atom?person=kamal-kharazi", "/search.atom?person=kamal-kharrazi"),
        ("/search.jsonl?person=kamal-kharazi", "/search.jsonl?person=kamal-kharrazi"),
    ],
)
def test_old_slugs_are_moved(client: FlaskClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (301, new)


@pytest.mark.parametrize("path", ["/search.json", "/person/igor-ivanov.json", "/search.csv?page=0"])
def test_machines_are_answered_alike_in_all_languages(client: FlaskClient, path: str) -> None:
    english, russian = client.get(path), client.get(path, headers={"Accept-Language": "ru"})
    took = re.compile(r'"took_ms": [\d.]+')
    assert took.sub("", russian.text) == took.sub("", english.text)
    assert russian.headers.get("ETag") == english.headers.get("ETag")
    assert "Content-Language" not in russian.headers
    assert "Accept-Language" not in russian.headers.get("Vary", "")


def test_the_origin_is_as_set() -> None:
    settings = Settings(url="https://archive.example.org", authority="example.org,2002")
    client = create_app(settings, samples.engine(), Archive()).test_client()
    read = feedparser.parse(client.get("/search.atom?q=bushehr").data)
    assert read.feed.id == "tag:example.org,2002:search?q=bushehr"
    assert read.entries[0].link == "https://archive.example.org/article/visit"
