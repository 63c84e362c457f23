"""The shapes that other programs rely on: every key, always."""

from __future__ import annotations

import json
from datetime import date

import pytest

from searchapp.engines.memory import MemoryEngine
from searchapp.errors import Message, ParameterError
from searchapp.model.article import (
    Article,
    ArticleId,
    Certainty,
    Citation,
    CrossReference,
    DateRange,
    IssueDate,
    Mention,
    NamedPerson,
    Place,
    UnresolvedName,
)
from searchapp.model.draft import Draft
from searchapp.model.registry import DatedRole, Person, Publication, Registry, Source
from searchapp.model.search import Filter, SearchQuery
from searchapp.represent.json import article_object, dumped, error_object, person_object, search_object

PLACE = Place(paragraph=1, start=0, end=5)
ARTICLE = Article(
    id=ArticleId("omsk"),
    publication="monitor",
    volume=8,
    issue=70,
    date=IssueDate(
        value=date(2002, 4, 10), certainty=Certainty.INFERRED, evidence=(Message("Counted from 8:68."),)
    ),
    title="GRAIN <PRICES> RISE.",
    title_supplied=False,
    paragraphs=("Orlov spoke of <grain> in Omsk. Ivanov listened.", "Nothing else."),
    people=(
        NamedPerson(
            slug="petr-orlov",
            name="Petr Orlov",
            roles=("Governor",),
            mentions=(Mention(place=PLACE, surface="Orlov"),),
        ),
    ),
    citations=(
        Citation(
            source="AFP",
            slug="afp",
            dates=(
                DateRange(first=date(2002, 4, 1), last=date(2002, 4, 1)),
                DateRange(first=date(2002, 4, 3), last=date(2002, 4, 5)),
            ),
            place=PLACE,
        ),
        Citation(source=None, slug=None, lost=True, place=PLACE),
    ),
    references=(
        CrossReference(publication="Monitor", date=date(2002, 4, 4), volume=8, issue=66, place=PLACE),
    ),
    unresolved=(
        UnresolvedName(
            surface="Ivanov",
            candidates=("igor-ivanov", "sergei-ivanov"),
            mentions=(Mention(place=PLACE, surface="Ivanov"),),
        ),
    ),
    referred_to_by=(ArticleId("tomsk"),),
)
DRAFT = Draft(
    id=ARTICLE.id,
    path="omsk.txt",
    digest="0",
    publication="Monitor",
    volume=8,
    number=70,
    title=ARTICLE.title,
    paragraphs=ARTICLE.paragraphs,
)
PUBLICATIONS = {"monitor": Publication(slug="monitor", name="Monitor")}


@pytest.fixture
def engine() -> MemoryEngine:
    engine = MemoryEngine()
    with engine.writer() as writer:
        writer.put(ARTICLE, DRAFT)
        writer.set_registry(
            Registry(
                publications=tuple(PUBLICATIONS.values()),
                people=(Person(slug="petr-orlov", name="Petr Orlov", articles=1),),
                sources=(Source(slug="afp", name="AFP", articles=1),),
            )
        )
    return engine


def test_an_article() -> None:
    assert article_object(ARTICLE, PUBLICATIONS) == {
        "id": "omsk",
        "url": "/article/omsk",
        "publication": "Monitor",
        "volume": 8,
        "issue": 70,
        "date": {"value": "2002-04-10", "certainty": "inferred", "evidence": ["Counted from 8:68."]},
        "title": "GRAIN <PRICES> RISE.",
        "title_supplied": False,
        "paragraphs": ["Orlov spoke of <grain> in Omsk. Ivanov listened.", "Nothing else."],
        "people": [
            {
                "slug": "petr-orlov",
                "name": "Petr Orlov",
                "roles": ["Governor"],
                "attributive": False,
                "mentions": [{"paragraph": 1, "start": 0, "end": 5, "surface": "Orlov"}],
            }
        ],
        "citations": [
            {
                "source": "AFP",
                "slug": "afp",
                "lost": False,
                "collective": False,
                "dates": ["2002-04-01", "2002-04-03/2002-04-05"],
                "paragraph": 1,
            },
            {
                "source": None,
                "slug": None,
                "lost": True,
                "collective": False,
                "dates": [],
                "paragraph": 1,
            },
        ],
        "references": [
            {
                "publication": "Monitor",
                "date": "2002-04-04",
                "volume": 8,
                "issue": 66,
                "articles": [],
                "likeliest": None,
                "paragraph": 1,
            }
        ],
        "unresolved": [
            {
                "surface": "Ivanov",
                "candidates": ["igor-ivanov", "sergei-ivanov"],
                "mentions": [{"paragraph": 1, "start": 0, "end": 5, "surface": "Ivanov"}],
            }
        ],
        "referred_to_by": ["tomsk"],
    }


def test_results(engine: MemoryEngine) -> None:
    page = engine.search(SearchQuery(q="grain"))
    body = search_object(page, PUBLICATIONS, took_ms=1.26)
    facets = body.pop("facets")
    assert body == {
        "ok": True,
        "generation": "1",
        "query": {"q": "grain", "read_as": "grain", "notices": [], "suggestions": [], "relaxed": False},
        "meta": {"total": 1, "page": 1, "pages": 1, "per_page": 20, "took_ms": 1.3},
        "links": {
            "self": "/search.json?q=grain",
            "first": "/search.json?q=grain",
            "prev": None,
            "next": None,
            "last": "/search.json?q=grain",
            "html": "/search?q=grain",
            "atom": "/search.atom?q=grain&sort=newest",
        },
        "data": [
            {
                "id": "omsk",
                "url": "/article/omsk",
                "publication": "Monitor",
                "volume": 8,
                "issue": 70,
                "date": {"value": "2002-04-10", "certainty": "inferred", "evidence": ["Counted from 8:68."]},
                "title": "GRAIN <PRICES> RISE.",
                "title_supplied": False,
                "snippets": [{"paragraph": 1, "html": "Orlov spoke of &lt;<mark>grain</mark>&gt; in Omsk."}],
                "people": [{"slug": "petr-orlov", "name": "Petr Orlov"}],
                "sources": [{"slug": "afp", "name": "AFP"}],
            }
        ],
    }
    assert list(facets) == ["publication", "volume", "issue", "person", "source", "year", "month"]
    assert facets["issue"] == {
        "total_values": 1,
        "values": [
            {
                "value": "70",
                "label": "70",
                "count": 1,
                "selected": False,
                "excluded": False,
                "url": "/search?q=grain&issue=70",
            }
        ],
        "more_url": None,
    }


def test_a_chosen_value_stays_listed_at_zero(engine: MemoryEngine) -> None:
    asked = SearchQuery(filters=(Filter(field="person", values=("nobody",)),))
    [orlov, nobody] = search_object(engine.search(asked), PUBLICATIONS, took_ms=0)["facets"]["person"][
        "values"
    ]
    assert (orlov["value"], orlov["count"], orlov["url"]) == (
        "petr-orlov",
        1,
        "/search?person=nobody&person=petr-orlov",
    )
    assert (nobody["value"], nobody["count"], nobody["selected"], nobody["url"]) == (
        "nobody",
        0,
        True,
        "/search",
    )


def test_a_person() -> None:
    person = Person(
        slug="petr-orlov",
        name="Petr Orlov",
        aliases=("Pyotr Orlov",),
        roles=(DatedRole(role="Governor", first=date(2002, 4, 10)),),
        articles=3,
        confusable_with=("ivan-orlov",),
    )
    assert person_object(person) == {
        "slug": "petr-orlov",
        "name": "Petr Orlov",
        "aliases": ["Pyotr Orlov"],
        "roles": [{"role": "Governor", "first": "2002-04-10", "last": None}],
        "articles": 3,
        "confusable_with": ["ivan-orlov"],
    }


def test_an_error() -> None:
    error = ParameterError(Message("page is “0”."), Message("Give a number from 1."), param="page")
    assert error_object(error) == {
        "ok": False,
        "status": 400,
        "error": "page is “0”.",
        "hint": "Give a number from 1.",
        "param": "page",
    }


def test_what_is_printed_is_utf_8_json() -> None:
    body = {"title": "Путин “”"}
    assert json.loads(dumped(body)) == body
    assert "Путин".encode() in dumped(body)
