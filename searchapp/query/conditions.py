"""The conditions of a question one by one, each with the question that does without it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from searchapp.model.search import Match, SearchQuery
from searchapp.query.nodes import unparse
from searchapp.query.parser import parse
from searchapp.query.parts import without_each

_MOST = 8
"""Conditions and parts that are tried one by one."""

ALL_FILTERS, ALL_WORDS = "filters", "words"
"""In place of a parameter: everything beside the text, and the text."""


class Condition(NamedTuple):
    """One thing that is asked."""

    param: str
    """The parameter that asks it."""
    value: str
    without: SearchQuery
    excluded: bool = False
    """Whether it is asked not to be."""


def ways_out(query: SearchQuery) -> tuple[Condition, ...]:
    """What to do without where nothing was found: each condition, each part of the text, all of either."""
    return (*(*conditions(query), *parts_of_text(query))[:_MOST], *_broader(query))


def conditions(query: SearchQuery) -> tuple[Condition, ...]:
    """Everything that is asked beside the text, in the order in which readers are told."""
    found = [
        Condition(asked.field, value, query.toggle(asked.field, value))
        for asked in query.filters
        for value in asked.values
    ]
    found += [
        Condition(asked.field, value, query.exclude(asked.field, value), excluded=True)
        for asked in query.filters
        for value in asked.excluded
    ]
    if query.after is not None:
        found.append(Condition("after", str(query.after), replace(query, after=None, page=1)))
    if query.before is not None:
        found.append(Condition("before", str(query.before), replace(query, before=None, page=1)))
    if query.match is not Match.AUTO:
        found.append(Condition("match", query.match.value, replace(query, match=Match.AUTO, page=1)))
    return tuple(found)


def parts_of_text(query: SearchQuery) -> tuple[Condition, ...]:
    """Each part of a text that has several: a word, a phrase, a field, alternatives in brackets."""
    return tuple(
        Condition("q", unparse(part), replace(query, q=unparse(rest), page=1))
        for part, rest in without_each(parse(query.q).node)
    )


def _broader(query: SearchQuery) -> tuple[Condition, ...]:
    if not query.q or not (query.filters or query.after or query.before):
        return ()
    bare = SearchQuery(q=query.q, match=query.match, sort=query.sort, per_page=query.per_page)
    no_words = replace(query, q="", match=Match.AUTO, page=1)
    return (Condition(ALL_WORDS, query.q, no_words), Condition(ALL_FILTERS, "", bare))
