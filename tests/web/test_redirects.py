"""Old slugs: the addresses of those who were merged or renamed lead to what they are now, for ever."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/person/kamal-kharazi", "/person/kamal-kharrazi"),
        ("/person/kamal-kharazi.json", "/person/kamal-kharrazi.json"),
        ("/source/agence-france-presse", "/source/afp"),
        ("/search?person=kamal-kharazi", "/search?person=kamal-kharrazi"),
        ("/search?-person=kamal-kharazi&q=moscow", "/search?q=moscow&-person=kamal-kharrazi"),
        ("/search?person=igor-ivanov&person=kamal-kharazi&page=1&per_page=50",
         "/search?person=igor-ivanov&person=kamal-kharrazi&per_page=50"),
        ("/search?person=kamal-kharrazi&person=kamal-kharazi", "/search?person=kamal-kharrazi"),
        ("/search?source=agence-france-presse&volume=8", "/search?volume=8&source=afp"),
        ("/search.json?person=kamal-kharazi", "/search.json?person=kamal-kharrazi"),
    ],
)  # fmt: skip
def test_an_old_slug_is_moved_permanently(client: FlaskClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert (answer.status_code, answer.location) == (301, new)
    assert client.get(new).status_code == 200


def test_an_old_slug_in_a_query_finds_the_same_as_the_new_one(client: FlaskClient) -> None:
    old = client.get("/search.json?q=person:kamal-kharazi").get_json()
    new = client.get("/search.json?q=person:kamal-kharrazi").get_json()
    assert old["meta"]["total"] == new["meta"]["total"] == 1


def test_a_relative_date_is_not_made_permanent_by_an_old_slug(client: FlaskClient) -> None:
    answer = client.get("/search?person=kamal-kharazi&after=yesterday")
    assert answer.status_code == 302
    assert client.get(str(answer.location)).status_code == 301


@pytest.mark.parametrize("slug", ["nobody", "kamal-kharraz", "agence-france-presse"])
def test_a_slug_that_never_was_is_not_found(client: FlaskClient, slug: str) -> None:
    assert client.get(f"/person/{slug}").status_code == 404
    assert client.get(f"/person/{slug}.json").status_code == 404
    assert client.get(f"/search?person={slug}").status_code == 200
