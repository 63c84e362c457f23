"""Every example of the search tips can be tried, and finds what it says in the sample articles."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from searchapp import wiring
from searchapp.archive import load_archive
from searchapp.engines.base import Engine
from searchapp.model.search import SearchQuery
from searchapp.query.parser import parse
from searchapp.settings import Settings
from searchapp.web import create_app
from searchapp.web.present.help import TIPS

SEEDS = Path(__file__).parents[2] / "seeds"
EXAMPLES = [text for _, _, examples in TIPS for text, _ in examples]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("seeds")
    settings = Settings(index=folder / "index", archive=folder)
    wiring.index(settings, [SEEDS], prune=False, dry_run=False)
    return wiring.open_engine(settings)


@pytest.fixture
def seeds(engine: Engine, tmp_path: Path) -> FlaskClient:
    return create_app(Settings(), engine, load_archive(tmp_path)).test_client()


@pytest.mark.parametrize("q", EXAMPLES)
def test_an_example_finds_something_and_nothing_of_it_is_forgiven(engine: Engine, q: str) -> None:
    page = engine.search(SearchQuery(q=q))
    assert page.total
    assert not page.relaxed
    assert not parse(q).notices


def examples(html: str) -> list[str]:
    found = re.findall(r'href="(/search\?[^"]*)"', html.partition('<main id="main"')[2])
    return [unescape(href) for href in found]


def test_every_example_is_a_link_to_its_search(seeds: FlaskClient) -> None:
    html = seeds.get("/help/search").text
    assert len(examples(html)) == len(EXAMPLES)
    for href in examples(html):
        answer = seeds.get(href)
        assert answer.status_code == 200, href
        assert f'<link rel="canonical" href="http://localhost{href}">' in unescape(answer.text), href


def test_the_examples_at_home_find_something_in_the_sample_articles(seeds: FlaskClient) -> None:
    section = seeds.get("/").text.partition('id="examples"')[2].partition("</section>")[0]
    found = re.findall(r'<li><a dir="auto" href="(/search\?[^"]*)"', section)
    assert len(found) >= 5
    for href in map(unescape, found):
        answer = json.loads(seeds.get(href.replace("/search?", "/search.json?")).data)
        assert answer["meta"]["total"] > 0, href


def test_the_tips_speak_the_readers_language(seeds: FlaskClient) -> None:
    html = seeds.get("/help/search?lang=ru").text
    assert "<h1>Search tips</h1>" not in html
    assert examples(html) == examples(seeds.get("/help/search?lang=en").text)
