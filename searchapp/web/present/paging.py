"""The pages of an answer, as links: first, last, and those around the one shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from searchapp.model.search import SearchPage
from searchapp.urls import search_url
from searchapp.web import written
from searchapp.web.i18n import gettext
from searchapp.web.present.page import Link

_AROUND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Ways to the other pages; empty where there is one page only."""

    previous: str | None = None
    next: str | None = None
    pages: tuple[Link, ...] = ()
    """A link without an address stands for the pages left out."""

    @classmethod
    def of(cls, page: SearchPage) -> Paging:
        """The paging of an answer."""
        query = page.query
        return cls.between(query.page, page.pages, lambda number: search_url(query.on_page(number)))

    @classmethod
    def between(cls, current: int, last: int, address: Callable[[int], str]) -> Paging:
        """The paging of anything that has numbered pages."""
        if last == 1:
            return cls()
        return cls(
            previous=address(current - 1) if current > 1 else None,
            next=address(current + 1) if current < last else None,
            pages=tuple(_link(number, current, address) for number in _numbers(current, last)),
        )


def _numbers(current: int, last: int) -> tuple[int | None, ...]:
    """Page numbers in order, None where some are left out."""
    near = range(max(1, current - _AROUND), min(last, current + _AROUND) + 1)
    shown = sorted({1, last, *near})
    numbers: list[int | None] = []
    for number in shown:
        if numbers and number != (numbers[-1] or 0) + 1:
            numbers.append(None)
        numbers.append(number)
    return tuple(numbers)


def _link(number: int | None, current: int, address: Callable[[int], str]) -> Link:
    if number is None:
        return Link(text="…", href=None)
    return Link(
        text=written.number(number),
        href=address(number),
        current=number == current,
        note=gettext("Page %(number)s", number=written.number(number)),
    )
