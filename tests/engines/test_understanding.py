"""What a query's words also mean in an archive, and what else is offered where they find little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from searchapp.engines.base import Engine
from searchapp.engines.doubts import MOST_SUGGESTIONS
from searchapp.model.registry import Person, Registry
from searchapp.model.search import Filter, Match, SearchPage, SearchQuery
from tests.engines.builders import article, registry
from tests.engines.test_contract import found, marked, put

PUTIN = article(
    "putin",
    "President Vladimir Putin received Kamal Kharrazi, the foreign minister of Iran.",
    people=("Vladimir Putin", "Kamal Kharrazi"),
    volume=8,
)
TEHRAN = article("tehran", "Kharrazi spoke in Tehran of a moratorium.", people=("Kamal Kharrazi",), volume=8)
NATO = article("nato", "The North Atlantic Treaty Organization met in Prague, and Moscow watched.", volume=9)
BUSH = article(
    "bush", "Bush met with Putin in Prague; Tehran was silent.", people=("Vladimir Putin",), volume=9
)
ARTICLES = (PUTIN, TEHRAN, NATO, BUSH)
PEOPLE = (
    Person(slug="vladimir-putin", name="Vladimir Putin", aliases=("Владимир Путин",), articles=2),
    Person(slug="kamal-kharrazi", name="Kamal Kharrazi", aliases=("Kamal Kharazi",), articles=2),
)
SYNONYMS = (("NATO", "North Atlantic Treaty Organization", "the Alliance"),)


def records() -> Registry:
    return replace(registry(ARTICLES, people=PEOPLE), synonyms=SYNONYMS)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    put(engine, *ARTICLES, records=records())
    return engine


def asked(archive: Engine, q: str, **more: object) -> SearchPage:
    return archive.search(replace(SearchQuery(q=q), **more))  # type: ignore[arg-type]


def told(page: SearchPage) -> list[str]:
    return [str(notice.message) for notice in page.notices]


# Names --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Putin", "Путин", "Poutine", "ПУТИН", "=Putin", "title:Putin OR Путин"])
def test_a_name_is_found_in_every_spelling(archive: Engine, name: str) -> None:
    assert found(archive, name) == ["bush", "putin"]


def test_the_other_spelling_is_told_and_marked(archive: Engine) -> None:
    page = asked(archive, "Харрази")
    assert page.read_as == "Харрази OR Kharrazi"
    assert told(page) == ["“Харрази” was also searched as “Kharrazi”."]
    assert marked(page, "tehran") == ["Kharrazi"]


def test_a_word_with_spellings_and_synonyms_tells_both(engine: Engine) -> None:
    put(engine, *ARTICLES, records=replace(records(), synonyms=(("Харрази", "the minister of Iran"),)))
    assert told(asked(engine, "Харрази")) == [
        "“Харрази” was also searched as “Kharrazi”, “the minister of Iran”."
    ]


def test_exactly_these_letters_are_no_other_spelling(archive: Engine) -> None:
    page = asked(archive, '="Путин"')
    assert (page.total, page.read_as, told(page)) == (0, "=“Путин”", [])


def test_names_in_phrases_and_near_each_other(archive: Engine) -> None:
    assert found(archive, '"Vladimir Путин"') == ["putin"]
    assert found(archive, '"Харрази Путин"~3') == ["putin"]
    assert found(archive, '"Путин Путин"~9') == []


def test_a_name_left_out_is_left_out_in_every_spelling(archive: Engine) -> None:
    page = asked(archive, "-Путин")
    assert (found(archive, "-Путин"), page.read_as) == (["nato", "tehran"], "-(Путин OR Putin)")


def test_an_ordinary_word_has_no_other_spelling(archive: Engine) -> None:
    assert asked(archive, "moscow").read_as == "moscow"


# Synonyms -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["NATO", "alliances OR nato", '"north atlantic treaty organization"'])
def test_words_that_mean_the_same_are_found(archive: Engine, text: str) -> None:
    assert found(archive, text) == ["nato"]


def test_synonyms_are_told_and_marked_as_phrases(archive: Engine) -> None:
    page = asked(archive, "nato prague")
    expected = "(nato OR “North Atlantic Treaty Organization” OR “the Alliance”) AND prague"
    assert page.read_as == expected
    assert marked(page, "nato") == ["North Atlantic Treaty Organization", "Prague"]
    assert asked(archive, page.read_as).total == page.total


def test_exactly_these_letters_are_no_synonym(archive: Engine) -> None:
    assert found(archive, "=nato") == []


# Most of the words --------------------------------------------------------------------------------


def test_where_no_article_has_all_words_those_with_most_are_shown(archive: Engine) -> None:
    page = asked(archive, "putin prague moratorium")
    assert ([hit.article.id for hit in page.hits], page.relaxed) == (["bush"], True)
    assert told(page) == ["No article has all of these words. These have 2 of 3, best first."]
    assert page.facet("volume").values[0].count == 1


def test_all_words_are_insisted_on(archive: Engine) -> None:
    page = asked(archive, "putin prague moratorium", match=Match.ALL)
    assert (page.total, page.relaxed) == (0, False)


def test_conditions_do_not_give_way(archive: Engine) -> None:
    assert asked(archive, "putin prague moratorium -bush").relaxed
    assert found(archive, "putin prague moratorium -bush") == ["nato", "putin", "tehran"]
    assert found(archive, "putin moratorium volume:9") == ["bush"]
    assert found(archive, "putin moratorium volume:10") == []


def test_words_that_some_article_has_all_do_not_give_way_to_conditions(archive: Engine) -> None:
    page = asked(archive, "putin prague volume:8")
    assert (page.total, page.relaxed) == (0, False)
    filtered = asked(archive, "putin prague", filters=(Filter(field="volume", values=("8",)),))
    assert (filtered.total, filtered.relaxed) == (0, False)


def test_one_phrase_does_not_give_way(archive: Engine) -> None:
    page = asked(archive, '"axis in evil"')
    assert (page.total, page.relaxed) == (0, False)


def test_words_of_which_no_article_has_any_find_nothing(archive: Engine) -> None:
    page = asked(archive, "xylophone zeppelin")
    assert (page.total, page.relaxed) == (0, False)


# Did you mean -------------------------------------------------------------------------------------


def suggested(page: SearchPage) -> list[tuple[str, int]]:
    return [(each.text, each.count) for each in page.suggestions]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("moratorum", [("moratorium", 1)]),
        ("Prauge moratorum", [("prague moratorium", 3), ("prague moratorum", 2), ("Prauge moratorium", 1)]),
        ("Putin Praguee", [("Putin prague", 1)]),
        ("'Moratorum' in Tehran", [("'moratorium' in Tehran", 1)]),
        ('"silent Tehrann"', []),
        ("genby", [("путин", 2)]),
        ("зкфпгу", [("prague", 2)]),
        ("=moratorum", []),
        ("moratorum~", []),
        ("person:moratorum", []),
    ],
)
def test_what_was_meant(archive: Engine, typed: str, meant: list[tuple[str, int]]) -> None:
    assert suggested(asked(archive, typed)) == meant


def test_suggestions_count_under_the_same_filters(archive: Engine) -> None:
    volume = (Filter(field="volume", values=("9",)),)
    assert suggested(asked(archive, "Praguee", filters=volume)) == [("prague", 2)]
    assert suggested(asked(archive, "moratorum", filters=volume)) == []


def test_a_word_that_finds_enough_is_not_doubted(engine: Engine) -> None:
    puts = [article(f"a{number}", "The pipe line was laid.") for number in range(4)]
    put(engine, *puts, *(article(f"b{number}", "A pipes lines") for number in range(60)))
    assert suggested(asked(engine, "laid pipe")) == []


def test_as_many_suggestions_as_can_be_read(engine: Engine) -> None:
    put(engine, article("a", "gasp gash gast gaso gasx"))
    assert len(suggested(asked(engine, "gasq"))) == MOST_SUGGESTIONS


# Counts alone -------------------------------------------------------------------------------------


def test_totals_are_those_of_the_pages(archive: Engine) -> None:
    texts = ("", "putin", "putin prague moratorium", "Путин -prague", "xylophone")
    queries = [SearchQuery(q=text) for text in texts]
    assert list(archive.totals(queries)) == [archive.search(query).total for query in queries]
