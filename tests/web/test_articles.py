"""The pages of articles, issues, people and sources."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def body(html: str) -> str:
    """The text of a page, without its tags."""
    spaced = re.sub(r"</t[hd]>", " ", html)
    return " ".join(re.sub(r"<[^>]*>", "", spaced).split())


def test_an_article_is_read_with_its_apparatus(client: FlaskClient) -> None:
    html = client.get("/article/visit").text
    text = body(html)
    assert "Title supplied by this archive" in text
    assert "The latest day cited is 8 April 2002." in text
    assert '<p id="p3">' in html
    assert "Iranian Foreign Minister ¶1" in text
    assert "George W. Bush (only in passing, as “Bush”)" in text
    assert 'href="/person/george-w-bush"' not in html
    assert "Which Ivanov? Igor Ivanov · Sergei Ivanov ¶2" in text
    assert "a source whose name is lost 5 April 2002" in text
    assert "Russian agencies (several sources together)" in text
    assert "1–3 Apr 2002" in text
    assert "<mark" not in html


def test_a_printed_title_is_not_called_supplied(client: FlaskClient) -> None:
    assert "supplied" not in client.get("/article/moscow").text


def test_cross_references_are_links_where_held_and_say_so_where_not(client: FlaskClient) -> None:
    html = client.get("/article/visit").text
    assert '(<a href="/article/moscow" title="Monitor vol. 8 no. 66, 4 April 2002">see the Monitor' in html
    assert "see the Monitor, February 20 [not in this archive])" in body(html)
    assert '<a href="/issue/monitor/8/66">Monitor vol. 8 no. 66, 4 April 2002</a>' in html
    assert "Referred to by" in client.get("/article/moscow").text


def test_what_the_reader_searched_is_marked_also_inside_links(client: FlaskClient) -> None:
    html = client.get("/article/visit?q=bushehr+monitor").text
    assert '<mark id="m1">' in html
    assert re.search(r"<a [^>]*>see the <mark[^>]*>Monitor</mark>, April 4</a>", html)
    assert "5 matches of bushehr monitor" not in html
    assert "4 matches of bushehr monitor" in body(html)


def test_text_is_text(client: FlaskClient) -> None:
    assert "&lt;of it&gt; &amp; smiled" in client.get("/article/visit").text


def test_an_article_without_a_header_is_still_a_page(client: FlaskClient) -> None:
    assert "date unknown" in client.get("/article/undated").text


def test_an_issue_says_what_is_missing_around_it(client: FlaskClient) -> None:
    html = client.get("/issue/monitor/8/66").text
    assert "No. 67 is not in this archive." in html
    assert "Nos. 1–65 are not in this archive." in html
    assert '<a rel="prev" href="/issue/monitor/7/207">' in html
    assert '<a rel="next" href="/issue/monitor/8/68">' in html
    assert "Another issue names it." in html


def test_a_person_is_not_confused_with_another(client: FlaskClient) -> None:
    html = client.get("/person/igor-ivanov").text
    assert "Not to be confused with" in html
    assert '<a href="/person/sergei-ivanov">Sergei Ivanov</a> (Foreign Minister)' in html
    assert "4–8 Apr 2002" in html
    assert "Also written: Kamal Kharazi" in body(client.get("/person/kamal-kharrazi").text)
    assert 'href="/search?person=igor-ivanov"' in html


def test_a_source_shows_the_days_it_was_cited_for(client: FlaskClient) -> None:
    text = body(client.get("/source/afp").text)
    assert "2 articles" in text
    assert "1–3 Apr 2002" in text
    assert "1 April 2002" in text


@pytest.mark.parametrize(
    "path",
    [
        "/article/no-such-thing",
        "/issue/monitor/8/67",
        "/issue/prism/8/66",
        "/issue/monitor/8/99999999999999999999",
        "/person/nobody",
        "/source/nobody",
        "/no-such-page",
        "/article/%3Cscript%3E",
    ],
)
def test_what_is_not_here_is_a_404_with_a_search_box(client: FlaskClient, path: str) -> None:
    answer = client.get(f"{path}?echo=never-echo-this")
    assert answer.status_code == 404
    assert '<input type="search"' in answer.text
    assert "never-echo-this" not in answer.text
    assert "<script>" not in answer.text
    assert 'rel="canonical"' not in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/article/visit", "/issue/monitor/8/66", "/person/igor-ivanov", "/source/afp"]
)
def test_every_page_has_one_heading_and_its_own_address(client: FlaskClient, path: str) -> None:
    html = client.get(f"{path}?utm_source=x").text
    assert html.count("<h1") == 1
    assert f'<link rel="canonical" href="http://localhost{path}">' in html


def test_the_home_page_shows_examples_that_work(client: FlaskClient) -> None:
    html = client.get("/").text
    assert "27 articles, 26 issues, 6 people and 3 sources" in html
    examples = re.findall(
        r'<li><a dir="auto" href="(/search[^"]*)">[^<]*</a> <span class="meta">[^<]*· (\d+ article)', html
    )
    assert len(examples) >= 4
    for href, _ in examples:
        assert 'status">0 articles' not in client.get(href.replace("&amp;", "&")).text
