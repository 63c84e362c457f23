"""The two sample documents, indexed as a user would and asked as a reader would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchapp import wiring
from searchapp.engines.base import Engine
from searchapp.model.article import Article, ArticleId, Certainty
from searchapp.model.search import Filter, SearchPage, SearchQuery
from searchapp.settings import Settings

SEEDS = Path(__file__).parent.parent / "seeds"
APRIL_4 = ArticleId("000_ed16eb6156c8d97f")
APRIL_8 = ArticleId("002_a488e1ec50027d39")
BOTH = {APRIL_4, APRIL_8}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("seeds")
    settings = Settings(index=folder / "index", archive=folder)
    report = wiring.index(settings, [SEEDS], prune=False, dry_run=False)
    assert (report.read, report.failures) == (2, ())
    return wiring.open_engine(settings)


@pytest.fixture
def ask(engine: Engine) -> Callable[..., SearchPage]:
    def asked(q: str, **filters: str) -> SearchPage:
        chosen = tuple(Filter(field=name, values=(value,)) for name, value in filters.items())
        return engine.search(SearchQuery(q=q, filters=chosen))

    return asked


def ids(page: SearchPage) -> set[str]:
    return {hit.article.id for hit in page.hits}


def marked(page: SearchPage) -> set[str]:
    return {
        run.text.casefold()
        for hit in page.hits
        for snippet in hit.snippets
        for run in snippet.runs
        if run.marked
    }


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"axis of evil"', BOTH),
        ("“axis of evil”", BOTH),
        ('"axis in evil"', set()),
        ("kharrazi bushehr", BOTH),
        ("bushehr -ballistic", {APRIL_8}),
        ("person:sergei-ivanov", {APRIL_8}),
        ("person:ivanov", BOTH),
        ("source:irna", {APRIL_4}),
        ("source:AFP", BOTH),
        ("issue:66", {APRIL_4}),
        ("reactor", {APRIL_8}),
        ("reactors", {APRIL_8}),
        ("person:bush", {APRIL_8}),
        ("date:2002-04-04", {APRIL_4}),
        ("after:2002-04-05", {APRIL_8}),
        ("", BOTH),
        ("-bushehr", set()),
    ],
)
def test_a_query_finds_its_articles(ask: Callable[..., SearchPage], q: str, found: set[str]) -> None:
    page = ask(q)
    assert ids(page) == found
    assert page.total == len(found)


def test_a_phrase_is_marked_as_one(ask: Callable[..., SearchPage]) -> None:
    assert marked(ask("“axis of evil”")) == {"axis of evil"}


def test_facets_over_everything(ask: Callable[..., SearchPage]) -> None:
    page = ask("")
    counts = {facet.field: {value.label: value.count for value in facet.values} for facet in page.facets}
    assert counts["publication"] == {"Monitor": 2}
    assert counts["volume"] == {"8": 2}
    assert counts["issue"] == {"66": 1, "68": 1}
    assert counts["month"] == {"2002-04": 2}
    assert counts["source"] == {
        "AFP": 2,
        "AP": 2,
        "Interfax": 2,
        "IRNA": 1,
        "Business Recorder": 1,
        "Reuters": 1,
        "Itar-Tass": 1,
    }
    assert counts["person"] == {
        "Igor Ivanov": 2,
        "Kamal Kharrazi": 2,
        "Vladimir Putin": 2,
        "Aleksandr Losyukov": 1,
        "Aleksandr Rumyantsev": 1,
        "Colin Powell": 1,
        "Gennady Seleznev": 1,
        "George W. Bush": 1,
        "John Bolton": 1,
        "Mohammad Khatami": 1,
        "Romano Prodi": 1,
        "Sergei Ivanov": 1,
        "Sergei Mironov": 1,
        "Yasser Arafat": 1,
    }


def test_a_cross_reference_leads_to_the_issue_it_names(engine: Engine) -> None:
    cited, citing = engine.get(APRIL_4), engine.get(APRIL_8)
    [reference] = citing.references
    assert (reference.publication, str(reference.date)) == ("Monitor", "2002-04-04")
    assert (reference.volume, reference.issue) == (8, 66)
    assert (reference.articles, reference.likeliest) == ((APRIL_4,), APRIL_4)
    assert cited.referred_to_by == (APRIL_8,)


def test_references_to_issues_that_are_not_held_are_named(engine: Engine) -> None:
    references = engine.get(APRIL_4).references
    assert [(str(r.date), r.volume, r.issue, r.articles) for r in references] == [
        ("2002-02-20", 8, 36, ()),
        ("2002-03-28", 8, 62, ()),
    ]


def test_dates_come_with_certainty_and_evidence(engine: Engine) -> None:
    april_4, april_8 = engine.get(APRIL_4).date, engine.get(APRIL_8).date
    assert (str(april_4.value), april_4.certainty) == ("2002-04-04", Certainty.CERTAIN)
    assert (str(april_8.value), april_8.certainty) == ("2002-04-08", Certainty.INFERRED)
    assert any("8:68" in str(reason) for reason in april_4.evidence)
    assert april_8.evidence


def citations(article: Article) -> list[tuple[str | None, list[str]]]:
    return [(citation.source, [str(days) for days in citation.dates]) for citation in article.citations]


def test_citations_with_their_days(engine: Engine) -> None:
    assert citations(engine.get(APRIL_4)) == [
        ("AFP", ["2002-04-01", "2002-04-03"]),
        ("IRNA", ["2002-04-01"]),
        ("Interfax", ["2002-04-01/2002-04-03"]),
        ("Business Recorder", ["2002-04-03"]),
        (None, ["2002-04-03"]),
        ("AP", ["2002-04-02/2002-04-03"]),
        ("AFP", ["2002-04-03"]),
    ]
    assert citations(engine.get(APRIL_8)) == [
        ("AP", ["2002-04-04/2002-04-05"]),
        ("AFP", ["2002-04-05"]),
        ("Reuters", ["2002-04-05"]),
        ("Itar-Tass", ["2002-04-05"]),
        ("Interfax", ["2002-04-05"]),
        (None, ["2002-04-05"]),
    ]


def people(article: Article, *, attributive: bool) -> list[str]:
    return [person.name for person in article.people if person.attributive is attributive]


def test_people_of_both_articles(engine: Engine) -> None:
    april_4, april_8 = engine.get(APRIL_4), engine.get(APRIL_8)
    assert people(april_4, attributive=True) == ["George W. Bush"]
    assert set(people(april_4, attributive=False)) == {
        *("Kamal Kharrazi", "John Bolton", "Aleksandr Losyukov", "Aleksandr Rumyantsev", "Igor Ivanov"),
        *("Gennady Seleznev", "Sergei Mironov", "Vladimir Putin", "Yasser Arafat", "Romano Prodi"),
    }
    assert set(people(april_8, attributive=False)) == {
        *("Vladimir Putin", "Kamal Kharrazi", "George W. Bush", "Colin Powell", "Igor Ivanov"),
        *("Mohammad Khatami", "Sergei Ivanov"),
    }
    assert not april_4.unresolved
    assert not april_8.unresolved


def test_every_bare_ivanov_is_igor(engine: Engine) -> None:
    by_slug: dict[str, Any] = {person.slug: person for person in engine.get(APRIL_8).people}
    surfaces = [mention.surface for mention in by_slug["igor-ivanov"].mentions]
    assert surfaces.count("Ivanov") == 7
    assert [mention.surface for mention in by_slug["sergei-ivanov"].mentions] == ["Sergei Ivanov"]


def test_two_ivanovs_are_kept_apart(engine: Engine) -> None:
    people = engine.people()
    assert people["igor-ivanov"].confusable_with == ("sergei-ivanov",)
    assert people["sergei-ivanov"].confusable_with == ("igor-ivanov",)


def test_mentions_point_at_the_words_they_name(engine: Engine) -> None:
    for article_id in BOTH:
        article = engine.get(article_id)
        for person in article.people:
            for mention in person.mentions:
                place = mention.place
                assert article.paragraphs[place.paragraph - 1][place.start : place.end] == mention.surface


def test_supplied_titles_are_the_lead_clause_and_are_not_searched(
    engine: Engine, ask: Callable[..., SearchPage]
) -> None:
    article = engine.get(APRIL_4)
    assert article.title_supplied
    assert len(article.title) <= 110
    assert article.paragraphs[0].startswith(article.title.rstrip("…"))
    assert not ask("title:moscow").hits
