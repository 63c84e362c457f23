"""A question in parts."""

from __future__ import annotations

import pytest
from hypothesis import given

from searchapp.model.search import Filter, Match, SearchQuery
from searchapp.query.conditions import conditions, parts_of_text, ways_out
from searchapp.query.nodes import Everything, unparse
from searchapp.query.parser import parse
from searchapp.query.parts import Parts, any_of, searched, without
from tests.engines import strategies


@pytest.mark.parametrize(
    ("text", "words", "others"),
    [
        ("iran bushehr", ["iran", "bushehr"], []),
        ("iran -russia person:putin", ["iran"], ["-russia", "person:putin"]),
        ("title:moscow after:2001 (a1 OR b2)", ["title:moscow", "a1 OR b2"], ["after:2001-01-01"]),
        ("-russia", [], ["-russia"]),
    ],
)
def test_words_and_conditions(text: str, words: list[str], others: list[str]) -> None:
    parts = Parts.of(parse(text).node)
    assert (list(map(unparse, parts.words)), list(map(unparse, parts.conditions))) == (words, others)


@given(strategies.texts)
def test_what_is_left_out_is_not_asked(text: str) -> None:
    node = parse(text).node
    leaves = list(searched(node))
    assert without(node, []) == node
    assert list(searched(without(node, leaves))) == []
    for leaf in leaves:
        assert leaf not in searched(without(node, [leaf]))


def test_nothing_asked_is_everything() -> None:
    assert without(parse("iran OR -oil").node, list(searched(parse("iran oil").node))) == Everything()


def test_any_of_the_words_leaves_conditions_as_they_are() -> None:
    assert unparse(any_of(parse("iran oil -russia").node)) == "(iran OR oil) AND -russia"


def test_ways_out_are_the_conditions_the_parts_and_all_of_either() -> None:
    query = SearchQuery(
        q="iran -oil",
        match=Match.ALL,
        filters=(Filter(field="person", values=("igor-ivanov",)), Filter(field="volume", excluded=("8",))),
    )
    assert [(each.param, each.value, each.excluded) for each in conditions(query)] == [
        ("person", "igor-ivanov", False),
        ("volume", "8", True),
        ("match", "all", False),
    ]
    assert [(each.value, each.without.q) for each in parts_of_text(query)] == [
        ("iran", "-oil"),
        ("-oil", "iran"),
    ]
    assert [each.param for each in ways_out(query)] == [
        "person",
        "volume",
        "match",
        "q",
        "q",
        "words",
        "filters",
    ]
    assert [each.without.q for each in ways_out(query)][-2:] == ["", "iran -oil"]
