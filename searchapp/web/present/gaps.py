"""What is not held, said plainly: nos. 67 and 69–71 are not in this archive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import pairwise

from searchapp.web import written
from searchapp.web.i18n import ngettext

MOST = 6
"""Stretches told one by one."""


def missing(expected: Iterable[int], held: Collection[int]) -> str:
    """A sentence about the numbers that are expected and not held; empty where there are none."""
    numbers, stretches = _missing(expected, held)
    if not numbers:
        return ""
    if len(stretches) > MOST:
        return ngettext(
            "%(number)s issue in between is not in this archive.",
            "%(number)s issues in between are not in this archive.",
            len(numbers),
            number=written.number(len(numbers)),
        )
    return ngettext(
        "No. %(numbers)s is not in this archive.",
        "Nos. %(numbers)s are not in this archive.",
        len(numbers),
        numbers=_listed(stretches),
    )


def missing_briefly(expected: Iterable[int], held: Collection[int]) -> str:
    """The same below a heading that says it: `No. 65–67`, or how many."""
    numbers, stretches = _missing(expected, held)
    if len(stretches) > MOST:
        return issues_held(len(numbers))
    if not numbers:
        return ""
    return ngettext("No. %(numbers)s", "Nos. %(numbers)s", len(numbers), numbers=_listed(stretches))


def issues_held(count: int) -> str:
    """`12 issues`."""
    return ngettext("%(number)s issue", "%(number)s issues", count, number=written.number(count))


def _missing(expected: Iterable[int], held: Collection[int]) -> tuple[list[int], list[tuple[int, int]]]:
    """The numbers, and first and last of each stretch of neighbours."""
    known = frozenset(held)
    numbers = [number for number in expected if number not in known]
    return numbers, _stretches(numbers) if numbers else []


def _stretches(numbers: list[int]) -> list[tuple[int, int]]:
    starts = [0, *(i for i, (one, other) in enumerate(pairwise(numbers), start=1) if other != one + 1)]
    return [(numbers[start], numbers[end - 1]) for start, end in pairwise([*starts, len(numbers)])]


def _listed(stretches: Iterable[tuple[int, int]]) -> str:
    return written.listed(
        written.digits(str(first) if first == last else f"{first}–{last}") for first, last in stretches
    )
