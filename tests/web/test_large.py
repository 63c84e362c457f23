"""Of a large archive the pages stay small, and say what they leave out and where it is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import large
from tests.web.conftest import Archive


@pytest.fixture(scope="module")
def site() -> FlaskClient:
    return create_app(Settings(), large.engine(), Archive()).test_client()


@pytest.mark.parametrize("asked", ["", "?q=moscow+commission", "?q=moscow&volume=4&year=1998&person=none"])
def test_results_are_small(site: FlaskClient, asked: str) -> None:
    assert len(site.get(f"/search{asked}").data) < 60_000


def test_the_first_ten_values_are_shown_and_the_rest_is_near(site: FlaskClient) -> None:
    html = site.get("/search?q=moscow").text
    assert html.count(' name="person"') == 10
    assert '<a href="/facet/person?q=moscow">All 300 people</a>' in html
    assert 'formaction="/facet/person"' in html
    assert "Choose one to see what is inside." in html


def test_a_chosen_value_is_shown_however_rare(site: FlaskClient) -> None:
    html = site.get("/search?person=aleksandr-ivanchenko-299").text
    assert '<input type="checkbox" name="person" value="aleksandr-ivanchenko-299" form="f" checked>' in html


def test_a_chosen_volume_shows_its_issues(site: FlaskClient) -> None:
    html = site.get("/search?volume=4").text
    assert "Issues of volume 4" in html
    assert 'name="issue" value="4:1"' in html
    assert 'name="issue" value="5:1"' not in html


def test_lists_come_a_hundred_at_a_time(site: FlaskClient) -> None:
    first, last = site.get("/people").text, site.get("/people?page=3").text
    assert '<a href="/people?page=2" rel="next">' in first
    assert 'rel="next"' not in last
    assert site.get("/people?page=4").status_code == 404
    assert site.get("/sources?sort=count").text.count('<span class="meta">1 article') == 80


@pytest.mark.parametrize("asked", ["page=0", "page=x", "sort=best"])
def test_what_a_list_cannot_be_asked(site: FlaskClient, asked: str) -> None:
    assert site.get(f"/people?{asked}").status_code == 400


def test_many_gaps_are_counted(site: FlaskClient) -> None:
    assert site.get("/").text.count("Monitor, Volume") == 7
