"""A page that was made lately is not made again, nor sent to who has it; what differs in anything is."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from flask.testing import FlaskClient

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.engines.base import Engine
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchPage, SearchQuery
from searchapp.settings import Settings
from searchapp.web import create_app
from searchapp.web.site import Site
from tests.web import samples
from tests.web.conftest import Archive
from tests.web.test_caching import Counting

PATH = "/search?q=moscow&volume=8"


@pytest.fixture
def engine() -> Counting:
    filled = samples.engine()
    return Counting(entries=filled.entries, registry=filled.registry, commits=filled.commits)


def served(engine: Engine, **settings: int) -> FlaskClient:
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


class Overtaken(Counting):
    """Another generation comes while it answers."""

    def search(self, query: SearchQuery, /) -> SearchPage:
        page = Counting.search(self, query)
        self.commits += 1
        return page


@pytest.mark.parametrize("path", [PATH, "/person/igor-ivanov"])
def test_what_another_generation_overtook_is_not_kept(path: str) -> None:
    filled = samples.engine()
    engine = Overtaken(entries=filled.entries, registry=filled.registry, commits=filled.commits)
    site = served(engine)
    site.get(path)
    engine.commits, searches = filled.commits, len(engine.asked)  # rolled back
    site.get(path)
    assert len(engine.asked) == 2 * searches


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


# Every page for readers ---------------------------------------------------------------------------

PAGES = (
    "/",
    "/article/visit",
    "/article/visit?q=moscow&at=1",
    "/issue/monitor/8/66",
    "/person/igor-ivanov",
    "/source/afp",
    "/browse",
    "/browse?publication=monitor&year=2002",
    "/people",
    "/people?sort=count",
    "/sources",
    "/facet/person?q=moscow",
    "/search?q=moscow",
)


class Overheard:
    """An engine, and what of it was used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.used: list[str] = []

    def __getattr__(self, name: str) -> object:
        self.used.append(name)
        return getattr(self._engine, name)


@pytest.fixture
def overheard() -> Overheard:
    return Overheard(samples.engine())


@pytest.fixture
def site(overheard: Overheard) -> FlaskClient:
    return create_app(Settings(), cast("Engine", overheard), Archive()).test_client()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_made_once_and_sent_once(site: FlaskClient, overheard: Overheard, path: str) -> None:
    first = site.get(path)
    overheard.used.clear()
    again = site.get(path)
    assert (again.status_code, again.data, dict(again.headers)) == (200, first.data, dict(first.headers))
    unchanged = site.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert set(overheard.used) <= {"generation", "redirects"}


def test_no_two_pages_have_one_name(site: FlaskClient) -> None:
    assert len({site.get(path).headers["ETag"] for path in PAGES}) == len(PAGES)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_another_generation_language_theme_or_host_is_another(path: str) -> None:
    engine = samples.engine()
    site = served(engine)

    def name(**headers: str) -> str:
        return site.get(path, headers=headers).headers["ETag"]

    names = [name(), name(**{"Accept-Language": "ru"}), name(Host="archive.example.org")]
    site.set_cookie("theme", "dark")
    names.append(name())
    with engine.writer() as writer:
        writer.set_registry(engine.registry)
    names.append(name())
    assert len(set(names)) == len(names)


def test_words_like_yesterday_are_read_anew_each_day(engine: Counting) -> None:
    """An article keeps the search that it was opened from, with the days that this meant."""
    app = create_app(Settings(), engine, Archive())

    def page(today: date) -> str:
        Site(settings=Settings(), engine=engine, archive=Archive(), today=lambda: today).install(app)
        return app.test_client().get("/article/visit?after=yesterday&at=1").text

    assert "/search?after=2002-04-04" in page(date(2002, 4, 5))
    assert "/search?after=2002-04-05" in page(date(2002, 4, 6))


def test_what_the_archive_says_of_itself_is_another_page(engine: Counting) -> None:
    """A calendar that has become known changes no generation, but the pages that show it."""
    calendar = CalendarRules(year_anchor=1994, weekdays=(1, 2, 3, 4, 5))
    monitor = PublicationRules(slug="monitor", name="Monitor", calendar=calendar)
    names = {
        create_app(Settings(), engine, ArchiveConfig(title="A", publications=publications))
        .test_client()
        .get("/browse")
        .headers["ETag"]
        for publications in ((), (monitor,))
    }
    assert len(names) == 2


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/person/kamal-kharazi", 301),
        ("/source/agence-france-presse", 301),
        ("/person/nobody", 404),
        ("/article/nothing", 404),
        ("/issue/monitor/8/1", 404),
        ("/browse?publication=monitor&year=1900", 404),
        ("/people?page=0", 400),
    ],
)
def test_what_is_no_page_is_neither_named_nor_kept(site: FlaskClient, path: str, status: int) -> None:
    for headers in ({}, {"If-None-Match": "*"}):
        answer = site.get(path, headers=headers)
        assert (answer.status_code, answer.headers.get("ETag")) == (status, None)
