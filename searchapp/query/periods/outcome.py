"""What becomes of a period in words: its days, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from searchapp.query.periods.named import Named, Span, resolved


class Why(Enum):
    """What is wrong with a text that was understood."""

    IMPOSSIBLE = auto()
    """There is no such day."""
    REVERSED = auto()
    """It ends before it begins."""
    EITHER = auto()
    """A date in numbers can be two days where only one will do."""


@dataclass(frozen=True, slots=True)
class Found:
    """Days, and the other day that a date in numbers can be."""

    span: Span
    other: date | None = None


Outcome = Found | Why


def days_of(named: Named, today: date | None) -> Span | Why | None:
    """The days of what is named; None where it is no period, or only with a today."""
    try:
        return resolved(named, today)
    except LookupError:
        return None
    except (ValueError, OverflowError):
        return Why.IMPOSSIBLE
