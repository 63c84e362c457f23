"""Beginnings that mean very many words are searched as far as it pays, and the reader is told."""

from __future__ import annotations

from pathlib import Path

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.model.search import SearchPage, SearchQuery
from tests.engines.builders import article


def searched(folder: Path, q: str) -> SearchPage:
    engine = EmbeddedEngine(folder)
    with engine.writer() as writer:
        writer.put(*article("rare", " ".join(f"gas{number:04}" for number in range(1024))))
        writer.put(*article("common", "gaz gaz"))
        writer.put(*article("also", "gaz"))
        writer.put(*article("last", "gasz"))
    return engine.search(SearchQuery(q=q))


def test_the_most_frequent_words_are_searched_and_the_reader_is_told(tmp_path: Path) -> None:
    page = searched(tmp_path, "ga*")
    assert {hit.article.id for hit in page.hits} == {"rare", "common", "also"}
    assert [str(notice.message) for notice in page.notices] == [
        "“ga” can mean very many words; only the 1024 most frequent were searched."
    ]


def test_as_many_words_as_are_searched_need_no_notice(tmp_path: Path) -> None:
    page = searched(tmp_path, "gas0*")
    assert ({hit.article.id for hit in page.hits}, page.notices) == ({"rare"}, ())
