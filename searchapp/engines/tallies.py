"""How many of the articles found hold each value of a facet: what engines count, and how it is listed.

Values are listed by count, then by label. The issues that are listed are those of the chosen volumes, by
number; the months those of the chosen years.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from searchapp.engines.values import admits
from searchapp.model.search import NONE, SearchQuery, natural

Count = tuple[str, int]
"""A held value, and how many articles have it."""


class Tally(Protocol):
    """The values of one facet that some article found holds."""

    def __len__(self) -> int:
        """How many values there are."""

    def count(self, value: str, /) -> int:
        """How many articles hold a value; 0 for one that none holds."""

    def listed(self, most: int, /) -> Sequence[Count]:
        """The first values by count, then by label."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted for one page."""

    facets: Mapping[str, Tally]
    """Of every facet field."""
    children: Callable[[str], Mapping[str, Sequence[Count]]]
    """For `volume` and `year`: what lies within each value, in order; see `CHILDREN`."""


CHILDREN: Mapping[str, str] = {"volume": "issue", "year": "month"}
PARENTS: Mapping[str, str] = {child: parent for parent, child in CHILDREN.items()}

MOST_ISSUES = 100
"""Issues of volumes that were not chosen: more of them are not told apart."""


def parent_of(name: str, held: str) -> str:
    """The volume of an issue, the year of a month."""
    return held.partition(":" if name == "issue" else "-")[0] if held != NONE else NONE


def number_of(held: str) -> str:
    """The number of an issue, whatever its volume."""
    return held.rpartition(":")[2]


@dataclass(frozen=True, slots=True)
class PlainTally:
    """A tally from counts as they are."""

    held: Mapping[str, int]
    """None of them 0."""
    label: Callable[[str], str]

    def __len__(self) -> int:
        return len(self.held)

    def count(self, value: str, /) -> int:
        """Of one value."""
        return self.held.get(value, 0)

    def listed(self, most: int, /) -> Sequence[Count]:
        """The first ones."""
        return sorted(self.held.items(), key=lambda each: listing(each, self.label(each[0])))[:most]


def listing(counted: Count, label: str) -> tuple[object, ...]:
    """What values are sorted by where they are listed."""
    value, count = counted
    return (-count, natural(label.casefold()), value)


def plain_counts(
    query: SearchQuery, held: Mapping[str, Mapping[str, int]], label: Callable[[str, str], str]
) -> Counts:
    """From the counts of every facet's held values; `label` takes a field and a value."""
    shown = {name: _shown(name, query, counts) for name, counts in held.items()}
    return Counts(
        {
            name: PlainTally(counts, lambda value, name=name: label(name, value))  # type: ignore[misc]
            for name, counts in shown.items()
        },
        lambda name: _children(name, query, held[CHILDREN[name]]),
    )


def _shown(name: str, query: SearchQuery, held: Mapping[str, int]) -> Mapping[str, int]:
    if name not in PARENTS:
        return held
    parent = query.filter(PARENTS[name])
    inside = {value: n for value, n in held.items() if admits(parent, (parent_of(name, value),))}
    return _by_number(inside) if name == "issue" else inside


def _by_number(held: Mapping[str, int]) -> Mapping[str, int]:
    """Issues of several volumes that share a number, as one value."""
    numbers: dict[str, int] = {}
    for value, count in held.items():
        numbers[number_of(value)] = numbers.get(number_of(value), 0) + count
    return numbers


def _children(name: str, query: SearchQuery, held: Mapping[str, int]) -> Mapping[str, Sequence[Count]]:
    wanted = told_apart(name, query, sum(value != NONE for value in held))
    inside: dict[str, list[Count]] = {}
    for value in sorted((value for value in held if value != NONE), key=natural):
        parent = parent_of(CHILDREN[name], value)
        if wanted(parent):
            inside.setdefault(parent, []).append((value, held[value]))
    return inside


def told_apart(name: str, query: SearchQuery, children: int) -> Callable[[str], bool]:
    """Whether the children of a value are given, of so many children of all values."""
    if name == "year" or children <= MOST_ISSUES:
        return lambda _: True
    asked, inner = query.filter(name), query.filter(CHILDREN[name])
    named = {parent_of(CHILDREN[name], value) for value in (*inner.values, *inner.excluded) if ":" in value}
    return lambda parent: parent in named or (bool(asked.values) and admits(asked, (parent,)))
