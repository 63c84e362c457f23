"""Every example of docs/query-language.md is read as the document says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from searchapp import wiring
from searchapp.engines.base import Engine
from searchapp.model.search import SearchQuery
from searchapp.query.nodes import unparse
from searchapp.query.parser import parse
from searchapp.query.periods import Period, reading
from searchapp.settings import Settings

DOCUMENT = Path(__file__).parents[2] / "docs" / "query-language.md"
TODAY = date(2026, 3, 3)

Row = tuple[str, ...]


def rows(*head: str) -> list[Row]:
    """The rows of every table whose first columns are called so."""
    return [row[: len(head)] for table in _tables() if table[0][: len(head)] == head for row in table[2:]]


def _tables() -> Iterator[list[Row]]:
    for block in re.findall(r"(?:^\|.*\n)+", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE):
        yield [tuple(cell.strip() for cell in line.strip("|\n").split("|")) for line in block.splitlines()]


def code(cell: str) -> str:
    """What stands between backticks, which is all of the cell."""
    assert re.fullmatch(r"`[^`]+`", cell), cell
    return cell[1:-1]


QUERIES = rows("you write", "it is read as")
TOLD = rows("you write", "it is read as", "the notices say")
PERIODS = rows("a period", "its days")
SAMPLES = rows("you type", "the sample articles read it as", "what is told", "articles")


def test_every_table_of_the_document_is_one_of_these() -> None:
    assert len(QUERIES) + len(PERIODS) + len(SAMPLES) == sum(len(table) - 2 for table in _tables()) > 80
    assert "today is 3 March 2026" in DOCUMENT.read_text(encoding="utf-8").replace("\n", " ")


@pytest.mark.parametrize(("query", "read_as"), QUERIES)
def test_a_query_is_read_as_the_document_says(query: str, read_as: str) -> None:
    assert unparse(parse(code(query), TODAY).node) == code(read_as)


@pytest.mark.parametrize(("query", "_", "told"), TOLD)
def test_the_notices_are_those_of_the_document(query: str, _: str, told: str) -> None:
    notices = parse(code(query), TODAY).notices
    assert " ".join(str(notice.message) for notice in notices) == told


@pytest.mark.parametrize(("text", "days"), PERIODS)
def test_a_period_has_the_days_that_the_document_says(text: str, days: str) -> None:
    found = reading(code(text), TODAY)
    assert isinstance(found, Period)
    assert found.iso == code(days)


def test_the_examples_of_queries_that_nobody_forgives_have_no_notices() -> None:
    forgiven = {row[0] for row in TOLD}
    for query, _ in QUERIES:
        if query not in forgiven:
            assert parse(code(query), TODAY).notices == (), query


@pytest.fixture(scope="module")
def samples(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("samples")
    settings = Settings(index=folder / "index", archive=folder)
    wiring.index(settings, [seeds], prune=False, dry_run=False)
    return wiring.open_engine(settings)


@pytest.mark.parametrize(("text", "read_as", "told", "articles"), SAMPLES)
def test_the_sample_articles_read_a_query_as_the_document_says(
    samples: Engine, text: str, read_as: str, told: str, articles: str
) -> None:
    page = samples.search(SearchQuery(q=code(text)))
    notices = " ".join(str(notice.message) for notice in page.notices)
    assert (page.read_as, notices, str(page.total)) == (code(read_as), told, articles)
