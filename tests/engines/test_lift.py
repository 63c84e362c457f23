"""Words of a question that stand together in an article lift it; words that only ask hardly count."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.engines import bm25
from searchapp.engines.base import Engine
from searchapp.engines.bm25 import FUNCTION_WORD_WEIGHT, LIFT, REACH, TURNED, idf
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search.closeness import close
from searchapp.engines.marking import positive_leaves
from searchapp.engines.memory import MemoryEngine
from searchapp.engines.plain_scoring import fewest_steps
from searchapp.engines.texts import indexed_words
from searchapp.engines.weighing import Pair, weighed
from searchapp.model.article import ArticleId
from searchapp.model.search import Match, SearchQuery
from searchapp.query.nodes import unparse
from searchapp.query.parser import parse
from searchapp.query.patterns import pattern
from searchapp.text.analyze import STOP_WORDS
from searchapp.text.function_words import FUNCTION_WORDS
from tests.engines import strategies
from tests.engines.builders import article
from tests.engines.test_random import engines


def filled(engine: Engine, texts: Sequence[str], **titles: str) -> Engine:
    """With an article of each text, called a, b, c...; titles by the same names."""
    with engine.writer() as writer:
        for key, text in zip("abcdefgh", texts, strict=False):
            writer.put(*article(key, text, title=titles.get(key)))
    return engine


def ranked(engine: Engine, q: str, match: Match = Match.AUTO) -> list[str]:
    return [hit.article.id for hit in engine.search(SearchQuery(q=q, match=match)).hits]


def scores(engine: Engine, q: str, match: Match = Match.AUTO) -> dict[str, float]:
    return {hit.article.id: hit.score for hit in engine.search(SearchQuery(q=q, match=match)).hits}


# Nearness -----------------------------------------------------------------------------------------


def test_an_archive_from_which_all_was_withdrawn_has_nothing_near(engine: Engine) -> None:
    with filled(engine, ["axis of evil"]).writer() as writer:
        writer.delete(ArticleId("a"))
    assert ranked(engine, "nuclear axis") == []


def test_the_nearer_words_stand_the_higher_an_article(engine: Engine) -> None:
    texts = [
        "axis one two three four five six evil",
        "one two axis three four evil five six",
        "one two evil axis three four five six",
        "one two three axis evil four five six",
    ]
    filled(engine, texts)
    assert ranked(engine, "axis evil") == ["d", "c", "b", "a"]
    assert ranked(engine, "axis evil", Match.ANY) == ["d", "c", "b", "a"]


_fillers = st.lists(st.sampled_from(("one", "two", "three", "axis")), min_size=REACH, max_size=12)


@given(_fillers, st.data())
def test_adjacent_beats_far_all_else_equal(fillers: list[str], data: st.DataObject) -> None:
    """The same words in both, `evil` next to the last `oil` in one, out of its reach in the other."""
    words = ["oil", *fillers]
    near = ["oil", "evil", *fillers]
    far = [*words, "evil"]
    others = data.draw(st.lists(st.sampled_from(("oil and gas", "evil", "one axis")), max_size=4))
    engine = filled(MemoryEngine(), [" ".join(far), " ".join(near), *others])
    found = scores(engine, "oil evil")
    assert found["b"] > found["a"]


def test_what_is_added_is_a_share_of_what_the_more_frequent_word_tells(engine: Engine) -> None:
    filled(engine, ["axis evil one two", "axis one two evil", "evil one two three", "three axis two evil"])
    found = scores(engine, "axis evil")
    apart = idf(4, 4) * LIFT
    assert found["a"] - found["b"] == pytest.approx(apart * (1 - 1 / 3))
    assert found["a"] - found["d"] == pytest.approx(apart * (1 - 1 / 2))


def test_words_in_the_other_order_count_as_one_step_farther(engine: Engine) -> None:
    filled(engine, ["axis one evil two", "one evil axis two"])
    assert TURNED == 1
    assert len(set(scores(engine, "axis evil").values())) == 1


def test_words_of_the_title_lift_too_but_no_nearness_leads_from_field_to_field(engine: Engine) -> None:
    text = "one two three four"
    filled(engine, [text, text, "evil two three four"], a="Axis evil Oil", b="Axis Oil evil", c="Oil axis")
    found = scores(engine, "axis evil", Match.ANY)
    assert found["a"] > found["b"]
    assert scores(engine, "title:axis title:evil")["a"] > scores(engine, "title:axis title:evil")["b"]


def test_nearness_leads_from_no_paragraph_to_the_next(engine: Engine) -> None:
    with engine.writer() as writer:
        writer.put(*article("a", "one axis", "evil two"))
        writer.put(*article("b", "one axis two", "evil"))
    assert len(set(scores(engine, "axis evil").values())) == 1


def test_a_phrase_and_its_neighbour_are_near_by_the_phrases_nearer_end(engine: Engine) -> None:
    filled(engine, ["axis of evil one two oil", "axis of evil oil one two"])
    assert ranked(engine, '"axis of evil" oil') == ["b", "a"]


def test_two_words_that_very_many_articles_have_are_not_looked_for_together(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bm25, "MOST_HOLDING", 1)
    filled(engine, ["axis evil one oil", "axis one evil two", "two"])
    assert len(set(scores(engine, "axis evil").values())) == 1
    assert scores(engine, "axis oil", Match.ANY)["a"] > scores(engine, "oil")["a"]
    monkeypatch.setattr(bm25, "MOST_WITH", 1)
    filled(engine, ["axis oil one", "axis one oil", "two"])
    assert len(set(scores(engine, "axis oil").values())) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(strategies.commits, st.lists(strategies.texts, min_size=1, max_size=6))
def test_steps_in_columns_are_those_between_words(
    commits: list[list[strategies.Step]], texts: list[str]
) -> None:
    leaves = [each for text in texts for each in positive_leaves(parse(text).node)]
    leaves = [(limited, leaf) for limited, leaf in leaves if pattern(leaf).tests]
    leaves = [(limited, leaf) for limited, leaf in leaves if pattern(leaf).distance is None]
    pairs = [Pair(one, other, limited) for (limited, one), (_, other) in pairwise(leaves)]
    with engines(commits) as (memory, embedded):
        snapshot = embedded.snapshot()
        for pair in pairs:
            docs, steps = close(pair, snapshot)
            found = dict(zip([snapshot.id(doc) for doc in docs.tolist()], steps.tolist(), strict=True))
            articles = [memory.get(ArticleId(key)) for key in memory.digests()]
            wanted = {each.id: fewest_steps(pair, indexed_words(each)) for each in articles}
            assert found == {key: steps for key, steps in wanted.items() if steps}, pair


# What counts --------------------------------------------------------------------------------------


def test_neighbours_are_pairs_over_words_that_are_not_searched_or_hardly_count() -> None:
    parts = weighed(parse("what axis of evil AND (oil OR gas) -coal title:oil title:gas").node)
    told = [(unparse(pair.first), unparse(pair.second), pair.limited) for pair in parts.pairs]
    assert told == [
        ("axis", "evil", None),
        ("evil", "oil", None),
        ("oil", "gas", None),
        ("oil", "gas", "title"),
    ]


@pytest.mark.parametrize("q", ["oil", "oil oils", '"axis evil"~3 oil', "oil -gas", "title:oil gas", ""])
def test_no_pairs(q: str) -> None:
    assert weighed(parse(q).node).pairs == ()


@pytest.mark.parametrize(
    ("q", "weights"),
    [
        ("what problems exist", [FUNCTION_WORD_WEIGHT, 1, 1]),
        ("what about", [1, 1]),
        ("=what problems", [1, 1]),
        ('"what about" problems', [1, 1]),
        ("title:about problems", [1, 1]),
        ("US IT May", [1, 1, 1]),
    ],
)
def test_words_that_only_ask_count_little_beside_others(q: str, weights: list[float]) -> None:
    assert [asked.weight for asked in weighed(parse(q).node).leaves] == weights


def test_an_article_about_the_matter_comes_before_one_that_only_asks(engine: Engine) -> None:
    filled(engine, ["what about this one", "problems of another kind", "problems"])
    assert ranked(engine, "what problems", Match.ANY)[-1] == "a"


def test_words_that_only_ask_score_alike_in_every_engine(folder: Path) -> None:
    texts = ["what about this one", "problems of another kind, whatever", "what problems", "problems"]
    memory, embedded = (filled(each, texts) for each in (MemoryEngine(), EmbeddedEngine(folder)))
    found = scores(embedded, "what problems are there", Match.ANY)
    assert found == scores(memory, "what problems are there", Match.ANY)


def test_no_function_word_is_a_stop_word_or_is_written_with_capitals() -> None:
    assert not FUNCTION_WORDS & STOP_WORDS
    assert all(word == word.casefold() for word in FUNCTION_WORDS)


def test_titles_are_measured_by_those_that_have_one(engine: Engine) -> None:
    """However many articles have none, a printed title counts as much."""
    weights = []
    for others in (0, 30):
        with engine.writer() as writer:
            writer.put(*article("a", "one two", title="Oil rises"))
            for number in range(others):
                writer.put(*article(f"b{number}", "oil and two"))
        found = scores(engine, "title:oil")
        weights.append(found["a"] / idf(1, 1 + others))
    assert weights[0] == pytest.approx(weights[1])
