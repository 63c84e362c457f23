"""The lists of people and sources: by letter, by count, by what is typed, page by page."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from searchapp.engines.memory import MemoryEngine
from searchapp.model.registry import Person, Registry, Source
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web.conftest import Archive

PEOPLE = ("Igor Ivanov", "Sergei Ivanov", "Hans Ørsted", "Борис Ельцин", "Bashar al-Assad", "张三")


def names(html: str) -> list[str]:
    """Letters and names, in the order of the page."""
    found = re.findall(r'<h3>([^<]*)</h3>|<li><a href="/(?:person|source)/[^"]*">([^<]*)<', html)
    return [unescape(letter or name) for letter, name in found]


def site(people: tuple[Person, ...], sources: tuple[Source, ...] = ()) -> FlaskClient:
    engine = MemoryEngine(registry=Registry(people=people, sources=sources))
    return create_app(Settings(), engine, Archive()).test_client()


def person(name: str, articles: int = 1, *aliases: str) -> Person:
    return Person(slug=name.casefold().replace(" ", "-"), name=name, articles=articles, aliases=aliases)


@pytest.fixture
def few() -> FlaskClient:
    return site(tuple(person(name, number) for number, name in enumerate(PEOPLE)))


@pytest.fixture
def many() -> FlaskClient:
    """205 people, each with their own number of articles but for the last ones."""
    return site(tuple(person(f"{'BKZ'[n % 3]}ob Bobson{n:03}", max(0, 150 - n)) for n in range(205)))


def test_people_stand_in_the_order_of_surnames_letter_by_letter(few: FlaskClient) -> None:
    assert names(few.get("/people").text) == [
        *("A", "Bashar al-Assad"),
        *("I", "Igor Ivanov", "Sergei Ivanov"),
        *("O", "Hans Ørsted"),
        *("Е", "Борис Ельцин"),
        *("#", "张三"),
    ]


def test_by_count_the_most_frequent_come_first_and_there_are_no_letters(few: FlaskClient) -> None:
    html = few.get("/people?sort=count").text
    assert names(html) == list(reversed(PEOPLE))
    assert '<a href="/people?sort=count" aria-current="true">Most frequent</a>' in html
    assert '<link rel="canonical" href="http://localhost/people?sort=count">' in html


def test_a_letter_shows_its_names_alone() -> None:
    client = site(tuple(map(person, ("Bob Bobson", "Kob Kobson", "Ёж Ёжson"))))
    html = client.get("/people?letter=Е").text
    assert names(html) == ["Е", "Ёж Ёжson"]
    assert '<a href="/people?letter=%D0%95" aria-current="true">Е</a>' in html
    assert '<a href="/people?letter=B">B</a>' in html
    assert '<a href="/people">All</a>' in html
    assert "1 person" in html


def test_what_is_typed_finds_the_beginnings_of_names_in_any_script(few: FlaskClient) -> None:
    assert names(few.get("/people?find=iva").text) == ["I", "Igor Ivanov", "Sergei Ivanov"]
    assert names(few.get("/people?find=ассад").text) == ["A", "Bashar al-Assad"]
    assert names(few.get("/people?find=orsted&sort=count").text) == ["Hans Ørsted"]
    nobody = few.get("/people?find=xyz").text
    assert "0 people" in nobody
    assert "No name here has a word that begins like this." in nobody
    assert '<a href="/people">Show all</a>' in nobody


def test_other_spellings_find_too() -> None:
    client = site((person("Kamal Kharrazi", 1, "Kamal Kharazi"), person("Vladimir Putin")))
    assert names(client.get("/people?find=kharazi").text) == ["K", "Kamal Kharrazi"]


def test_every_name_is_on_one_page_and_each_page_knows_its_neighbours(many: FlaskClient) -> None:
    pages = [many.get(f"/people?sort=count&page={page}").text for page in (1, 2, 3)]
    listed = [name for page in pages for name in names(page)]
    assert len(listed) == len(set(listed)) == 205
    assert [len(names(page)) for page in pages] == [100, 100, 5]
    assert listed[:2] == ["Bob Bobson000", "Kob Bobson001"]
    assert '<link rel="next" href="/people?sort=count&amp;page=3">' in pages[1]
    assert '<link rel="prev" href="/people?sort=count">' in pages[1]
    assert 'aria-label="Page 2" aria-current="page"' in pages[1]
    assert many.get("/people?page=4").status_code == 404


@pytest.mark.parametrize("asked", ["page=0", "page=x", "sort=best", "page=99999999"])
def test_what_cannot_be_asked_is_a_400(few: FlaskClient, asked: str) -> None:
    assert few.get(f"/people?{asked}").status_code == 400
    assert few.get(f"/sources?{asked}").status_code == 400


def test_the_form_keeps_the_order_and_needs_no_script(few: FlaskClient) -> None:
    html = few.get("/people?sort=count&find=iva").text
    assert '<form class="find" action="/people" method="get">' in html
    assert '<input type="hidden" name="sort" value="count">' in html
    assert 'name="find" value="iva"' in html
    assert 'type="hidden" name="page"' not in html


def test_sources_stand_by_their_own_names() -> None:
    sources = (Source(slug="rtr", name="RTR", articles=2), Source(slug="afp", name="AFP", articles=1))
    client = site((), sources)
    assert names(client.get("/sources").text) == ["A", "AFP", "R", "RTR"]
    assert names(client.get("/sources?sort=count").text) == ["RTR", "AFP"]


def test_an_empty_archive_has_empty_lists() -> None:
    assert "0 people" in site(()).get("/people").text
    assert "0 sources" in site(()).get("/sources").text


def test_what_is_looked_for_is_text(few: FlaskClient) -> None:
    html = few.get('/people?find="><script>alert(1)</script>&letter="><script>').text
    assert "<script>" not in html
    assert "&#34;&gt;&lt;script&gt;" in html
