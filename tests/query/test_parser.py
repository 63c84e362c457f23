"""Texts to trees: what readers type, and the laws that hold for whatever they type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.query.nodes import DEEPEST, And, Everything, Node, Not, Or, Term, unparse
from searchapp.query.parser import MOST_TERMS, absolute, parse
from searchapp.query.parts import any_of

TODAY = date(2026, 3, 2)
CASES = tomllib.loads((Path(__file__).parent / "parser.toml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_case(case: Mapping[str, str | Sequence[str]]) -> None:
    text = str(case["text"])
    parsed = parse(text, TODAY)
    assert unparse(parsed.node) == case["read_as"]
    assert [str(notice.message) for notice in parsed.notices] == case.get("notices", [])
    assert parsed.absolute == case.get("absolute", text)


def test_only_an_empty_text_is_everything() -> None:
    assert parse(" \n").node == Everything()
    assert parse('""').node == Or(())


def test_as_many_words_as_are_searched() -> None:
    words = [f"w{number}" for number in range(MOST_TERMS + 2)]
    parsed = parse(" ".join(words))
    assert parsed.node == And(tuple(Term(word) for word in words[:MOST_TERMS]))
    (notice,) = parsed.notices
    assert str(notice.message) == "Only the first 32 words were searched."
    assert " ".join(words)[notice.start : notice.end] == words[MOST_TERMS]


def test_the_deepest_brackets_read_back() -> None:
    text = "x"
    for number in range(DEEPEST):
        text = f"({text} OR b{number}) c{number}"
    parsed = parse(text)
    assert parsed.notices == ()
    assert parse(unparse(parsed.node)).node == parsed.node


def test_deeper_brackets_are_ignored() -> None:
    assert {str(notice.message) for notice in parse("(" * 9 + "x").notices} == {
        "Brackets deeper than 8 were ignored.",
        "An open bracket was closed at the end.",
    }


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("iran", "iran"),
        ("iran iraq", "iran OR iraq"),
        ("iran iraq -russia", "(iran OR iraq) AND -russia"),
        ("iran iraq volume:8", "(iran OR iraq) AND volume:8"),
        ("iran title:iraq date:2002-04-05", "(iran OR title:iraq) AND date:2002-04-05"),
        ("iran -russia", "iran AND -russia"),
        ("-iran -russia", "-iran AND -russia"),
        ('"axis of evil" iran', "“axis of evil” OR iran"),
    ],
)
def test_any_of_the_words(text: str, read_as: str) -> None:
    assert unparse(any_of(parse(text).node)) == read_as


# Laws ---------------------------------------------------------------------------------------------

PIECES = (
    "iran", "the", "of", "a", "Itar-Tass", "x-y", "U.S.", "Путин", "й", "8:66", "2002", "OR", "AND", "NOT",
    "-", "~", "*", "=", '"', "“", "”", "„", "«", "»", "'", "’", "(", ")", "((", "))", "-(", " ", " ", "~5",
    ".", ":", "title:", "person:", "volume:", "issue:", "month:", "date:", "after:", "before:", "author:",
    "date:2002-04", "04/05/2002", "yesterday", "🙂",
)  # fmt: skip

soups = st.tuples(st.sampled_from(("", " ")), st.lists(st.sampled_from(PIECES), max_size=30)).map(
    lambda soup: soup[0].join(soup[1])
)
texts = soups | st.text(max_size=60)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_every_text_is_read(text: str) -> None:
    parsed = parse(text, TODAY)
    for notice in parsed.notices:
        assert str(notice.message)
        start, end = notice.start, notice.end
        assert (start is None and end is None) or 0 <= (start or 0) < (end or 0) <= len(text)
    assert _leaves(parsed.node) <= MOST_TERMS


@settings(max_examples=1500, deadline=None)
@given(texts)
def test_what_is_written_back_is_read_as_the_same(text: str) -> None:
    node = parse(text, TODAY).node
    assert parse(unparse(node)).node == node
    assert unparse(parse(unparse(node)).node) == unparse(node)


@settings(max_examples=400, deadline=None)
@given(texts)
def test_without_relative_dates_a_text_means_the_same_on_any_day(text: str) -> None:
    fixed = absolute(text, TODAY)
    node = parse(text, TODAY).node
    assert parse(fixed).node == node
    assert parse(fixed, date(1999, 12, 31)).node == node
    assert absolute(fixed, date(1999, 12, 31)) == fixed


def _leaves(node: Node) -> int:
    match node:
        case And(nodes) | Or(nodes):
            return sum(map(_leaves, nodes))
        case Not(child):
            return _leaves(child)
        case _:
            return 1
