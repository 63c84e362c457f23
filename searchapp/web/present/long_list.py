"""A list too long for one page: what is looked for in it, its letters, order and pages. Makes no links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec

from searchapp.errors import N_, Message, PageNotFound
from searchapp.text.alphabet import initial, place
from searchapp.text.beginnings import finder
from searchapp.urls.lists import Order, Part

LISTED = 100
"""On one page."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One of many."""

    value: str
    """The slug, or another value of a facet."""
    name: str
    under: str
    """What it is looked up by: the name, or the surname before it."""
    aliases: tuple[str, ...] = ()
    count: int


Section = tuple[str, tuple[Entry, ...]]
"""A letter and what stands under it; no letter where there are no letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a page shows of a list."""

    sections: tuple[Section, ...]
    found: int
    """How many there are on all pages together."""
    total: int
    """How many there are under all letters."""
    letters: tuple[str, ...]
    """Of all these."""
    pages: int


def by_name(entry: Entry) -> Any:
    """A sort key: the place in the alphabet."""
    return (place(entry.under), entry.value)


def selection(
    entries: Iterable[Entry], part: Part, *, key: Callable[[Entry], Any] = by_name, lettered: bool = True
) -> Selection:
    """The page that is asked for; `key` is the order of names. Raises PageNotFound past the end."""
    found = sorted(_found(entries, part.find), key=key)
    letters = tuple(dict.fromkeys(initial(entry.under) for entry in found)) if lettered else ()
    total = len(found)
    if part.letter:
        found = [entry for entry in found if initial(entry.under) == part.letter]
    if part.order is Order.COUNT:
        found.sort(key=lambda entry: -entry.count)
    pages = max(1, -(-len(found) // LISTED))
    if part.page > pages:
        raise PageNotFound(
            Message.of(N_("There is no page %(page)s of these results."), page=part.page),
            Message.of(N_("The last one is %(last)s."), last=pages),
        )
    shown = found[(part.page - 1) * LISTED : part.page * LISTED]
    in_alphabet = lettered and part.order is Order.NAME
    return Selection(
        sections=_sections(shown, in_alphabet=in_alphabet),
        found=len(found),
        total=total,
        letters=letters,
        pages=pages,
    )


def _found(entries: Iterable[Entry], find: str) -> list[Entry]:
    if not find:
        return list(entries)
    finds = finder(find)
    return [entry for entry in entries if finds((entry.name, *entry.aliases))]


def _sections(shown: Sequence[Entry], *, in_alphabet: bool) -> tuple[Section, ...]:
    if not in_alphabet:
        return (("", tuple(shown)),) if shown else ()
    groups = groupby(shown, key=lambda entry: initial(entry.under))
    return tuple((letter, tuple(group)) for letter, group in groups)
