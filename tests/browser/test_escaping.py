"""Whatever stands in texts, titles, names, file names, queries and parameters is shown, and never run.

The content security policy is switched off: what is asked is whether the pages need it.
"""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import (
    Article,
    ArticleId,
    Citation,
    CrossReference,
    Mention,
    NamedPerson,
    Place,
    UnresolvedName,
)
from searchapp.model.draft import Draft
from searchapp.model.registry import DatedRole, Issue, Person, Publication, Registry, Source
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.browser import chromium
from tests.browser.chromium import Look
from tests.browser.payloads import payloads
from tests.web.conftest import Archive

ALL = tuple(payloads())
AN_ARTICLE = 25
"""Payloads in one article's text."""
RUNS = "window.runs = []; window.ran = (number) => runs.push(number);"
STRANGE = """() => [...document.querySelectorAll("*")].filter((each) =>
    each.matches("iframe, object, style, base, script:not([src^='/static/'], [type='application/ld+json'])")
    || each.getAttributeNames().some((name) => name.startsWith("on") || name === "style")
    || /^\\s*(javascript|data):/i.test(each.getAttribute("href") ?? "")).map((each) => each.outerHTML)"""
"""What no page of ours has."""
PARAMETERS = ("q", *("person", "-person", "source", "-source") * 2, "publication")
LISTS = (
    "/",
    "/search?per_page=50",
    "/people",
    "/sources",
    "/browse",
    "/facet/person",
    "/person/person-3",
    "/source/source-4",
    "/issue/monitor/8/2",
)
PLACE = Place(paragraph=1, start=0, end=1)


def text(number: int) -> Article:
    own = ALL[number * AN_ARTICLE : (number + 1) * AN_ARTICLE]
    return Article(
        id=ArticleId(f"evil-{number}"),
        publication="monitor",
        volume=8,
        issue=number + 1,
        title=" ".join(own[:3]),
        title_supplied=bool(number % 2),
        paragraphs=tuple(f"payload {each}" for each in own),
        people=(
            NamedPerson(
                slug=f"person-{number}",
                name=own[3],
                roles=(own[4],),
                mentions=(Mention(place=PLACE, surface=own[5]),),
            ),
        ),
        citations=(Citation(source=own[6], slug=f"source-{number}", place=PLACE),),
        references=(CrossReference(publication=own[7], date=None, place=PLACE),),
        unresolved=(UnresolvedName(surface=own[8], candidates=(f"person-{number}",)),),
    )


def engine() -> MemoryEngine:
    held = [text(number) for number in range(len(ALL) // AN_ARTICLE)]
    filled = MemoryEngine()
    with filled.writer() as writer:
        for each, name in zip(held, ALL, strict=False):
            writer.put(each, _draft(each, name))
        writer.set_registry(registry(held))
    return filled


def _draft(article: Article, path: str) -> Draft:
    return Draft(
        id=article.id,
        path=path,
        digest=article.id,
        publication=article.publication,
        volume=article.volume,
        number=article.issue,
        title=article.title,
        paragraphs=article.paragraphs,
    )


def registry(held: Iterable[Article]) -> Registry:
    held = tuple(held)
    return Registry(
        publications=(Publication(slug="monitor", name=ALL[0]),),
        people=tuple(
            Person(slug=p.slug, name=p.name, aliases=p.roles, roles=(DatedRole(role=p.roles[0]),), articles=1)
            for each in held
            for p in each.people
        ),
        sources=tuple(
            Source(slug=c.slug or "", name=c.source or "", articles=1)
            for each in held
            for c in each.citations
        ),
        issues=tuple(Issue(key=each.key, articles=(each.id,)) for each in held if each.key),
    )


@contextmanager
def served() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, create_app(Settings(), engine(), Archive()), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with served() as site:
        context = chromium.context(browser, Look(), site=site, bypass_csp=True)
        page = context.new_page()
        page.add_init_script(RUNS)
        yield page
        context.close()


def assert_harmless(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("runs") == [], path
    assert page.evaluate(STRANGE) == [], path


def test_nothing_of_the_archive_or_of_an_address_is_run(page: Page) -> None:
    assert len(set(ALL)) == 500
    for number in range(len(ALL) // AN_ARTICLE):
        assert_harmless(page, f"/article/evil-{number}?q=payload&at=1")
        shown = page.locator(".text").text_content() or ""
        for each in ALL[number * AN_ARTICLE : (number + 1) * AN_ARTICLE]:
            assert each in " ".join(shown.replace("[not in this archive]", "").split()) or "\n" in each, each
    for path in LISTS:
        assert_harmless(page, path)
    for ten in zip(*[iter(ALL)] * len(PARAMETERS), strict=True):
        assert_harmless(page, f"/search?{urlencode(list(zip(PARAMETERS, ten, strict=True)))}")
        chips = page.locator(".chips").text_content() or ""
        assert all(each in chips for each in ten[1:]), chips


def test_nothing_of_a_path_or_of_other_parameters_is_run(page: Page) -> None:
    for each in ALL[::60]:
        told = quote(each, safe="")
        assert_harmless(page, f"/article/{told}")
        assert_harmless(page, f"/article/evil-1?q={told}&at={told}&marks={told}")
        assert_harmless(page, f"/search?sort={told}&lang={told}&theme={told}")
        assert_harmless(page, f"/facet/person?facet_find={told}&q={told}")


def test_what_the_script_writes_is_text(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("ran")
    page.locator("#options [role=option]").first.wait_for()
    assert page.evaluate(STRANGE) == []
    page.goto("/search?q=" + quote(ALL[4]))
    page.goto("/article/evil-1")
    page.locator("[data-save]").click()
    assert_harmless(page, "/saved")
    assert "<SCRIPT SRC=data" in page.locator("[data-list=articles]").inner_text()
