"""Periods as readers write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.query.periods import Period, reading

TODAY = date(2026, 3, 3)


def period(text: str, today: date | None) -> Period | None:
    found = reading(text, today)
    return found if isinstance(found, Period) else None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2002", "2002-01-01", "2002-12-31"),
        ("2002-04", "2002-04-01", "2002-04-30"),
        ("2002-4-5", "2002-04-05", "2002-04-05"),
        ("2001-12..2002-02", "2001-12-01", "2002-02-28"),
        ("April 2002", "2002-04-01", "2002-04-30"),
        ("апрель 2002", "2002-04-01", "2002-04-30"),
        ("4 avril 2002", "2002-04-04", "2002-04-04"),
        ("April 1, 2002", "2002-04-01", "2002-04-01"),
        ("1 April 2002", "2002-04-01", "2002-04-01"),
        ("۴ آوریل ۲۰۰۲", "2002-04-04", "2002-04-04"),
    ],
)
def test_absolute_periods_need_no_today(text: str, first: str, last: str) -> None:
    found = period(text, None)
    assert found is not None
    assert (str(found.first), str(found.last), found.relative) == (first, last, False)


def test_relative_periods_are_told_apart() -> None:
    found = period("yesterday", TODAY)
    assert found is not None
    assert (found.first, found.relative) == (date(2026, 3, 2), True)
    assert period("yesterday", None) is None


def test_an_ambiguous_numeric_date_means_both_days() -> None:
    found = period("04/05/2002", None)
    assert found is not None
    assert {found.first, *found.alternatives} == {date(2002, 5, 4), date(2002, 4, 5)}
    unambiguous = period("13/05/2002", None)
    assert unambiguous is not None
    assert unambiguous.alternatives == ()


@pytest.mark.parametrize("text", ["", "66", "iran", "2002-13", "31/31/2002", "..", "x" * 1000, "1..2..3"])
def test_what_is_no_period(text: str) -> None:
    assert period(text, TODAY) is None


@given(st.text(alphabet="0123456789-/.: aApril", max_size=30))
def test_periods_run_forward_and_nothing_raises(text: str) -> None:
    found = period(text, TODAY)
    if found and found.first and found.last:
        assert found.first <= found.last or ".." in text
