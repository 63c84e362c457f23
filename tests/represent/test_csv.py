"""Tables, as csv readers see them; no spreadsheet calculates what an article is called."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.model.search import SearchPage, SearchQuery
from searchapp.represent.csv import COLUMNS, defused, table
from tests.represent.answers import ORIGIN, PUBLICATIONS, found, page_of, with_text


def rows(page: SearchPage) -> list[dict[str, str]]:
    text = table(page, PUBLICATIONS, ORIGIN).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_an_article_is_a_line() -> None:
    [row] = rows(found(SearchQuery(q="bushehr")))
    assert row == {
        "id": "visit",
        "url": "https://archive.example.org/article/visit",
        "publication": "Monitor",
        "volume": "8",
        "issue": "68",
        "date": "2002-04-08",
        "date_certainty": "inferred",
        "title": "Iranian Foreign Minister Kamal Kharrazi begins two days of talks in Moscow today",
        "title_supplied": "true",
        "people": "Kamal Kharrazi; Igor Ivanov; Vladimir Putin",
        "sources": "AFP; Itar-Tass; Russian agencies",
    }


def test_what_is_unknown_is_an_empty_cell() -> None:
    [row] = rows(found(SearchQuery(q="header")))
    assert (row["publication"], row["volume"], row["issue"], row["date"]) == ("", "", "", "")
    assert row["date_certainty"] == "unknown"


def test_nothing_found_is_the_names_of_the_columns() -> None:
    text = table(found(SearchQuery(q="nothing-at-all")), PUBLICATIONS, ORIGIN)
    assert text == ",".join(COLUMNS).encode() + b"\r\n"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＠"])
def test_formulas_are_defused(first: str) -> None:
    [row] = rows(page_of(with_text(f'{first}HYPERLINK("http://evil")', "Text.")))
    assert row["title"] == f'\'{first}HYPERLINK("http://evil")'
    assert row["id"] == "'-odd.1"


def test_other_cells_are_left_alone() -> None:
    assert defused("Itar-Tass = a source") == "Itar-Tass = a source"


texts = st.text(st.characters(codec="utf-8"))


@given(texts, texts)
def test_every_cell_comes_back(title: str, name: str) -> None:
    [row] = rows(page_of(with_text(title, "Text.", person=name)))
    assert (row["title"], row["people"]) == (defused(title), defused(name))
    assert not row["title"].startswith(("=", "+", "-", "@", "\t", "\r"))
