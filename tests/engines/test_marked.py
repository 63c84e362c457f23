"""What is marked in an article that a reader opens from a search: what its hit marks, to its end."""

from __future__ import annotations

import pytest

from searchapp.engines.base import Engine
from searchapp.errors import ArticleNotFound
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery
from tests.engines.builders import article, registry

PUTS = (
    article("a", "Putin came.", "The reactors of Bushehr, and Putin again.", people=("Vladimir Putin",)),
    article("b", "Nothing of it."),
)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    with engine.writer() as writer:
        for each in PUTS:
            writer.put(*each)
        writer.set_registry(registry(PUTS))
    return engine


@pytest.mark.parametrize(
    ("q", "marks"),
    [
        ("reactor", [[], ["reactors"]]),
        ("Путин", [["Putin"], ["Putin"]]),
        ('="Путин"', [[], []]),
        ('"and putin" OR came', [["came"], ["and Putin"]]),
        ("came -putin", [["came"], []]),
        ("", [[], []]),
    ],
)
def test_marks(archive: Engine, q: str, marks: list[list[str]]) -> None:
    paragraphs = archive.marked(SearchQuery(q=q), ArticleId("a"))
    assert [[run.text for run in runs if run.marked] for runs in paragraphs] == marks
    assert ["".join(run.text for run in runs) for runs in paragraphs] == list(PUTS[0][0].paragraphs)


def test_an_article_that_is_not_there(archive: Engine) -> None:
    with pytest.raises(ArticleNotFound):
        archive.marked(SearchQuery(q="putin"), ArticleId("c"))
