"""What readers choose and keep: the language, the theme, the page of the reading list, suggestions."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

RESULTS = "/search?q=moscow&person=igor-ivanov"


def test_a_theme_is_kept_and_leads_back(client: FlaskClient) -> None:
    answer = client.get("/preferences", query_string={"to": RESULTS, "theme": "dark", "lang": "en"})
    assert (answer.status_code, answer.headers["Location"]) == (303, RESULTS)
    assert 'data-theme="dark"' in client.get(RESULTS).text
    client.get("/preferences?theme=purple&to=/")
    assert 'data-theme="dark"' in client.get("/").text


def test_a_language_is_kept(client: FlaskClient) -> None:
    client.get("/preferences?lang=ru&theme=auto&to=/")
    assert '<html lang="ru"' in client.get("/search").text


def test_the_page_that_is_asked_in_a_language_lets_another_be_chosen(client: FlaskClient) -> None:
    assert (
        '<input type="hidden" name="to" value="/search?q=a%26b">'
        in client.get("/search?q=a%26b&lang=ru").text
    )


@pytest.mark.parametrize(
    "to", ["//example.org", "https://example.org", "/\\example.org", "javascript:alert(1)", "", "/a\nb"]
)
def test_nobody_is_led_elsewhere(client: FlaskClient, to: str) -> None:
    assert client.get("/preferences", query_string={"to": to}).headers["Location"] == "/"


def test_another_theme_is_another_answer(client: FlaskClient) -> None:
    tag = client.get("/search?q=moscow").headers["ETag"]
    client.get("/preferences?theme=dark&to=/")
    assert client.get("/search?q=moscow", headers={"If-None-Match": tag}).status_code == 200


def test_without_a_script_the_reading_list_says_why_it_is_empty(client: FlaskClient) -> None:
    html = client.get("/saved").text
    assert "<noscript>" in html
    assert '<meta name="robots" content="noindex">' in html


def suggestions(client: FlaskClient, q: str) -> list[tuple[str, str, str]]:
    answer = client.get("/suggest", query_string={"q": q, "form": "rich"})
    return [(each["text"], each["note"], each["url"]) for each in json.loads(answer.text)["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("putin", ("Vladimir Putin", "Person · 1 article", "/search?person=vladimir-putin")),
        ("bushehr put", ("Vladimir Putin", "Person · 1 article", "/search?q=bushehr&person=vladimir-putin")),
        ("Itar", ("Itar-Tass", "Source · 1 article", "/search?source=itar-tass")),
        ("8:6", ("8:66", "Issue · 1 article", "/search?issue=8:66")),
        ("moscow bush", ("bushehr", "Word · 1 article", "/search?q=moscow+bushehr")),
    ],
)
def test_a_suggestion_is_a_search(client: FlaskClient, typed: str, meant: tuple[str, str, str]) -> None:
    assert meant in suggestions(client, typed)


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert suggestions(client, "") == suggestions(client, "  ") == suggestions(client, "x" * 600) == []


def test_browsers_are_told_in_their_own_form(client: FlaskClient) -> None:
    answer = client.get("/suggest?q=bushehr+put")
    assert answer.mimetype == "application/x-suggestions+json"
    q, texts, notes, urls = json.loads(answer.text)
    assert (q, texts[0], notes[0]) == ("bushehr put", "bushehr Vladimir Putin", "Person · 1 article")
    assert urls[0] == "http://localhost/search?q=bushehr&person=vladimir-putin"
