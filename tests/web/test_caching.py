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
from searchapp.model.search import SearchPage, SearchQuery
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


@pytest.fixture
def engine() -> Counting:
    filled = samples.engine()
    return Counting(entries=filled.entries, registry=filled.registry, commits=filled.commits)


@pytest.fixture
def site(engine: Counting) -> FlaskClient:
    return create_app(Settings(), engine, Archive()).test_client()


@pytest.mark.parametrize("path", ["/search?q=moscow&volume=8", "/search.json?q=moscow&volume=8"])
def test_an_answer_is_one_search_and_an_unchanged_one_none(
    site: FlaskClient, engine: Counting, path: str
) -> None:
    tag = site.get(path).headers["ETag"]
    assert len(engine.asked) == 1
    again = site.get(f"{path}&page=1", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, len(engine.asked)) == (304, b"", 1)
    assert again.headers["ETag"] == tag


def test_the_page_and_its_json_are_not_taken_for_each_other(site: FlaskClient) -> None:
    page, json = site.get("/search?q=moscow"), site.get("/search.json?q=moscow")
    assert page.headers["ETag"] != json.headers["ETag"]


def test_where_nothing_is_found_no_question_is_asked_twice(site: FlaskClient, engine: Counting) -> None:
    html = site.get("/search?q=moscow&person=nobody").text
    assert "Person: nobody</a> (3)" in html
    assert "All filters</a> (3)" in html
    assert len(engine.asked) == len(set(engine.asked)) == 3


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
