"""Dates that readers type, as the pages answer them."""

from __future__ import annotations

import re

from flask.testing import FlaskClient


def links(page: str) -> list[tuple[str, str]]:
    """Address and text of each link of a notice."""
    return re.findall(r'<p class="notice"><a href="([^"]*)">([^<]*)</a>', page)


def test_each_day_that_a_date_can_be_is_a_link(client: FlaskClient) -> None:
    page = client.get("/search?q=date:04/05/2002").text
    assert "“04/05/2002” can be two days: both were searched, 4 May 2002 and 5 April 2002." in page
    assert links(page) == [
        ("/search?q=date:2002-05-04", "Only 4 May 2002"),
        ("/search?q=date:2002-04-05", "Only 5 April 2002"),
    ]


def test_a_parameter_that_can_be_two_days_is_a_notice_too(client: FlaskClient) -> None:
    page = client.get("/search?before=04/05/2002").text
    assert links(page) == [
        ("/search?before=2002-05-04", "Only 4 May 2002"),
        ("/search?before=2002-04-05", "Only 5 April 2002"),
    ]
    told = client.get("/search.json?before=04/05/2002").get_json()["query"]["notices"]
    assert told == ["“04/05/2002” can be two days: both were searched, 2002-05-04 and 2002-04-05."]


def test_words_of_any_language_become_days(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"after": "прошлым летом", "lang": "ru"})
    assert answer.status_code == 302
    assert re.fullmatch(r"/search\?after=\d{4}-06-01", answer.location)
    assert client.get(answer.location).status_code == 200


def test_a_day_that_does_not_exist_is_told(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"after": "30 February 2002"})
    assert answer.status_code == 400
    assert "There is no such day as “30 February 2002”." in answer.text


def test_days_are_written_out_where_the_page_says_how_it_read_them(client: FlaskClient) -> None:
    asked = {"q": 'iran date:"April 2002"'}
    page = client.get("/search", query_string=asked).text
    assert "iran AND date:“1–30 April 2002”" in page
    russian = client.get("/search", query_string={**asked, "lang": "ru"}).text.replace("\u202f", " ")
    assert "iran AND date:“1–30 апреля 2002 г.”" in russian
    answer = client.get("/search.json", query_string=asked).get_json()
    assert answer["query"]["read_as"] == "iran AND date:2002-04-01..2002-04-30"
