"""References, as the readers of citation managers see them."""

from __future__ import annotations

import re
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st

from searchapp.model.article import Article
from searchapp.model.search import SearchQuery
from searchapp.represent.citations import bibtex, escaped, ris
from tests.represent.answers import ORIGIN, PUBLICATIONS, article, found, page_of, with_text


def from_ris(*articles: Article) -> list[dict[str, Any]]:
    text = ris(articles, PUBLICATIONS, ORIGIN).decode()
    references: list[dict[str, Any]] = rispy.loads(text)
    return references


def from_bibtex(*articles: Article) -> list[dict[str, str]]:
    library = parse_string(bibtex(articles, PUBLICATIONS, ORIGIN).decode())
    assert library.failed_blocks == []
    return [
        {"kind": entry.entry_type, "key": entry.key, **{field.key: field.value for field in entry.fields}}
        for entry in library.entries
    ]


def test_an_article_in_ris() -> None:
    [reference] = from_ris(article("visit"))
    assert reference == {
        "type_of_reference": "JOUR",
        "id": "visit",
        "title": "[Iranian Foreign Minister Kamal Kharrazi begins two days of talks in Moscow today]",
        "secondary_title": "Monitor",
        "volume": "8",
        "number": "68",
        "year": "2002",
        "date": "2002/04/08",
        "urls": ["https://archive.example.org/article/visit"],
        "name_of_database": "Monitor archive",
        "language": "en",
        "keywords": ["Kamal Kharrazi", "Igor Ivanov", "Vladimir Putin"],
        "notes": ["The date was worked out by the archive."],
    }


def test_an_article_in_bibtex() -> None:
    [entry] = from_bibtex(article("moscow"))
    assert entry == {
        "kind": "article",
        "key": "moscow",
        "title": "{MOSCOW WAITS FOR IRAN’S GUEST.}",
        "journal": "Monitor",
        "volume": "8",
        "number": "66",
        "year": "2002",
        "date": "2002-04-04",
        "month": "apr",
        "url": "https://archive.example.org/article/moscow",
        "keywords": "Sergei Ivanov",
        "language": "english",
    }


def test_what_is_unknown_is_left_out() -> None:
    [reference], [entry] = from_ris(article("undated")), from_bibtex(article("undated"))
    assert not {"secondary_title", "volume", "number", "year", "date", "notes"} & set(reference)
    assert not {"journal", "volume", "number", "year", "date", "month", "note"} & set(entry)
    assert entry["kind"] == "misc"


def test_lines_of_ris_end_as_the_format_has_it() -> None:
    text = ris([article("visit"), article("moscow")], PUBLICATIONS, ORIGIN)
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert text.count(b"ER  - \r\n") == 2
    assert text.startswith(b"TY  - JOUR\r\n")


def test_a_page_is_as_many_references() -> None:
    articles = [hit.article for hit in found(SearchQuery()).hits]
    assert [each["id"] for each in from_ris(*articles)] == [each.id for each in articles]
    assert [each["key"] for each in from_bibtex(*articles)] == [each.id for each in articles]


@pytest.mark.parametrize("write", [ris, bibtex])
def test_nothing_found_is_nothing(write: Any) -> None:
    assert write([hit.article for hit in page_of().hits], PUBLICATIONS, ORIGIN) == b""


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("AT&T: 50% of #1_a $", r"AT\&T: 50\% of \#1\_a \$"),
        ("{open", r"\textbraceleft{}open"),
        (r"C:\new", r"C:\textbackslash{}new"),
        ("~^", r"\textasciitilde{}\textasciicircum{}"),
        ("a\r\nb\tc", "a b c"),
        ("Путин “x”", "Путин “x”"),
    ],
)
def test_latex_prints_the_text_as_it_is(text: str, latex: str) -> None:
    assert escaped(text) == latex


PRINTED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textquotedbl{}": '"',
    **{f"\\{each}": each for each in "&%$#_"},
}


def printed(latex: str) -> str:
    """What LaTeX makes of it."""
    return re.sub(r"\\text[a-z]+\{\}|\\[&%$#_]", lambda found: PRINTED[found[0]], latex)


lines = st.text(st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]))


@given(lines)
def test_every_title_comes_back_from_bibtex(title: str) -> None:
    [entry] = from_bibtex(with_text(title, "Text."))
    assert printed(entry["title"].removeprefix("{").removesuffix("}")) == title


@given(st.text(), st.text())
def test_no_text_breaks_references(title: str, name: str) -> None:
    odd = with_text(title.encode("utf-8", "replace").decode(), "Text.", person=name)
    assert len(from_ris(odd, article("moscow"))) == 2
    assert len(from_bibtex(odd, article("moscow"))) == 2
