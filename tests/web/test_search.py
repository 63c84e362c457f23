"""Results pages: one address a question, every control a link or a form field, nothing a 500."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.model.search import PER_PAGE
from searchapp.urls import PARAMETERS


def canonical(html: str) -> str:
    found = re.search(r'<link rel="canonical" href="([^"]*)">', html)
    assert found
    return unescape(found[1])


def heading(html: str) -> str:
    found = re.search(r'role="status">([^<]*)<', html)
    assert found
    return found[1]


def hrefs(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"]*)"', html)]


def test_the_canonical_address_is_the_same_for_any_order(client: FlaskClient) -> None:
    one = client.get("/search?volume=8&q=moscow&person=sergei-ivanov&page=1").text
    other = client.get("/search?person=sergei-ivanov&utm_source=x&lang=en&q=+moscow&volume=08").text
    assert canonical(one) == canonical(other)
    assert canonical(one) == "http://localhost/search?q=moscow&volume=8&person=sergei-ivanov"


@pytest.mark.parametrize(
    "asked",
    ["page=0", "page=x", "per_page=7", "sort=best", "after=blue", "volume=x", "q=a&q=b"],
)
def test_what_cannot_be_asked_is_a_400_that_says_what_can(client: FlaskClient, asked: str) -> None:
    answer = client.get(f"/search?{asked}")
    assert answer.status_code == 400
    assert '<input type="search"' in answer.text
    assert "Give" in answer.text or "one of" in answer.text


def test_ten_thousand_characters_are_too_many(client: FlaskClient) -> None:
    answer = client.get("/search?q=" + "x" * 10_000)
    assert answer.status_code == 400
    assert "10000 characters" in answer.text
    assert len(answer.text) < 10_000


def test_past_the_last_page_is_a_404(client: FlaskClient) -> None:
    assert client.get("/search?page=2").status_code == 200
    assert client.get("/search?page=3").status_code == 404
    assert client.get("/search?page=501").status_code == 404  # past the deepest hit


def test_markup_in_a_query_is_text(client: FlaskClient) -> None:
    html = client.get("/search?q=" + quote('<script>alert(1)</script>" onfocus="x')).text
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_control_characters_and_broken_bytes_are_forgiven(client: FlaskClient) -> None:
    assert client.get("/search?q=moscow%00%1f").status_code == 200
    assert client.get("/search?q=moscow+%ed%b2%80%ff").status_code == 200


def test_a_person_nobody_knows_is_a_filter_that_finds_nothing(client: FlaskClient) -> None:
    answer = client.get("/search?q=moscow&person=nobody")
    assert answer.status_code == 200
    assert heading(answer.text) == "0 articles"
    assert 'aria-label="Remove filter: person nobody"' in answer.text
    assert "/search?q=moscow" in hrefs(answer.text)
    assert "Person: nobody</a> (3)" in answer.text


def test_a_chip_removes_its_filter_and_no_other(client: FlaskClient) -> None:
    html = client.get("/search?person=igor-ivanov&-source=none&volume=8&after=2002-04-05").text
    for label, href in [
        ("person Igor Ivanov", "/search?volume=8&-source=none&after=2002-04-05"),
        ("not source cited no source cited", "/search?volume=8&person=igor-ivanov&after=2002-04-05"),
        ("from 5 April 2002", "/search?volume=8&person=igor-ivanov&-source=none"),
    ]:
        assert f'href="{href.replace("&", "&amp;")}" aria-label="Remove filter: {label}"' in html


def test_every_value_can_be_chosen_and_excluded(client: FlaskClient) -> None:
    html = client.get("/search?person=igor-ivanov&-source=none").text
    assert '<input type="checkbox" name="person" value="igor-ivanov" form="f" checked>' in html
    assert '<input type="checkbox" name="-person" value="vladimir-putin" form="f"' in html
    assert 'aria-label="not No source cited" checked' in html
    for value in ("none", "itar-tass"):
        assert f'name="source" value="{value}"' in html


def test_the_form_carries_what_no_box_stands_for(client: FlaskClient) -> None:
    html = client.get("/search?issue=60..70&sort=newest&per_page=50&match=any&q=moscow").text
    for name, value in [("issue", "60..70"), ("sort", "newest"), ("per_page", "50"), ("match", "any")]:
        assert f'<input type="hidden" name="{name}" value="{value}" form="f">' in html
    assert 'name="page"' not in html


def test_the_first_ten_values_and_the_rest_behind_a_switch(client: FlaskClient) -> None:
    html = client.get("/search").text
    assert "Issues of volume 8" in html
    assert 'name="issue" value="8:66"' in html
    assert "Date unknown" in html


def test_pages_know_their_neighbours(client: FlaskClient) -> None:
    first, second = client.get("/search").text, client.get("/search?page=2").text
    assert '<link rel="next" href="/search?page=2">' in first
    assert 'rel="prev"' not in first
    assert '<link rel="prev" href="/search">' in second
    assert '<ol class="hits" start="21">' in second
    assert 'aria-label="Page 2" aria-current="page"' in second


def test_a_hit_shows_where_it_matched_and_who_is_in_it(client: FlaskClient) -> None:
    html = client.get("/search?q=bushehr").text
    assert heading(html) == "1 article"
    assert "<mark>Bushehr</mark>" in html
    assert "/article/visit?q=bushehr&at=1#p2" in hrefs(html)
    assert "/person/kamal-kharrazi" in hrefs(html)
    assert "/source/afp" in hrefs(html)
    assert "8 April 2002" in html
    assert "(worked out)" in html


def test_how_the_query_was_read_and_what_was_forgiven(client: FlaskClient) -> None:
    html = client.get("/search?q=" + quote('moscow "axis of evil')).text
    assert "Read as:" in html
    assert "The quotation mark was closed at the end." in html


def test_an_issue_named_in_the_query_is_one_step_away(client: FlaskClient) -> None:
    for q in ("8:66", "vol 8 no 66", "Monitor vol. 8, no. 66"):
        html = client.get("/search", query_string={"q": q}).text
        assert '<a href="/issue/monitor/8/66">Go to Monitor vol. 8 no. 66</a>' in html
    assert "Go to" not in client.get("/search?q=8:67").text


def test_relative_dates_are_rewritten_once(client: FlaskClient) -> None:
    answer = client.get("/search?after=yesterday&q=moscow")
    assert answer.status_code == 302
    assert re.fullmatch(r"/search\?q=moscow&after=\d{4}-\d\d-\d\d", answer.headers["Location"])
    assert client.get(answer.headers["Location"]).status_code == 200


def test_bars_show_when_and_tell_no_match_from_not_held(client: FlaskClient) -> None:
    html = client.get("/search?q=moscow&volume=8").text
    assert '<a href="/search?q=moscow&amp;volume=8&amp;year=2002" aria-label="2002: 2 articles">' in html
    assert 'aria-label="1998: 0 articles"' in html
    assert "not in this archive" not in html


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/search?q=moscow").headers["ETag"]
    again = client.get("/search?q=moscow&page=1", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get("/search?q=moscow", headers={"If-None-Match": tag, "Accept-Language": "ru"})
    assert other.status_code == 200


words = st.sampled_from(
    [
        "moscow",
        '"axis of',
        "-iran",
        "person:",
        "date:2002",
        "after:",
        "after:blue",
        "💥",
        "OR",
        "((",
        "*",
        "~",
        "8:66",
        "\x00",
        "İ",
    ]
)
texts = st.lists(words | st.text(max_size=5), max_size=5).map(" ".join)
values = texts | st.sampled_from(
    ["8", "8:66", "2002", "2002-04", "none", "igor-ivanov", "all", "newest", "1"]
)
pairs = st.lists(st.tuples(st.sampled_from(PARAMETERS), values), max_size=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(pairs)
def test_whatever_is_asked_is_answered(client: FlaskClient, pairs: list[tuple[str, str]]) -> None:
    encodable = [(name, value.encode("utf-8", "replace")) for name, value in pairs]
    answer = client.get("/search?" + urlencode(encodable))
    assert answer.status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("size", PER_PAGE)
def test_page_sizes(client: FlaskClient, size: int) -> None:
    html = client.get(f"/search?per_page={size}").text
    assert html.count("<article>") == min(size, 27)
