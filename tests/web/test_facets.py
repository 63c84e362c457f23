"""The pages of whole facets: every value of the articles found, exactly counted, with ways there and back."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.engines.memory import MemoryEngine
from searchapp.engines.tallies import parent_of
from searchapp.engines.values import admits, held_values
from searchapp.fields import FACETS
from searchapp.model.article import Article
from searchapp.model.search import NONE, SearchQuery
from searchapp.settings import Settings
from searchapp.urls import from_params, search_url, to_params
from searchapp.urls.lists import VALUES, Order, facet_url
from searchapp.web import create_app
from tests.engines import strategies
from tests.engines.builders import Put, article, registry
from tests.web.conftest import Archive

PARENTS = {"issue": "volume", "month": "year"}
FAMILIES = {field.name: field.family for field in FACETS}


def filled(puts: Iterable[Put]) -> MemoryEngine:
    held = {made.id: (made, draft) for made, draft in puts}
    engine = MemoryEngine()
    with engine.writer() as writer:
        for put in held.values():
            writer.put(*put)
        writer.set_registry(registry(held.values()))
    return engine


def site(engine: MemoryEngine) -> FlaskClient:
    return create_app(Settings(), engine, Archive()).test_client()


def rows(html: str) -> list[tuple[str, str]]:
    """Where each value that is not chosen leads, and its count."""
    found = re.findall(r'<li><a href="([^"]*)">[^<]*</a> <span class="meta">([^<]*)</span>', html)
    return [(unescape(href), count) for href, count in found]


def chosen(html: str) -> dict[str, str]:
    """What is chosen or excluded, and its count."""
    found = re.findall(r'">([^<]*) <span class="of">([\d,]+)</span> <span class="x"', html)
    return {unescape(name): count for name, count in found}


def every_row(client: FlaskClient, url: str) -> list[tuple[str, str]]:
    """Of all pages."""
    found: list[tuple[str, str]] = []
    while url:
        html = client.get(url).text
        found += rows(html)
        following = re.search(r'<link rel="next" href="([^"]*)">', html)
        url = unescape(following[1]) if following else ""
    return found


def counted(matching: Sequence[Article], query: SearchQuery, field: str) -> Counter[str]:
    """By brute force: the values of the articles that pass the other families' filters."""
    counts: Counter[str] = Counter()
    for each in matching:
        held = held_values(each)
        others = [asked for asked in query.filters if FAMILIES[asked.field] != FAMILIES[field]]
        if not all(admits(asked, held[asked.field]) for asked in others):
            continue
        values = held[field]
        if field in PARENTS:  # no issue lies in no volume, whatever volume the article has
            chosen = query.filter(PARENTS[field])
            values = tuple(value for value in values if admits(chosen, (parent_of(field, value),)))
        counts.update({value.rpartition(":")[2] if field == "issue" else value for value in values})
    return counts


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 2**32).map(strategies.random_put), max_size=12),
    strategies.queries(),
    st.sampled_from(Order),
)
def test_every_value_is_there_with_its_own_count(puts: list[Put], asked: SearchQuery, order: Order) -> None:
    engine = filled(puts)
    client = site(engine)
    query = from_params(to_params(SearchQuery(filters=asked.filters)), today=date(2026, 3, 2))
    everything = [put.article for put in engine.entries.values()]
    for field in FAMILIES:
        html = client.get(facet_url(field, query, VALUES.whole.by(order))).text
        counts = counted(everything, query, field)
        own = query.filter(field)
        for value in (*own.values, *own.excluded):
            counts.pop(value, None)
        expected = [(search_url(query.toggle(field, value)), str(count)) for value, count in counts.items()]
        assert sorted(rows(html)) == sorted(expected), field
        assert len(chosen(html)) == len({*own.values, *own.excluded}), field


@pytest.fixture(scope="module")
def many() -> FlaskClient:
    """205 people and Igor Ivanov, who is in every second article; all of volume 8."""
    people = [[f"Bob Number{n:03}", *(["Igor Ivanov"] if n % 2 else [])] for n in range(205)]
    puts = [
        article(f"{n:03}", "Gas and oil" if n < 50 else "Oil", volume=8, issue=n + 1, people=named)
        for n, named in enumerate(people)
    ]
    return site(filled(puts))


def test_all_pages_together_hold_every_value_once(many: FlaskClient) -> None:
    found = every_row(many, "/facet/person?volume=8")
    assert len(found) == len(set(found)) == 206
    assert found[0] == ("/search?volume=8&person=igor-ivanov", "102")
    assert "206 people" in many.get("/facet/person?volume=8").text
    assert many.get("/facet/person?facet_page=4").status_code == 404


def test_what_is_looked_for_is_found_and_the_rest_of_the_search_kept(many: FlaskClient) -> None:
    html = many.get("/facet/person?q=gas&volume=8&sort=newest&facet_find=number04").text
    assert len(rows(html)) == 10
    assert rows(html)[0] == ("/search?q=gas&volume=8&person=bob-number040&sort=newest", "1")
    for name, value in (("q", "gas"), ("volume", "8"), ("sort", "newest")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in html
    assert 'href="/facet/person?q=gas&amp;volume=8&amp;sort=newest">Show all' in html
    assert 'href="/search?q=gas&amp;volume=8&amp;sort=newest">Results for “gas”' in html


def test_in_the_order_of_the_alphabet_there_are_letters(many: FlaskClient) -> None:
    html = many.get("/facet/person?facet_sort=name&facet_letter=I").text
    assert rows(html) == [("/search?person=igor-ivanov", "102")]
    assert '<a href="/facet/person?facet_letter=N&amp;facet_sort=name">N</a>' in html
    assert (
        '<link rel="canonical" href="http://localhost/facet/person?facet_letter=I&amp;facet_sort=name">'
        in html
    )


def test_every_value_leads_to_what_is_without_it(many: FlaskClient) -> None:
    html = many.get("/facet/person?q=gas").text
    assert (
        '<a class="meta" href="/search?q=gas&amp;-person=igor-ivanov" aria-label="not Igor Ivanov">not</a>'
        in html
    )
    assert json.loads(many.get("/search.json?q=gas&-person=igor-ivanov").data)["meta"]["total"] == 25


def test_what_is_chosen_stays_in_sight_even_at_0(many: FlaskClient) -> None:
    asked = "person=nobody&person=bob-number001&-person=bob-number003&q=gas"
    for part in ("", "&facet_page=1&facet_find=xyz", "&facet_letter=I"):
        html = many.get(f"/facet/person?{asked}{part}").text
        assert chosen(html) == {"nobody": "0", "Bob Number001": "1", "not Bob Number003": "1"}
        removing = "/search?q=gas&amp;person=bob-number001&amp;person=nobody"
        assert f'<a href="{removing}" aria-label="Remove filter: people not Bob Number003 (1)">' in html


def test_the_other_filters_are_told_and_the_facets_own_are_not_told_twice(many: FlaskClient) -> None:
    html = many.get("/facet/person?person=igor-ivanov&volume=8").text
    assert 'aria-label="Remove filter: volume 8"' in html
    assert "Remove filter: person Igor Ivanov" not in html


def test_numbers_stand_in_the_order_of_numbers(many: FlaskClient) -> None:
    found = rows(many.get("/facet/issue?volume=8&facet_sort=name").text)
    assert [href.rpartition("=")[2] for href, _ in found[:12]] == [str(n) for n in range(1, 13)]


def test_what_is_unknown_is_a_value_too_and_stands_last(many: FlaskClient) -> None:
    html = many.get("/facet/year?facet_sort=name").text
    assert rows(html) == [(f"/search?year={NONE}", "205")]
    assert "Date unknown" in html


def test_results_lead_to_all_values(many: FlaskClient) -> None:
    html = many.get("/search?q=oil&volume=8").text
    assert '<a href="/facet/person?q=oil&amp;volume=8">All 206 people</a>' in html
    body = json.loads(many.get("/search.json?q=oil&volume=8&page=2").data)["facets"]
    assert body["person"]["more_url"] == "/facet/person?q=oil&volume=8"
    assert body["volume"]["more_url"] is None
    assert many.get(body["person"]["more_url"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/facet/title", 404),
        ("/facet/persn", 404),
        ("/facet/person?facet_sort=best", 400),
        ("/facet/person?facet_page=0", 400),
        ("/facet/person?volume=x", 400),
        ("/facet/person?after=yesterday", 302),
        ("/facet/person?utm_source=x&page=7", 200),
    ],
)
def test_what_cannot_be_asked_says_so(many: FlaskClient, path: str, status: int) -> None:
    assert many.get(path).status_code == status


def test_crawlers_keep_out_and_browsers_need_not_ask_twice(many: FlaskClient) -> None:
    answer = many.get("/facet/person?q=oil")
    assert '<meta name="robots" content="noindex">' in answer.text
    again = many.get("/facet/person?q=oil", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_old_slugs_lead_to_new_ones(client: FlaskClient) -> None:
    answer = client.get("/facet/source?person=kamal-kharazi&facet_sort=name")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/facet/source?person=kamal-kharrazi&facet_sort=name"
