"""Which Ivanov?"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

BOTH = '<p class="notice">Which Ivanov? <a href="{}&amp;person=igor-ivanov">Igor Ivanov</a> (1) · <a'


@pytest.mark.parametrize("q", ["ivanov", "moscow OR Ivanov", "person:ivanov", "Иванов"])
def test_a_bare_surname_of_several_people_is_asked_about(client: FlaskClient, q: str) -> None:
    html = client.get("/search", query_string={"q": q}).text
    assert "Which Ivanov?" in html
    assert re.search(r"person=igor-ivanov\">Igor Ivanov</a> \(1\) · .*Sergei Ivanov</a> \(1\)", html)


@pytest.mark.parametrize(
    "asked",
    [
        "q=putin",
        "q=sergei",
        "q=moscow",
        "q=%3Divanov",
        "q=%22ivanov%22",
        "q=moscow+-ivanov",
        "q=ivanov&person=igor-ivanov",
        "q=ivanov&volume=7",
    ],
)
def test_nobody_else_is(client: FlaskClient, asked: str) -> None:
    assert "Which" not in client.get(f"/search?{asked}").text
