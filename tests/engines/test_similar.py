"""Similar articles: what counts, what does not, and that every engine agrees."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings

from searchapp.engines.base import Engine
from searchapp.errors import ArticleNotFound
from searchapp.model.article import ArticleId
from tests.engines import strategies
from tests.engines.builders import Put, article, registry
from tests.engines.test_random import engines

REACTOR = article(
    "reactor", "The reactor near Bushehr needs pumps.", people=("Igor Ivanov", "Vladimir Putin")
)
PUMPS = article("pumps", "Bushehr has no pumps, and a reactor without fuel.", people=("Igor Ivanov",))
FUEL = article("fuel", "Fuel for the reactor.", people=("Vladimir Putin",), date=dt.date(2002, 4, 4))
OTHER_FUEL = article("other", "A reactor, and Putin.", people=("Vladimir Putin",), date=dt.date(2002, 4, 5))
SUGAR = article("sugar", "The price of sugar.", people=("Igor Ivanov", "Vladimir Putin"))
ONE_WORD = article("word", "A reactor of another kind.")


def put(engine: Engine, *puts: Put) -> None:
    with engine.writer() as writer:
        for each in puts:
            writer.put(*each)
        writer.set_registry(registry(puts))


def test_shared_words_and_people_make_articles_similar(engine: Engine) -> None:
    put(engine, REACTOR, PUMPS, FUEL, OTHER_FUEL, SUGAR, ONE_WORD)
    found = engine.similar(ArticleId("reactor"), limit=5)
    assert [each.id for each in found] == ["pumps", "other", "fuel"]
    assert found[0].people == ("igor-ivanov",)
    assert found[0].words == ("bushehr", "pumps", "reactor")
    assert found[1].people == ("vladimir-putin",)
    assert found[1].words == ("reactor",)


def test_only_so_many_are_told(engine: Engine) -> None:
    put(engine, REACTOR, PUMPS, FUEL)
    assert [each.id for each in engine.similar(ArticleId("reactor"), limit=1)] == ["pumps"]


def test_a_word_that_many_have_does_not_count(engine: Engine) -> None:
    many = [article(f"a{n}", "A reactor and its pumps.", people=("Igor Ivanov",)) for n in range(9)]
    put(engine, *many)
    assert engine.similar(ArticleId("a1"), limit=5) == []


def test_what_was_withdrawn_is_similar_to_nothing(engine: Engine) -> None:
    many = [article(f"a{n}", "A reactor and its pumps.") for n in range(9)]
    put(engine, *many)
    with engine.writer() as writer:
        writer.delete(ArticleId("a8"))
    assert [each.id for each in engine.similar(ArticleId("a0"), limit=9)] == [f"a{n}" for n in range(1, 8)]


def test_titles_alone_are_no_texts(engine: Engine) -> None:
    with strategies.never_merging():
        put(engine, REACTOR, PUMPS)
        put(engine, article("title", title="All big cities close down every first great reactor"))
        assert [each.id for each in engine.similar(ArticleId("reactor"), limit=5)] == ["pumps"]


def test_an_article_that_is_not_there(engine: Engine) -> None:
    put(engine, REACTOR)
    with pytest.raises(ArticleNotFound):
        engine.similar(ArticleId("nothing"), limit=5)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, strategies.merging)
def test_every_engine_finds_the_same(
    commits: list[list[strategies.Step]], merging: strategies.Merging
) -> None:
    with merging(), engines(commits) as (memory, embedded):
        for key in memory.digests():
            assert list(embedded.similar(key, limit=4)) == list(memory.similar(key, limit=4))
