"""The search that the address of an article carries."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery, Sort
from searchapp.urls.carried import Carried

TODAY = date(2026, 3, 3)
QUERIES = st.builds(
    lambda q, people, sort: SearchQuery(q=" ".join(q.split()), sort=sort).toggle("person", people),
    st.text('ab “"&+#%/?é', max_size=12),
    st.sampled_from(["igor-ivanov", "none"]),
    st.sampled_from(Sort),
)


@given(QUERIES, st.integers(1, 10_000), st.booleans())
def test_an_address_says_what_it_was_made_of(query: SearchQuery, at: int, marks: bool) -> None:
    carried = Carried(query=query, at=at, marks=marks)
    parts = urlsplit(carried.url(ArticleId("visit")))
    assert parts.path == "/article/visit"
    read = Carried.of(parse_qsl(parts.query), TODAY)
    assert read is not None
    assert read.url(ArticleId("visit")) == carried.url(ArticleId("visit"))


@pytest.mark.parametrize(
    "asked", ["", "at=0", "at=x", "at=10001", "page=0&at=1", "q=a&q=b", "sort=best&at=1"]
)
def test_what_cannot_be_understood_is_not_carried(asked: str) -> None:
    assert Carried.of(parse_qsl(asked), TODAY) is None


def test_the_way_back_is_to_the_hit_on_its_page() -> None:
    assert Carried(query=SearchQuery(q="duma"), at=21).back == "/search?q=duma&page=2#hit-21"
    assert Carried(query=SearchQuery(q="duma")).back == "/search?q=duma"


def link(html: str, rel: str) -> str | None:
    found = re.search(rf'<a rel="{rel}" href="([^"]*)" title', html)
    return unescape(found[1]) if found else None


def test_from_hit_to_hit(client: FlaskClient) -> None:
    """Across the end of a page of results, to the last one and back."""
    first = unescape(
        re.findall(r'<h3><a href="([^"]*)"', client.get("/search?q=seleznev&sort=newest").text)[0]
    )
    seen, address = [], first
    while address:
        html = client.get(address).text
        seen.append(urlsplit(address).path)
        assert f"Result {len(seen)} of 24" in html
        address = link(html, "next") or ""
    assert len(set(seen)) == 24
    previous = link(client.get(f"{seen[-1]}?q=seleznev&sort=newest&at=24").text, "prev")
    assert previous == f"{seen[-2]}?q=seleznev&sort=newest&at=23"


def test_an_article_that_is_no_longer_that_hit_has_no_neighbours(client: FlaskClient) -> None:
    html = client.get("/article/moscow?q=seleznev&at=3").text
    assert "Result 3" not in html
    assert '<a href="/search?q=seleznev#hit-3"' in html
    assert "Nothing in this text matches seleznev." in html


def test_the_canonical_address_carries_nothing(client: FlaskClient) -> None:
    html = client.get("/article/moscow?q=moscow&volume=8&at=1").text
    assert '<link rel="canonical" href="http://localhost/article/moscow">' in html


def test_every_match_knows_the_next(client: FlaskClient) -> None:
    html = client.get("/article/visit?q=bushehr+moscow&at=1").text
    steps = re.findall(r'<mark id="(m\d)">[^<]*</mark><span class="step"><b>([^<]*)</b>', html)
    assert steps == [("m1", "Match 1 of 3"), ("m2", "Match 2 of 3"), ("m3", "Match 3 of 3")]
    # From the head and from the second match.
    assert html.count('href="#m1"') == 2


def test_a_name_in_another_script_is_marked_as_the_article_prints_it(client: FlaskClient) -> None:
    assert '<mark id="m1">Putin</mark>' in client.get("/article/visit", query_string={"q": "Путин"}).text


def test_marks_are_hidden_and_shown_again(client: FlaskClient) -> None:
    html = client.get("/article/visit?q=bushehr&marks=off").text
    assert "<mark" not in html
    assert '<a href="/article/visit?q=bushehr">Show the matches</a>' in html


def test_an_article_says_what_made_it_a_result(client: FlaskClient) -> None:
    html = client.get("/article/moscow?q=seleznev+the+moscow&at=1").text
    said = re.findall(r"<li>(\d+% · .*)</li>", html)
    shares = [int(each.partition("%")[0]) for each in said]
    assert "Why this result?" in html
    assert shares == sorted(shares, reverse=True)
    assert 99 <= sum(shares) <= 101
    assert any("moscow: " in each and "text " in each and each.endswith("×") for each in said)


@pytest.mark.parametrize("asked", ["", "?volume=8&at=1", "?q=-duma&at=1"])
def test_where_no_word_was_asked_there_is_nothing_to_explain(client: FlaskClient, asked: str) -> None:
    assert "Why this result?" not in client.get(f"/article/moscow{asked}").text
