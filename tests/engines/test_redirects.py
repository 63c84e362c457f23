"""Slugs from before: every engine keeps where they lead, and takes them in a query."""

from __future__ import annotations

from dataclasses import replace

from searchapp.engines.base import Engine
from searchapp.model.registry import Redirect, Registry
from searchapp.model.search import SearchQuery
from tests.engines.builders import article, registry

PUTS = [
    article("a", "Text", people=["Igor Ivanov"], sources=["AFP"]),
    article("b", "Text", people=["Sergei Ivanov"]),
]
MOVED = (
    Redirect(field="person", old="i-ivanov", new="igor-ivanov"),
    Redirect(field="source", old="agence-france-presse", new="afp"),
)


def put(engine: Engine, records: Registry) -> None:
    with engine.writer() as writer:
        for each in PUTS:
            writer.put(*each)
        writer.set_registry(records)


def test_old_slugs_lead_to_new_ones_by_field(engine: Engine) -> None:
    put(engine, replace(registry(PUTS), redirects=MOVED))
    assert engine.redirects("person") == {"i-ivanov": "igor-ivanov"}
    assert engine.redirects("source") == {"agence-france-presse": "afp"}
    put(engine, registry(PUTS))
    assert engine.redirects("person") == {}


def test_an_old_slug_in_a_query_is_the_new_one(engine: Engine) -> None:
    put(engine, replace(registry(PUTS), redirects=MOVED))
    for q in ("person:i-ivanov", "person:I-Ivanov", "source:agence-france-presse"):
        assert [hit.article.id for hit in engine.search(SearchQuery(q=q)).hits] == ["a"], q
    assert engine.search(SearchQuery(q="person:ivanov")).total == 2
