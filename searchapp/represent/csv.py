"""Hits as a table that opens in any spreadsheet, and runs in none (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from searchapp.model.article import Article
from searchapp.model.search import SearchPage
from searchapp.represent.json import Publications, publication_name
from searchapp.represent.origin import Origin
from searchapp.urls.records import article_url

MEDIA_TYPE = "text/csv"
COLUMNS = (
    "id",
    "url",
    "publication",
    "volume",
    "issue",
    "date",
    "date_certainty",
    "title",
    "title_supplied",
    "people",
    "sources",
)
"""Several people or sources share a cell, with `; ` between them."""

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in full width too."""


def table(page: SearchPage, publications: Publications, origin: Origin) -> bytes:
    """One page of results, a line each, below the names of the columns."""
    rows = (_row(hit.article, publications, origin) for hit in page.hits)
    return lines((COLUMNS, *rows)).encode("utf-8", "replace")


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Rows as lines, with cells that could be formulas defused."""
    text = io.StringIO()
    csv.writer(text).writerows([map(defused, row) for row in rows])
    return text.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet calculates: an apostrophe goes before what could be a formula."""
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def _row(article: Article, publications: Publications, origin: Origin) -> tuple[str, ...]:
    day = article.date.value
    return (
        article.id,
        origin.at(article_url(article.id)),
        publication_name(article, publications) or "",
        _number(article.volume),
        _number(article.issue),
        day.isoformat() if day else "",
        article.date.certainty.value,
        article.title,
        "true" if article.title_supplied else "false",
        "; ".join(person.name for person in article.identities),
        "; ".join(name for _, name in article.sources),
    )


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
