"""What a query costs before it is evaluated: postings and positions to be read, known from the tables alone.

A bound in postings rather than in seconds: the same question has the same answer on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from searchapp.errors import N_, Message
from searchapp.model.search import Notice
from searchapp.query.nodes import Field, Leaf, Near, Node, unparse
from searchapp.query.parts import searched, without
from searchapp.query.patterns import Kind, WordTest, pattern

if TYPE_CHECKING:
    from searchapp.engines.embedded.search.snapshot import Snapshot

MOST = 15_000_000
"""Postings of one query: one to three seconds of a slow processor, as `python -m bench.dearest` measures."""

_PHRASE = 2
_NEAR = 6
"""A position costs so many times as much as a posting."""


def affordable(node: Node, snapshot: Snapshot) -> tuple[Node, tuple[Notice, ...]]:
    """The tree without what is too much beside what stands before it; and what there is to say of it."""
    asked = {each: each.value if isinstance(each, Field) else each for each in searched(node)}
    if not any(map(_may_be_dear, asked.values())):
        return node, ()
    spent, dear = 0, []
    for each, leaf in asked.items():
        cost = _cost(leaf, snapshot)
        if spent and spent + cost > MOST:
            dear.append(each)
        else:
            spent += cost
    return (without(node, dear), tuple(map(_left_out, dear))) if dear else (node, ())


def _may_be_dear(leaf: Leaf) -> bool:
    """Whether it is more than a word: as many words as a query can have are never too much."""
    tests = pattern(leaf).tests
    return len(tests) > 1 or any(test.kind in (Kind.PREFIX, Kind.FUZZY) for test in tests)


def _cost(leaf: Leaf, snapshot: Snapshot) -> int:
    tests = pattern(leaf).tests
    if len(tests) == 1:
        return sum(postings for postings, _ in _sizes(tests[0], snapshot))
    factor = _NEAR if isinstance(leaf, Near) else _PHRASE
    return factor * sum(positions for test in tests for _, positions in _sizes(test, snapshot))


def _sizes(test: WordTest, snapshot: Snapshot) -> Iterator[tuple[int, int]]:
    """For each segment, how many postings and positions the words of a test have in bodies."""
    for segment, words in zip(snapshot.segments, snapshot.meaning(test).places, strict=True):
        postings = segment.postings("body")
        yield postings.sizes(postings.places(words))


def _left_out(leaf: Node) -> Notice:
    said = N_("This asks for more than can be searched at once; %(left)s was left out.")
    return Notice(message=Message.of(said, left=unparse(leaf)))
