"""What is not here: a search box, and what may have been meant, but never the address as it was typed."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient


def near(html: str) -> list[tuple[str, str]]:
    """Where the page leads that is not there, and what that is."""
    found = re.findall(r'<a class="name" href="([^"]*)">([^<]*)</a>', html)
    return [(unescape(href), unescape(text)) for href, text in found]


IGOR, SERGEI = ("/person/igor-ivanov", "Igor Ivanov"), ("/person/sergei-ivanov", "Sergei Ivanov")
VISIT = ("/article/visit", "Iranian Foreign Minister Kamal Kharrazi begins two days of talks in Moscow today")
APRIL_4 = ("/issue/monitor/8/66", "Monitor vol. 8 no. 66")
APRIL_8 = ("/issue/monitor/8/68", "Monitor vol. 8 no. 68")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/person/ivanof", {IGOR, SERGEI}),
        ("/person/igor-ivanof", {IGOR, SERGEI}),
        ("/person/Путин", {("/person/vladimir-putin", "Vladimir Putin")}),
        ("/person/kharrazy", {("/person/kamal-kharrazi", "Kamal Kharrazi")}),
        ("/source/itar-tas", {("/source/itar-tass", "Itar-Tass")}),
        ("/person/xyz", set()),
        ("/article/vissit", {VISIT}),
        ("/article/qqq", set()),
        ("/issue/monitor/8/67", {APRIL_4, APRIL_8}),
        ("/issue/monitor/9/1", {APRIL_8}),
        ("/issue/monitor/1/1", {("/issue/monitor/4/7", "Monitor vol. 4 no. 7")}),
        ("/issue/prism/8/66", {APRIL_4}),
        ("/issue/prism/99/1", set()),
        ("/nothing", set()),
    ],
)  # fmt: skip
def test_what_may_have_been_meant_is_one_step_away(
    client: FlaskClient, path: str, meant: set[tuple[str, str]]
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert set(near(answer.text)) == meant
    assert '<input type="search"' in answer.text
    assert answer.text.count("<h1") == 1
    for href, _ in meant:
        assert client.get(href).status_code == 200


def test_the_nearest_comes_first(client: FlaskClient) -> None:
    assert near(client.get("/person/igor-ivanof").text)[0] == IGOR
    assert near(client.get("/person/sergei-ivanof").text)[0] == SERGEI


@pytest.mark.parametrize("path", ["/person/never-echo-this", "/article/never-echo-this", "/never-echo-this"])
def test_the_address_is_not_repeated(client: FlaskClient, path: str) -> None:
    assert "never-echo-this" not in client.get(f"{path}?x=never-echo-this").text


def test_very_long_addresses_are_answered_at_once(client: FlaskClient) -> None:
    for path in ("/person/", "/source/", "/article/"):
        assert client.get(path + "ivanov-" * 2000).status_code == 404


def test_programs_are_told_the_nearest(client: FlaskClient) -> None:
    error = json.loads(client.get("/person/sergei-ivanof.json").data)
    assert (error["status"], error["hint"]) == (404, "Did you mean Sergei Ivanov?")
