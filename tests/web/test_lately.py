"""A page of results that was made lately is not made again; what differs in anything is."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from searchapp.model.article import ArticleId
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.conftest import Archive
from tests.web.test_caching import Counting

PATH = "/search?q=moscow&volume=8"


@pytest.fixture
def engine() -> Counting:
    filled = samples.engine()
    return Counting(entries=filled.entries, registry=filled.registry, commits=filled.commits)


def served(engine: Counting, **settings: int) -> FlaskClient:
    return create_app(Settings(**settings), engine, Archive()).test_client()  # type: ignore[arg-type]


def test_the_same_page_is_made_once(engine: Counting) -> None:
    site = served(engine)
    first, again = site.get(PATH), site.get(PATH)
    assert len(engine.asked) == 1
    assert (again.status_code, again.data) == (200, first.data)
    assert dict(again.headers) == dict(first.headers)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (f"{PATH}&seen=1", {}),
        ("/search?q=moscow&volume=08", {}),
        (PATH, {"Accept-Language": "ru"}),
        (PATH, {"Host": "archive.example.org"}),
    ],
)
def test_what_may_differ_is_made_anew(engine: Counting, path: str, headers: dict[str, str]) -> None:
    site = served(engine)
    site.get(PATH)
    site.get(path, headers=headers)
    assert len(engine.asked) == 2


def test_a_page_of_another_theme_is_made_anew(engine: Counting) -> None:
    site = served(engine)
    site.get(PATH)
    site.set_cookie("theme", "dark")
    site.get(PATH)
    assert len(engine.asked) == 2


def test_a_new_generation_has_new_pages(engine: Counting) -> None:
    site = served(engine)
    assert "1 article" in site.get("/search?q=%22axis+of+evil%22").text
    with engine.writer() as writer:
        for article_id in tuple(engine.digests()):
            writer.delete(ArticleId(article_id))
    assert "No articles" in site.get("/search?q=%22axis+of+evil%22").text


def test_every_search_is_counted(engine: Counting) -> None:
    site = served(engine)
    for _ in range(3):
        site.get("/search?q=moscow")
        site.get("/search?q=xylophone")
    metrics = site.get("/metrics").text
    assert "searchapp_searches_total 6" in metrics
    assert "searchapp_searches_empty_total 3" in metrics


def test_a_site_may_keep_none(engine: Counting) -> None:
    site = served(engine, kept_pages_mb=0)
    site.get(PATH)
    site.get(PATH)
    assert len(engine.asked) == 2
