"""Whoosh expands words, and walks through the documents of one, as over a plain list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import query as whoosh
from whoosh.index import open_dir
from whoosh.matching import ReadTooFar
from whoosh.reading import TermNotFound
from whoosh.searching import Searcher

from searchapp.engines.embedded.codec.analysis import PlainPositions
from searchapp.engines.embedded.codec.matcher import ArrayMatcher
from searchapp.engines.texts import indexed_words
from tests.engines.folders import current
from tests.engines.strategies import Step, random_put
from tests.engines.test_codec import archive

PUTS = {put[0].id: put for put in map(random_put, range(60))}
BODIES = {key: {token.word for token in indexed_words(made)["body"]} for key, (made, _) in PUTS.items()}


@pytest.fixture(scope="module")
def searcher() -> Iterator[Searcher]:
    """Of three segments, with deletions in them."""
    commits: list[list[Step]] = [[*map(random_put, range(start, start + 20))] for start in (0, 20, 40)]
    with archive(commits) as folder, open_dir(str(current(folder))).searcher() as searcher:
        assert len(searcher.reader().leaf_readers()) > 1
        yield searcher


def within_an_edit(word: str, other: str) -> bool:
    """Insertion, deletion or substitution of one letter; Whoosh knows no swap."""
    if len(word) == len(other):
        return sum(a != b for a, b in zip(word, other, strict=True)) <= 1
    short, long = sorted((word, other), key=len)
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


EXPANDED: dict[str, tuple[whoosh.Query, Callable[[str], bool]]] = {
    "prefix": (whoosh.Prefix("body", "mor"), lambda word: word.startswith("mor")),
    "prefix in Cyrillic": (whoosh.Prefix("body", "пут"), lambda word: word.startswith("пут")),
    "no such prefix": (whoosh.Prefix("body", "zz"), lambda _: False),
    "wildcard": (whoosh.Wildcard("body", "n*e?r"), lambda word: fnmatchcase(word, "n*e?r")),
    "fuzzy": (whoosh.FuzzyTerm("body", "speak"), lambda word: within_an_edit("speak", word)),
    "fuzzy in Cyrillic": (whoosh.FuzzyTerm("body", "чаи"), lambda word: within_an_edit("чаи", word)),
    "range": (whoosh.TermRange("body", "iran", "of"), lambda word: "iran" <= word <= "of"),
}


@pytest.mark.parametrize("kind", EXPANDED)
def test_whoosh_expands_words(searcher: Searcher, kind: str) -> None:
    asked, passes = EXPANDED[kind]
    found = {hit["id"] for hit in searcher.search(asked, limit=None)}
    assert found == {key for key, words in BODIES.items() if any(map(passes, words))}
    assert bool(found) == (kind != "no such prefix")


def test_terms_are_sorted_through_all_fields(searcher: Searcher) -> None:
    for leaf, _ in searcher.reader().leaf_readers():
        terms = list(leaf.all_terms())
        assert terms == sorted(set(terms))
        assert {name for name, _ in terms} == set(leaf.indexed_field_names())
        for name, start in (
            ("body", b""),
            ("body", b"iran"),
            ("person", b"z"),
            ("day", b""),
            ("title", b"zz"),
        ):
            assert list(leaf.terms_from(name, start)) == [term for term in terms if term >= (name, start)]
        some = list(leaf._terms.items_from("year", b""))
        assert [(term, info.weight()) for term, info in some] == [
            (term, leaf.frequency(*term)) for term in terms if term >= ("year", b"")
        ]
        assert list(leaf._terms.items())[-1][0] == terms[-1]
        for field in ("body", "person"):
            words = [term.decode() for name, term in terms if name == field]
            for begin in ("", "iran", "p", "zzz"):
                assert cursor_from(leaf.cursor(field), begin) == [word for word in words if word >= begin]
            assert leaf.cursor(field).first() == words[0]


def cursor_from(cursor: Any, start: str) -> list[str]:
    found, word = [], cursor.find(start)
    while cursor.is_valid():
        found.append(word)
        word = cursor.next()
    assert word is None
    return found


@pytest.mark.parametrize(("field", "word"), [("body", "nosuchword"), ("person", "nobody")])
def test_what_is_not_there(searcher: Searcher, field: str, word: str) -> None:
    leaf = searcher.reader().leaf_readers()[0][0]
    assert (field, word) not in leaf
    assert (leaf.frequency(field, word), leaf.doc_frequency(field, word)) == (0, 0)
    for asked in (leaf.term_info, leaf.postings):
        with pytest.raises(TermNotFound):
            asked(field, word)


_steps = st.lists(st.sampled_from(("next", "copy", "reset")) | st.integers(0, 60), max_size=12)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 3)), unique_by=lambda doc: doc[0]), _steps)
def test_a_matcher_walks_as_over_a_list(held: list[tuple[int, int]], steps: list[str | int]) -> None:
    docs = dict(sorted(held))
    left, matcher = list(docs), matcher_of(docs)
    for step in steps:
        if left:
            matcher.copy().next()  # a copy goes its own way
        if step == "reset":
            left = list(docs)
            matcher.reset()
        elif step == "copy":
            matcher = matcher.copy()
        elif not left:
            with pytest.raises(ReadTooFar):
                matcher.skip_to(step) if isinstance(step, int) else matcher.next()
        elif isinstance(step, int):
            left = [doc for doc in left if doc >= step]
            matcher.skip_to(step)
        else:
            left = left[1:]
            matcher.next()
        check(matcher, left, docs)


def check(matcher: ArrayMatcher, left: Sequence[int], docs: dict[int, int]) -> None:
    assert matcher.is_active() == bool(left)
    assert list(matcher.all_ids()) == left
    assert matcher.replace().is_active() == bool(left)
    if left:
        positions = [10 * left[0] + at for at in range(docs[left[0]])]
        assert (matcher.id(), matcher.weight()) == (left[0], len(positions))
        assert [span.start for span in matcher.spans()] == matcher.value_as("positions") == positions
        assert matcher.format.decode_positions(matcher.value()) == positions
    else:
        with pytest.raises(ReadTooFar):
            matcher.id()


def matcher_of(docs: dict[int, int]) -> ArrayMatcher:
    """Document -> how often it has the term, at positions that tell the document."""
    positions = [10 * doc + at for doc, count in docs.items() for at in range(count)]
    return ArrayMatcher(
        np.array(list(docs), dtype=np.int32),
        np.array(list(docs.values()), dtype=np.int32),
        np.array(positions, dtype=np.int32),
        format_=PlainPositions(),
        scorer=None,
        term=("body", b"axis"),
        info=None,
    )
