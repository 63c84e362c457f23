"""What is marked and shown: by examples, and always the same as by reading every word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.engines.marking import Marker, patterns_of
from searchapp.engines.matches import Meanings
from searchapp.model.article import Article
from searchapp.model.search import Run
from searchapp.query.nodes import And, Everything, Field, Fuzzy, Near, Node, Not, Or, Phrase, Prefix, Term
from searchapp.query.parser import parse
from searchapp.query.patterns import WordTest
from searchapp.text.analyze import stem, words
from searchapp.text.snippets import sentences
from tests.engines import plain_marking
from tests.engines.builders import article
from tests.text import odd_texts

TEXT = (
    "Iran’s “axis of evil” speech upset Tehran. The U.S. Senate debated the axis. It named no evil.",
    "Itar-Tass reported that Iranian nuclear plants, and Iran itself, were debated by the US Senate.",
)


@pytest.mark.parametrize(
    ("q", "marked"),
    [
        ("iran", ["Iran", "Iran"]),
        ("Iran*", ["Iran", "Iranian", "Iran"]),
        ("debates", ["debated", "debated"]),
        ("=debate", []),
        ("senade~", ["Senate", "Senate"]),
        ("US", ["U.S.", "US"]),
        ('"axis of evil"', ["axis of evil"]),
        ('"us senate"', ["U.S. Senate", "US Senate"]),
        ("itar-tass", ["Itar-Tass"]),
        ('"nuclear iran"~2', ["nuclear", "Iran"]),
        ('"iran iran"~9', []),
        ("nuclear iran -senate", ["Iran", "nuclear", "Iran"]),
        ('"nuclear plants" plants', ["nuclear plants"]),
        ("title:iran person:khatami", []),
    ],
)
def test_what_is_marked(q: str, marked: list[str]) -> None:
    made, _ = article("a", *TEXT)
    shown = Marker(parse(q).node).paragraphs(made)
    assert ["".join(run.text for run in runs) for runs in shown] == list(TEXT)
    assert [run.text for runs in shown for run in runs if run.marked] == marked


def test_the_best_sentences_are_shown_in_the_order_of_the_text() -> None:
    made, _ = article("a", "Gas. Oil. Gas and gas. Gas and oil.", "Oil and gas. Gas again.")
    hit = Marker(parse("gas OR oil").node).hit(made, 1.0)
    assert [(each.paragraph, "".join(run.text for run in each.runs)) for each in hit.snippets] == [
        (1, "Gas and gas."),
        (1, "Gas and oil."),
        (2, "Oil and gas."),
    ]
    assert hit.more_matches == 3


def test_a_printed_title_is_marked_and_a_supplied_one_is_not() -> None:
    node = parse("title:gas").node
    printed, _ = article("a", "Gas for sale.", title="Gas")
    supplied, _ = article("b", "Gas for sale.")
    titles = [Marker(node).hit(made, 1.0).title for made in (printed, supplied)]
    assert titles == [(Run(text="Gas", marked=True),), (Run(text="Gas for sale."),)]


def test_where_no_word_is_asked_for_the_lead_is_shown() -> None:
    printed, _ = article("a", "One came. Two went.", title="Gas")
    supplied, _ = article("b", "One came. Two went.")
    leads = [Marker(Everything()).hit(made, 0.0).snippets[0].runs for made in (printed, supplied)]
    assert leads == [(Run(text="One came."),), (Run(text="Two went."),)]


_word = st.sampled_from(odd_texts.PRINTED) | st.sampled_from(odd_texts.FEW)
_texts = st.lists(_word, min_size=1, max_size=3).map(" ".join)
_leaves = st.one_of(
    st.builds(Term, _texts, st.booleans()),
    st.builds(Phrase, _texts, st.booleans()),
    st.builds(Near, _texts, st.integers(0, 4)),
    st.builds(Prefix, _word | _word.map(lambda word: word[:2])),
    st.builds(Fuzzy, _word),
)
_some = st.lists(_leaves | _leaves.map(lambda leaf: Field("title", leaf)), max_size=3).map(tuple)
nodes = _leaves | _some.map(And) | _some.map(Or) | _leaves.map(Not) | st.just(Everything())
titles = st.none() | odd_texts.texts
articles = st.builds(lambda title, texts: article("a", *texts, title=title)[0], titles, odd_texts.paragraphs)


_ends = st.sampled_from(
    ("", "y", "ies", "ying", "ing", "ed", "s", "edly", "ibility", "ational", "ly", "ness")
)


@given(st.text("aeioybdlmnrst", min_size=1, max_size=6), _ends)
def test_a_stem_begins_with_the_letter_its_word_begins_with(beginning: str, end: str) -> None:
    assert stem(beginning + end)[0] == beginning[0]


@given(st.text('aBсД.!?"”’)(“ \n\u00a0', max_size=40) | odd_texts.texts)
def test_the_same_sentences_are_cut(text: str) -> None:
    assert [(each.start, each.end) for each in sentences(text)] == plain_marking.sentences(text)


@given(articles, nodes)
def test_the_same_is_marked_as_by_reading_every_word(made: Article, node: Node) -> None:
    plain = plain_marking.hit(made, 1.5, node)
    assert Marker(node).hit(made, 1.5) == plain
    assert Marker(node, meanings(made, node)).hit(made, 1.5) == plain
    assert Marker(node).paragraphs(made) == plain_marking.marked_paragraphs(made, node)


def meanings(made: Article, node: Node) -> Meanings:
    """What an engine says whose archive holds this article and one of all words and their neighbours."""
    held = {word for text in (made.title, *made.paragraphs, *odd_texts.PRINTED) for word in words(text)}
    patterns = [pattern for field in ("body", "title") for pattern in patterns_of(node, field=field)]
    tests: set[WordTest] = {test for pattern in patterns for test in pattern.tests}
    return {test: [word for word in held if test(word)] for test in tests}
