"""All articles of an answer at once are those of its pages, one after another, of one generation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines.base import Engine
from searchapp.errors import QueryTooLong
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery, Sort
from tests.engines import strategies
from tests.engines.builders import article
from tests.engines.test_random import engines

NAMES = [f"a{number:02}" for number in range(25)]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with engine.writer() as writer:
        for name in NAMES:
            writer.put(*article(name, f"The text of {name}, and words."))
    return engine


def ids(engine: Engine, query: SearchQuery) -> list[str]:
    return [each.id for each in engine.select(query).articles]


def test_whatever_the_page_everything_is_given(filled: Engine) -> None:
    query = SearchQuery(q="words", sort=Sort.NEWEST, per_page=10)
    pages = [filled.search(query.on_page(number)) for number in (1, 2, 3)]
    assert ids(filled, query.on_page(3)) == [hit.article.id for page in pages for hit in page.hits] == NAMES


def test_nothing_found_is_nothing(filled: Engine) -> None:
    selection = filled.select(SearchQuery(q="nothing"))
    assert (selection.total, list(selection.articles)) == (0, [])


def test_a_change_meanwhile_is_not_seen(filled: Engine) -> None:
    selection = filled.select(SearchQuery())
    first = next(selection.articles)
    with filled.writer() as writer:
        for name in NAMES:
            writer.delete(ArticleId(name))
    assert [first.id, *(each.id for each in selection.articles)] == NAMES
    assert selection.total == len(NAMES)
    assert selection.generation != filled.generation
    assert ids(filled, SearchQuery()) == []


def test_it_refuses_what_a_search_refuses(filled: Engine) -> None:
    with pytest.raises(QueryTooLong):
        filled.select(SearchQuery(q="x" * 501))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.queries(), min_size=1, max_size=8))
def test_engines_give_the_same(commits: list[list[strategies.Step]], queries: list[SearchQuery]) -> None:
    with engines(commits) as (memory, embedded):
        for query in (replace(each, page=1) for each in queries):
            whole = embedded.select(query)
            assert list(whole.articles) == list(memory.select(query).articles), query
            assert whole.total == embedded.search(query).total
