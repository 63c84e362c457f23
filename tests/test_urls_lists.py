"""The addresses of lists: what is asked is what stands there, and nothing of it is the search's own."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.errors import ParameterError
from searchapp.model.search import SearchQuery, Sort
from searchapp.urls import from_params
from searchapp.urls.lists import (
    NAMES,
    VALUES,
    Kind,
    Order,
    Part,
    facet_url,
    from_list_params,
    list_url,
    to_list_params,
)

texts = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=8)
parts = st.builds(Part, find=texts, letter=texts, order=st.sampled_from(Order), page=st.integers(1, 10_000))
kinds = st.sampled_from((NAMES, VALUES))


@given(parts, kinds)
def test_what_an_address_asks_is_what_it_was_made_of(part: Part, kind: Kind) -> None:
    assert from_list_params(to_list_params(part, kind), kind) == part


@given(parts)
def test_a_facets_page_asks_the_search_and_its_part_apart(part: Part) -> None:
    query = SearchQuery(q="bushehr", sort=Sort.NEWEST, page=3).toggle("volume", "8")
    url = urlsplit(facet_url("person", query, part))
    pairs = parse_qsl(url.query)
    assert url.path == "/facet/person"
    assert from_params(pairs, today=date(2026, 3, 2)) == query.on_page(1)
    assert from_list_params(pairs, VALUES) == part


def test_defaults_are_left_out() -> None:
    assert list_url("/people", NAMES.whole) == "/people"
    assert facet_url("person", SearchQuery(), VALUES.whole) == "/facet/person"
    assert list_url("/people", NAMES.whole.by(Order.COUNT).on_page(2)) == "/people?sort=count&page=2"
    by_name = VALUES.whole.by(Order.NAME)
    assert facet_url("source", SearchQuery(q="x"), by_name) == "/facet/source?q=x&facet_sort=name"


@pytest.mark.parametrize(
    ("pair", "param"), [(("facet_page", "0"), "facet_page"), (("facet_sort", "best"), "facet_sort")]
)
def test_what_cannot_be_asked_is_named(pair: tuple[str, str], param: str) -> None:
    with pytest.raises(ParameterError) as caught:
        from_list_params([pair], VALUES)
    assert caught.value.param == param
