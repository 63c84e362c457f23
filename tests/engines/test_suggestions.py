"""What is suggested while a reader types, and that every engine suggests the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines.base import Engine
from searchapp.model.article import ArticleId
from searchapp.model.search import Suggestion
from tests.engines import strategies
from tests.engines.builders import article, registry
from tests.engines.test_random import engines

PUTS = (
    article(
        "a", "Ivanov ivory", volume=8, issue=66, people=("Igor Ivanov", "Ivan Rybkin"), sources=("IRNA",)
    ),
    article("b", "Ivory towers", volume=8, issue=6, people=("Igor Ivanov",), sources=("Itar-Tass",)),
    article("c", "Élan and ivy", volume=8, issue=67, people=("Elza Ivy",)),
)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    with engine.writer() as writer:
        for each in PUTS:
            writer.put(*each)
        writer.set_registry(registry(PUTS))
    return engine


def told(found: Suggestion) -> str:
    return f"{found.field or 'word'} {found.text} {found.count}"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("iv", ["person Igor Ivanov 2", "person Elza Ivy 1", "person Ivan Rybkin 1",
                "word ivory 2", "word ivanov 1", "word ivy 1"]),
        ("Ива", ["person Igor Ivanov 2", "person Ivan Rybkin 1"]),
        ("igor iv", ["person Igor Ivanov 2", "word ivory 2", "word ivanov 1", "word ivy 1"]),
        ("towers igo", ["person Igor Ivanov 2"]),
        ("ta", ["source Itar-Tass 0"]),
        ("éla", ["word elan 1"]),
        ("8:6", ["issue 8:6 1", "issue 8:66 1", "issue 8:67 1"]),
        ("vol. 8 no. 67", ["issue 8:67 1"]),
        ("9:6", []),
        ("ivory ", []),
        ("", []),
        ("“", []),
    ],
)  # fmt: skip
def test_what_is_suggested(archive: Engine, typed: str, meant: list[str]) -> None:
    assert [told(each) for each in archive.suggest(typed, limit=5)] == meant


def test_at_most_so_many_of_each_kind(archive: Engine) -> None:
    assert [told(each) for each in archive.suggest("iv", limit=1)] == ["person Igor Ivanov 2", "word ivory 2"]


def test_words_of_withdrawn_articles_are_not_suggested(archive: Engine) -> None:
    with archive.writer() as writer:
        writer.delete(ArticleId("b"))
    assert [told(each) for each in archive.suggest("to", limit=5)] == []
    assert [told(each) for each in archive.suggest("ivo", limit=5)] == ["word ivory 1"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.text(max_size=6), strategies.merging)
def test_every_engine_suggests_the_same(
    commits: list[list[strategies.Step]], typed: str, merging: strategies.Merging
) -> None:
    with merging(), engines(commits) as (memory, embedded):
        for each in (typed, "mo", "iv", "t", "8:"):
            assert list(embedded.suggest(each, limit=3)) == list(memory.suggest(each, limit=3))
