"""What is not done twice: a search whose answer the reader has, and what is made of the whole index."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import msgspec
import pytest
from flask.testing import FlaskClient

from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.registry import Issue
from searchapp.model.search import SearchPage, SearchQuery, Selection
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.conftest import Archive


@dataclass(slots=True)
class Counting(MemoryEngine):
    """Remembers what it was asked."""

    asked: list[SearchQuery] = field(default_factory=list)

    def search(self, query: SearchQuery, /) -> SearchPage:
        self.asked.append(query)
        return MemoryEngine.search(self, query)

    def select(self, query: SearchQuery, /) -> Selection:
        self.asked.append(query)
        return MemoryEngine.select(self, query)


@pytest.fixture
def engine() -> Counting:
    filled = samples.engine()
    return Counting(entries=filled.entries, registry=filled.registry, commits=filled.commits)


@pytest.fixture
def site(engine: Counting) -> FlaskClient:
    return create_app(Settings(), engine, Archive()).test_client()


FORMS = ("", ".json", ".atom", ".csv", ".ris", ".bib", ".jsonl")


@pytest.mark.parametrize("path", [f"/search{form}?q=moscow&volume=8" for form in FORMS])
def test_an_answer_is_one_search_and_an_unchanged_one_none(
    site: FlaskClient, engine: Counting, path: str
) -> None:
    tag = site.get(path).headers["ETag"]
    assert len(engine.asked) == 1
    again = site.get(path.replace("8", "08"), headers={"If-None-Match": tag})
    assert (again.status_code, again.data, len(engine.asked)) == (304, b"", 1)
    assert again.headers["ETag"] == tag


RECORDS = (
    "/article/visit.json",
    "/article/visit.ris",
    "/article/visit.bib",
    "/issue/monitor/8/66.json",
    "/person/igor-ivanov.json",
    "/person/igor-ivanov.atom",
    "/source/afp.json",
    "/source/afp.atom",
    "/people.json?sort=count",
    "/sources.json",
    "/sitemap.xml",
)


@pytest.mark.parametrize("path", RECORDS)
def test_a_record_that_is_unchanged_is_not_sent_again(site: FlaskClient, path: str) -> None:
    tag = site.get(path).headers["ETag"]
    again = site.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_no_two_answers_are_taken_for_each_other(site: FlaskClient) -> None:
    paths = [
        *(f"/search{form}?q=moscow" for form in FORMS),
        "/search.json?q=moscow&page=1&volume=8",
        *RECORDS,
    ]
    tags = [site.get(path).headers["ETag"] for path in paths]
    assert len(set(tags)) == len(paths)


def test_what_names_the_site_is_another_answer_on_another_host(site: FlaskClient) -> None:
    tags = {
        site.get("/search.atom", base_url=base).headers["ETag"]
        for base in ("http://localhost", "https://example.org")
    }
    assert len(tags) == 2


def test_where_nothing_is_found_no_question_is_asked_twice(site: FlaskClient, engine: Counting) -> None:
    html = site.get("/search?q=moscow&person=nobody").text
    assert "Person: nobody</a> (3)" in html
    assert "All filters</a> (3)" in html
    assert len(engine.asked) == 1


def test_a_new_generation_is_another_answer(site: FlaskClient, engine: Counting) -> None:
    before = site.get("/search?q=moscow")
    assert "2003" not in before.text
    dated = samples.certain(date(2003, 1, 9))
    article = msgspec.structs.replace(
        engine.get(ArticleId("moscow")), id=ArticleId("later"), volume=9, issue=5, date=dated
    )
    issue = Issue(key=IssueKey(publication="monitor", volume=9, number=5), date=dated, articles=(article.id,))
    with engine.writer() as writer:
        writer.put(article, samples._draft(article))
        writer.set_registry(replace(engine.registry, issues=(*engine.registry.issues, issue)))
    after = site.get("/search?q=moscow", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert 'aria-label="2003: 1 article"' in after.text
