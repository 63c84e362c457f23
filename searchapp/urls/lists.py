"""The addresses of long lists: everybody the archive names, or all values of one facet of a search.

`/people?find=iva&letter=I&sort=count&page=2`, `/facet/person?q=bushehr&facet_find=iva`: on a facet's page the
same parameters have `facet_` in front, since `sort` and `page` are the search's own there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from searchapp.model.search import SearchQuery
from searchapp.urls import Pairs, Params, encoded, to_params
from searchapp.urls.values import chosen, clean, page_number

LONGEST = 100
"""Characters of what is looked for in a list."""


class Order(StrEnum):
    """How a list is sorted; of equal counts the first is the one that the alphabet puts first."""

    NAME = "name"
    COUNT = "count"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of a list is shown, in which order."""

    find: str = ""
    """Words, of each of which the beginning is in a name."""
    letter: str = ""
    """What names stand under; empty for all."""
    order: Order
    page: int = 1

    def by(self, order: Order) -> Part:
        """The same in another order."""
        return replace(self, order=order, page=1)

    def under(self, letter: str) -> Part:
        """What stands under another letter."""
        return replace(self, letter=letter, page=1)

    def on_page(self, page: int) -> Part:
        """Another page of it."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Kind:
    """What the parameters of a list begin with, and its order where none is asked."""

    prefix: str
    order: Order

    @property
    def whole(self) -> Part:
        """The first page of all of it."""
        return Part(order=self.order)


NAMES = Kind("", Order.NAME)
"""Of people and sources."""
VALUES = Kind("facet_", Order.COUNT)
"""Of a facet."""


def from_list_params(pairs: Pairs, kind: Kind) -> Part:
    """What part of a list these parameters ask for; others are ignored. Raises ParameterError."""
    given: Mapping[str, str] = {name: clean(value) for name, value in pairs if clean(value)}
    sort, page = f"{kind.prefix}sort", f"{kind.prefix}page"
    return Part(
        find=given.get(f"{kind.prefix}find", "")[:LONGEST].strip(),
        letter=given.get(f"{kind.prefix}letter", "")[:LONGEST].strip(),
        order=chosen(sort, given.get(sort), kind.order),
        page=page_number(given.get(page), 1, param=page),
    )


def to_list_params(part: Part, kind: Kind) -> Params:
    """The canonical parameters: in order, defaults left out."""
    pairs = [("find", part.find), ("letter", part.letter)]
    pairs += [("sort", part.order.value)] if part.order is not kind.order else []
    pairs += [("page", str(part.page))] if part.page > 1 else []
    return [(f"{kind.prefix}{name}", value) for name, value in pairs if value]


def list_url(path: str, part: Part) -> str:
    """A page of people or sources: `/people?letter=I`."""
    return _address(path, to_list_params(part, NAMES))


def facet_url(field: str, query: SearchQuery, part: Part | None = None) -> str:
    """The page of all values of one facet: `/facet/person?q=bushehr`. A page of results has no part in it."""
    own = to_list_params(part, VALUES) if part else []
    return _address(f"/facet/{field}", [*to_params(query.on_page(1)), *own])


def _address(path: str, params: Params) -> str:
    return f"{path}?{encoded(params)}" if params else path
