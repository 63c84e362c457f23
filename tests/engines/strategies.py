"""Random archives and questions: few words, so that much of it meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import TypeVar
from unittest import mock

import numpy as np
from hypothesis import strategies as st

from searchapp.engines.embedded.writing import builder
from searchapp.fields import FACETS
from searchapp.model.search import NONE, Filter, Match, SearchQuery, Sort
from tests.engines.builders import Put, article

T = TypeVar("T")

WORDS = (
    "Iran", "Iranian", "Iran's", "nuclear", "nucleus", "nuclaer", "Putin", "Pútin", "Putin’s", "U.S.", "us",
    "Itar-Tass", "Tass", "B-52", "evil", "évil", "axis", "of", "the", "speak", "speaks", "speaking",
    "moratorium", "moratoriums", "moratorum", "Путин", "Poutine", "Иванов", "Ivanoff", "Россия",
    "чай", "and", "4",
)  # fmt: skip
SYNONYMS = (("nuclear", "axis of evil"), ("Tass", "Россия"))
DAYS = (dt.date(2001, 12, 31), dt.date(2002, 4, 1), dt.date(2002, 4, 4), dt.date(2003, 1, 1))
PEOPLE = ("Vladimir Putin", "Igor Ivanov", "Sergei Ivanov", "Iran Axis")
SOURCES = ("AFP", "Itar-Tass", "Новости")
VALUES = {
    "publication": ("monitor", "prism", NONE),
    "volume": ("8", "9", "08", "8..9", NONE),
    "issue": ("66", "66..68", "8:66", "9:067", "70", NONE),
    "person": ("vladimir-putin", "igor-ivanov", "nobody", NONE),
    "source": ("afp", "itar-tass", NONE),
    "year": ("2002", "2001..2002", "1999", NONE),
    "month": ("2002-04", "2001-12..2002-04", NONE),
}

CONDITIONS = (
    "person:putin", "person:Ivanov", "person:igor-ivanov", "person:none", "source:afp", "source:tass",
    "publication:Monitor", "volume:8", "issue:66..67", "issue:8:66", "year:2002", "month:none",
    "date:2002-04", "after:2002", "before:2001", "date:04/01/2002", "person:nobody",
)  # fmt: skip

words = st.sampled_from(WORDS)


def some(values: Sequence[str], most: int = 2) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


def random_put(seed: int) -> Put:
    """An article of one of twelve ids, the same for the same seed: hypothesis draws seeds, not words."""
    drawn = np.random.default_rng(seed)

    def one(values: Sequence[T]) -> T:
        return values[int(drawn.integers(len(values)))]

    def several(values: Sequence[str], most: int) -> list[str]:
        return [values[int(at)] for at in drawn.permutation(len(values))[: drawn.integers(most + 1)]]

    def text(most: int) -> str:
        separators = (" ", " ", " ", ", ", ". ", "—")
        return "".join(one(WORDS) + one(separators) for _ in range(drawn.integers(most + 1)))

    return article(
        one("abcdefghijkl"),
        *(text(20) for _ in range(drawn.integers(4))),
        title=one((None, text(4))),
        publication=one(("monitor", "prism", None)),
        volume=one((8, 9, None)),
        issue=one((66, 67, None)),
        date=one((None, *DAYS)),
        people=several(PEOPLE, 3),
        attributive=several(("Bush",), 1),
        sources=several(SOURCES, 2),
    )


puts = st.integers(0, 2**32).map(random_put)

Step = Put | str
"""Put an article, or delete the one of an id."""

steps: st.SearchStrategy[list[Step]] = st.lists(
    puts | puts | puts | st.sampled_from("abcdefghijkl"), min_size=1, max_size=16
)
_first: st.SearchStrategy[list[Step]] = st.lists(puts, min_size=6, max_size=14)


def _commits(least: int) -> st.SearchStrategy[list[list[Step]]]:
    later = st.lists(steps, min_size=least, max_size=2)
    return st.tuples(_first, later).map(lambda parts: [parts[0], *parts[1]])


commits = _commits(0)
several_commits = _commits(1)

Merging = Callable[[], AbstractContextManager[object]]


def _merging(step: int) -> Merging:
    return lambda: mock.patch.multiple(builder, STEP=step, WASTE=4 * step)


never_merging = _merging(0)
merging = st.sampled_from((0, 0, 1, builder.STEP)).map(_merging)
"""How eagerly segments become one: never, seldom, as usual."""

_phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
_leaves = st.one_of(
    words,
    words.map("={}".format),
    words.map(lambda word: f"{word[:3]}*"),
    words.map("{}~".format),
    words.map("title:{}".format),
    _phrases.map('"{}"'.format),
    _phrases.map('="{}"'.format),
    _phrases.map('title:"{}"'.format),
    st.tuples(_phrases, st.integers(0, 4)).map(lambda near: f'"{near[0]}"~{near[1]}'),
    st.sampled_from(CONDITIONS),
)
texts = st.one_of(
    _leaves,
    _leaves,
    st.just(""),
    st.lists(_leaves, min_size=2, max_size=3).map(" OR ".join),
    st.lists(_leaves | st.sampled_from(("OR", "-", "(", ")", "NOT")), max_size=5).map(
        lambda parts: " ".join(parts).replace("- ", "-")
    ),
    st.lists(_leaves, min_size=1, max_size=2).map(" ".join),
)


@st.composite
def filters(draw: st.DrawFn) -> tuple[Filter, ...]:
    fields = draw(some([field.name for field in FACETS], 2))
    return tuple(
        Filter(
            field=name,
            values=tuple(draw(some(VALUES[name]))),
            excluded=tuple(draw(some(VALUES[name], 1))),
            every=name == "person" and draw(st.booleans()),
        )
        for name in fields
    )


@st.composite
def queries(draw: st.DrawFn) -> SearchQuery:
    bounds = st.sampled_from((None,) * 8 + DAYS)
    return SearchQuery(
        q=draw(texts),
        match=draw(st.sampled_from(Match)),
        filters=draw(st.just(()) | st.just(()) | filters()),
        after=draw(bounds),
        before=draw(bounds),
        sort=draw(st.sampled_from(Sort)),
        page=draw(st.sampled_from((1, 1, 1, 1, 1, 2))),
        per_page=draw(st.sampled_from((3, 10))),
    )
