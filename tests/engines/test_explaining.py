"""Why an article is found: the parts of its score, and what it lacks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines.base import Engine
from searchapp.engines.bm25 import FUNCTION_WORD_WEIGHT
from searchapp.errors import ArticleNotFound, PageNotFound, QueryTooLong
from searchapp.model.article import ArticleId
from searchapp.model.explanation import Explanation
from searchapp.model.search import Filter, Match, SearchQuery, Sort
from tests.engines import strategies
from tests.engines.builders import article, registry
from tests.engines.test_random import engines

A = article(
    "a",
    "What the axis of evil is. Evil is an axis.",
    title="Axis of oil",
    date=dt.date(2002, 4, 4),
    people=["Igor Ivanov"],
)
B = article("b", "Oil and gas, and what of Ivanov?", date=dt.date(2002, 4, 1))


@pytest.fixture
def filled(engine: Engine) -> Engine:
    with engine.writer() as writer:
        writer.put(*A)
        writer.put(*B)
        writer.set_registry(registry([A, B]))
    return engine


def why(engine: Engine, q: str, key: str = "a", **asked: object) -> Explanation:
    return engine.explain(SearchQuery(q=q, **asked), ArticleId(key))  # type: ignore[arg-type]


def test_words_with_their_fields(filled: Engine) -> None:
    found = why(filled, "axis evil")
    assert (found.id, found.found, found.read_as) == ("a", True, "axis AND evil")
    axis, evil = found.words
    assert (axis.text, evil.text) == ("axis", "evil")
    assert [(each.field, each.occurrences) for each in axis.fields] == [("title", 1), ("body", 2)]
    assert [(each.field, each.occurrences) for each in evil.fields] == [("body", 2)]
    assert sum(each.amount for each in axis.fields) == pytest.approx(axis.amount)
    assert evil.fields[0].amount == evil.amount


def test_neighbours_that_stand_together(filled: Engine) -> None:
    (near,) = why(filled, "axis evil").near
    assert (near.texts, near.field, near.steps) == (("axis", "evil"), "body", 2)
    (near,) = why(filled, "evil axis").near
    assert (near.texts, near.field, near.steps) == (("evil", "axis"), "body", 3)
    (near,) = why(filled, "title:axis title:oil").near
    assert (near.texts, near.field, near.steps) == (("title:axis", "title:oil"), "title", 2)


def test_names_of_people_lift_an_article_that_has_the_word(filled: Engine) -> None:
    (ivanov,) = why(filled, "Ivanov", "b").words
    assert [each.field for each in ivanov.fields] == ["body"]
    (axis,) = why(filled, "Ivanov axis", match=Match.ANY).words
    assert axis.text == "axis"


def test_words_that_only_ask_are_said_to_count_little(filled: Engine) -> None:
    weights = [(word.text, word.weight) for word in why(filled, "what axis").words]
    assert weights == [("what", FUNCTION_WORD_WEIGHT), ("axis", 1)]


def test_phrases_prefixes_and_spellings_are_told_as_they_are_written(filled: Engine) -> None:
    found = why(filled, '"axis of evil" ev* evli~ =evil "evil axis"~3')
    assert [word.text for word in found.words] == ["“axis of evil”", "ev*", "evli~", "=evil", "“evil axis”~3"]


@pytest.mark.parametrize(
    ("q", "missing"),
    [
        ("axis gas oil", ("gas",)),
        ("gas reactor", ("gas", "reactor")),
        ("gas OR reactor", ("gas", "reactor")),
        ("axis -evil", ("-evil",)),
        ("axis person:putin", ("person:putin",)),
        ("axis date:2003", ("date:2003-01-01..2003-12-31",)),
        ("axis (gas OR reactor)", ("gas OR reactor",)),
        ('"axis in evil"', ("“axis in evil”",)),
    ],
)
def test_what_the_article_does_not_meet(filled: Engine, q: str, missing: tuple[str, ...]) -> None:
    found = why(filled, q, match=Match.ALL)
    assert (found.found, found.missing) == (False, missing)


def test_of_any_words_those_that_are_not_there(filled: Engine) -> None:
    found = why(filled, "axis reactor", match=Match.ANY)
    assert (found.found, found.missing) == (True, ("reactor",))


def test_what_is_found_though_no_article_has_all_words(filled: Engine) -> None:
    found = why(filled, "axis evil reactor")
    assert (found.found, found.missing) == (True, ("reactor",))


def test_the_filters_that_it_does_not_pass(filled: Engine) -> None:
    filters = (Filter(field="person", values=("igor-ivanov",)), Filter(field="volume", values=("8",)))
    found = why(filled, "axis", filters=filters, after=dt.date(2002, 5, 1), before=dt.date(2002, 6, 1))
    assert (found.found, found.missing, found.filters) == (False, (), ("volume", "after"))


def test_a_question_without_words_tells_no_amounts(filled: Engine) -> None:
    found = why(filled, "")
    assert (found.found, found.score, found.words, found.near, found.missing) == (True, 0.0, (), (), ())
    assert not why(filled, '""').found


def test_no_such_article_and_no_such_question(filled: Engine) -> None:
    with pytest.raises(ArticleNotFound):
        why(filled, "axis", "c")
    with pytest.raises(QueryTooLong):
        why(filled, "a" * 501)


def total(found: Explanation) -> float:
    return sum(word.amount for word in found.words) + sum(near.amount for near in found.near)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.queries(), min_size=1, max_size=6), strategies.merging)
def test_every_engine_explains_alike_and_the_amounts_are_the_score(
    commits: list[list[strategies.Step]], queries: list[SearchQuery], merging: strategies.Merging
) -> None:
    with merging(), engines(commits) as (memory, embedded):
        for asked in queries:
            query = replace(asked, sort=Sort.RELEVANCE, per_page=100, page=1)
            scores = found_scores(memory, query)
            for key in memory.digests():
                told = memory.explain(query, key)
                assert embedded.explain(query, key) == told, query
                assert total(told) == pytest.approx(told.score)
                assert told.found == (key in scores)
                if told.found:
                    assert told.score == scores[key]
                for word in told.words:
                    assert sum(each.amount for each in word.fields) == pytest.approx(word.amount)


def found_scores(engine: Engine, query: SearchQuery) -> dict[str, float]:
    try:
        return {hit.article.id: hit.score for hit in engine.search(query).hits}
    except PageNotFound:
        return {}
