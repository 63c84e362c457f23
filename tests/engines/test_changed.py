"""Every engine knows when an article last changed, through other changes and merges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import ArticleNotFound
from searchapp.model.article import ArticleId
from tests.engines.builders import Put, article

A, B = (article(name, f"The text of {name}.") for name in ("a", "b"))
NEW_A = article("a", "Another text.")


def put(engine: Engine, *puts: Put) -> None:
    with engine.writer() as writer:
        for each in puts:
            writer.put(*each)


def test_it_is_the_time_of_its_writing(engine: Engine) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    put(engine, A)
    assert before <= engine.changed(ArticleId("a")) <= datetime.now(UTC)
    with pytest.raises(ArticleNotFound):
        engine.changed(ArticleId("b"))


def test_what_stays_keeps_its_time_and_what_changes_has_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = EmbeddedEngine(tmp_path)
    begin = datetime(2026, 3, 3, tzinfo=UTC)
    for day, puts in enumerate([(A, B), (A, B), (NEW_A, B), (NEW_A, B)]):
        now = (begin + timedelta(days=day)).timestamp()
        monkeypatch.setattr("time.time", lambda now=now: now)
        put(engine, *puts)
    assert engine.changed(ArticleId("a")) == begin + timedelta(days=2)
    assert engine.changed(ArticleId("b")) == begin
