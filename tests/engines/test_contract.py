"""What every engine promises: the cases of tests/cases, and how changes are seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from searchapp import errors
from searchapp.engines.base import Engine
from searchapp.errors import ArticleNotFound, QueryTooLong
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.registry import Registry, Withdrawn
from searchapp.model.search import SearchPage, SearchQuery
from tests.engines.builders import Put, article, registry
from tests.engines.cases import Case, read_cases
from tests.engines.conftest import KINDS

FILES = list(read_cases())
A, B, C = (
    article(key, f"The text of {key}, and words.", date=dt.date(2002, 4, 4)) for key in ("a", "b", "c")
)
NEW_A = article("a", "Another text.", title="Renewed")


def put(engine: Engine, *puts: Put, records: Registry | None = None) -> None:
    with engine.writer() as writer:
        for each in puts:
            writer.put(*each)
        if records is not None:
            writer.set_registry(records)


def delete(engine: Engine, *keys: str) -> None:
    with engine.writer() as writer:
        for key in keys:
            writer.delete(ArticleId(key))


def found(engine: Engine, q: str = "") -> list[str]:
    return sorted(hit.article.id for hit in engine.search(SearchQuery(q=q)).hits)


def marked(page: SearchPage, key: str) -> list[str]:
    """What the snippets of one article mark."""
    snippets = next(hit.snippets for hit in page.hits if hit.article.id == key)
    return [run.text for snippet in snippets for run in snippet.runs if run.marked]


# The cases ----------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, int], Engine]:
    """Gives an engine of a kind that holds the documents of a file; each is filled once."""

    @cache
    def fill(kind: str, number: int) -> Engine:
        engine, file = KINDS[kind](tmp_path_factory.mktemp(kind)), FILES[number]
        put(engine, *file.puts, records=registry(file.puts, people=file.people))
        return engine

    return fill


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("number", "case"),
    [
        pytest.param(number, case, id=f"{file.name}: {case.name}")
        for number, file in enumerate(FILES)
        for case in file.cases
    ],
)
def test_case(filled: Callable[[str, int], Engine], kind: str, number: int, case: Case) -> None:
    engine = filled(kind, number)
    if case.error:
        with pytest.raises(getattr(errors, case.error)):
            engine.search(case.query)
        return
    page = engine.search(case.query)
    got = [hit.article.id for hit in page.hits]
    assert got == list(case.ids) if case.ids is not None else sorted(got) == sorted(case.found or ())
    assert page.total == (len(got) if case.total is None else case.total)
    assert {key: marked(page, key) for key in case.marks} == {
        key: [*each] for key, each in case.marks.items()
    }
    assert page.relaxed == case.relaxed
    if case.read_as is not None:
        assert page.read_as == case.read_as
    if case.told is not None:
        assert [str(notice.message) for notice in page.notices] == [*case.told]
    for field, counts in case.facets.items():
        assert {each.value: each.count for each in page.facet(field).values} == counts


# Pages --------------------------------------------------------------------------------------------


def test_a_page_says_how_it_was_read_and_of_which_generation(engine: Engine) -> None:
    put(engine, A)
    query = SearchQuery(q="Text -Nothing")
    page = engine.search(query)
    assert (page.query, page.generation, page.read_as) == (query, engine.generation, "Text AND -Nothing")


def test_a_hit_is_the_article_as_it_was_put(engine: Engine) -> None:
    put(engine, A, NEW_A)
    (hit,) = engine.search(SearchQuery(q="another")).hits
    assert hit.article == NEW_A[0]
    assert hit.score > 0


def test_a_printed_title_is_marked(engine: Engine) -> None:
    put(engine, NEW_A)
    (hit,) = engine.search(SearchQuery(q="renewed")).hits
    assert [(run.text, run.marked) for run in hit.title] == [("Renewed", True)]


def test_matches_that_no_snippet_shows_are_counted(engine: Engine) -> None:
    put(engine, article("a", *("Gas and gas.",) * 5))
    (hit,) = engine.search(SearchQuery(q="gas")).hits
    assert (len(hit.snippets), hit.more_matches) == (3, 4)


def test_volumes_hold_their_issues(engine: Engine) -> None:
    put(engine, article("a", "Text", volume=8, issue=66), article("b", "Text", volume=8, issue=7))
    (volume,) = engine.search(SearchQuery()).facet("volume").values
    assert [(child.value, child.count) for child in volume.children] == [("8:7", 1), ("8:66", 1)]


def test_facets_have_the_labels_of_the_registry(engine: Engine) -> None:
    puts = [article("a", "Text", people=["Igor Ivanov"])]
    put(engine, *puts, records=registry(puts))
    (person,) = engine.search(SearchQuery()).facet("person").values
    assert (person.value, person.label) == ("igor-ivanov", "Igor Ivanov")


def test_a_page_has_the_first_values_of_a_facet_and_another_question_gives_all(engine: Engine) -> None:
    puts = [article(f"{n:03}", "Text", people=[f"Person Number{n}", "Igor Ivanov"]) for n in range(130)]
    put(engine, *puts, records=registry(puts))
    asked = SearchQuery().toggle("person", "nobody").exclude("person", "person-number7")
    page, whole = engine.search(asked).facet("person"), engine.facet(asked.on_page(9), "person")
    assert whole.field == "person"
    assert len(page.values) < len(whole.values) == whole.total_values == page.total_values == 132
    assert whole.values[0].value == "igor-ivanov"
    assert [(each.value, each.count) for each in whole.values if each.selected] == [("nobody", 0)]
    assert [(each.value, each.count) for each in whole.values if each.excluded] == [("person-number7", 1)]


def test_a_text_may_not_be_longer_than_a_query_may_be(engine: Engine) -> None:
    put(engine, A)
    with pytest.raises(QueryTooLong):
        engine.search(SearchQuery(q="a" * 501))


def test_very_long_words(engine: Engine) -> None:
    put(engine, article("long", "x" * 100_000 + " end"))
    assert found(engine, "end") == ["long"]
    assert found(engine, "xx*") == ["long"]


# Changes ------------------------------------------------------------------------------------------


def test_an_empty_archive_answers(engine: Engine) -> None:
    put(engine, records=Registry())
    page = engine.search(SearchQuery(q="word"))
    assert (page.total, page.hits, page.pages) == (0, (), 1)
    assert dict(engine.digests()) == {}


def test_a_change_is_seen_when_it_is_committed_and_not_before(engine: Engine) -> None:
    put(engine, A)
    with engine.writer() as writer:
        writer.put(*B)
        writer.delete(ArticleId("a"))
        assert found(engine) == ["a"]
    assert found(engine) == ["b"]


def test_a_change_that_fails_leaves_everything_as_it_was(engine: Engine) -> None:
    put(engine, A)
    before = engine.generation
    with pytest.raises(ZeroDivisionError), engine.writer() as writer:  # noqa: PT012 - the change fails late
        writer.put(*B)
        writer.delete(ArticleId("a"))
        raise ZeroDivisionError
    assert found(engine) == ["a"]
    assert engine.generation == before
    put(engine, C)
    assert found(engine) == ["a", "c"]


def test_an_article_replaces_the_one_of_its_id(engine: Engine) -> None:
    put(engine, A, B)
    put(engine, NEW_A)
    assert found(engine, "another") == ["a"]
    assert found(engine, "words") == ["b"]
    assert engine.get(ArticleId("a")) == NEW_A[0]


def test_within_one_change_the_last_word_counts(engine: Engine) -> None:
    with engine.writer() as writer:
        for each in (A, NEW_A, B, C):
            writer.put(*each)
        writer.delete(ArticleId("b"))
        writer.delete(ArticleId("c"))
        writer.put(*C)
    assert found(engine) == ["a", "c"]
    assert found(engine, "another") == ["a"]


def test_what_is_held_just_so_is_no_change(engine: Engine) -> None:
    put(engine, A, B)
    article_a, draft_a = A
    with engine.writer() as writer:
        assert not writer.put(article_a, draft_a)
        assert writer.put(NEW_A[0], draft_a)
        assert not writer.put(NEW_A[0], draft_a)
        assert writer.put(NEW_A[0], NEW_A[1])
        assert writer.put(*C)
        assert not writer.put(*C)
        writer.delete(B[0].id)
        assert writer.put(*B)
    assert found(engine) == ["a", "b", "c"]
    assert list(engine.drafts()) == [NEW_A[1], B[1], C[1]]


def test_withdrawing_what_is_not_there_is_no_error(engine: Engine) -> None:
    put(engine, A)
    delete(engine, "b", "a", "a")
    assert found(engine) == []
    with pytest.raises(ArticleNotFound):
        engine.draft(ArticleId("nobody"))
    with pytest.raises(ArticleNotFound):
        engine.get(ArticleId("a"))


def test_the_generation_changes_with_every_change(engine: Engine) -> None:
    generations = []
    for each in (A, B, NEW_A):
        put(engine, each)
        generations.append(engine.generation)
    delete(engine, "a")
    assert len({*generations, engine.generation}) == 4


def test_drafts_and_digests(engine: Engine) -> None:
    put(engine, C, A)
    put(engine, B)
    assert list(engine.drafts()) == [A[1], B[1], C[1]]
    assert engine.digests() == {each.id: each.digest for _, each in (A, B, C)}


def test_the_registry_is_the_last_that_was_set(engine: Engine) -> None:
    puts = [article("a", "Text", volume=8, issue=66, people=["Igor Ivanov", "Ivan Rybkin"], sources=["AFP"])]
    put(engine, *puts, records=registry(puts))
    put(engine, B)
    assert set(engine.people()) == {"igor-ivanov", "ivan-rybkin"}
    assert set(engine.sources()) == {"afp"}
    assert set(engine.publications()) == {"monitor"}
    assert list(engine.issues()) == [IssueKey(publication="monitor", volume=8, number=66)]
    assert [each.text for each in engine.suggest("iva", limit=5)] == ["Igor Ivanov", "Ivan Rybkin"]
    gone = Withdrawn(id=ArticleId("z"), title="Rain")
    put(engine, records=Registry(withdrawn=(gone,)))
    assert set(engine.people()) == set()
    assert engine.withdrawn() == {"z": gone}


def test_many_threads_ask_while_one_writes(engine: Engine) -> None:
    put(engine, A, B)

    def asked(_: int) -> bool:
        page = engine.search(SearchQuery(q='"the text" OR tex* OR txet~'))
        return page.total == len(page.hits) >= 2

    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(asked, range(80))
        for key in "cdef":
            put(engine, article(key, "The text of one more."))
        assert all(answers)
    assert found(engine) == ["a", "b", "c", "d", "e", "f"]
