"""Beginnings that mean very many words are searched as far as it pays, and the reader is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search import costs
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


def test_what_would_cost_too_much_is_left_out_and_the_reader_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costs, "MOST", 3)
    page = searched(tmp_path, "gaz* -last ga*")
    assert {hit.article.id for hit in page.hits} == {"common", "also"}
    assert [str(notice.message) for notice in page.notices] == [
        "This asks for more than can be searched at once; ga* was left out."
    ]


def test_the_first_that_is_asked_is_searched_whatever_it_costs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(costs, "MOST", 0)
    page = searched(tmp_path, '"gaz gaz" "gaz gaz"~3')
    assert ({hit.article.id for hit in page.hits}, len(page.notices)) == ({"common"}, 1)
