"""Periods as readers write them: a table of texts and days, and the laws that hold for every text."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date
from pathlib import Path

import pytest

from searchapp.query.periods import LANGUAGES, Period, Unread, reading

TODAY = date(2026, 3, 3)
TABLE = tomllib.loads((Path(__file__).parent / "periods.toml").read_text(encoding="utf-8"))

Days = tuple[date | None, date | None]


def days(text: str) -> Days:
    """`2002-04` is from the first to the last of that month."""
    first, dots, last = text.partition("..")
    return (_edge(first, 0), _edge(last if dots else first, 1))


def _edge(text: str, at: int) -> date | None:
    if not text:
        return None
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    month = month or (1, 12)[at]
    return date(year, month, day or (1, calendar.monthrange(year, month)[1])[at])


def cases(*sections: str) -> list[tuple[str, str, str]]:
    """Section, text and what it means, in every language."""
    return [
        (section, text, meaning)
        for sets in TABLE.values()
        for section, listed in sets.items()
        if section in sections or (not sections and section[0].isdigit())
        for text, meaning in listed.items()
    ]


def test_every_language_has_its_cases() -> None:
    assert tuple(TABLE) == LANGUAGES
    assert sum(len(listed) for sets in TABLE.values() for listed in sets.values()) > 800


@pytest.mark.parametrize(("section", "text", "meaning"), cases("any_day"))
def test_what_means_the_same_on_any_day(section: str, text: str, meaning: str) -> None:
    for today in (None, TODAY, date(1997, 10, 23)):
        assert reading(text, today) == Period(*days(meaning)), section


@pytest.mark.parametrize(("section", "text", "meaning"), cases())
def test_what_means_this_to_a_reader_of_that_day(section: str, text: str, meaning: str) -> None:
    assert reading(text, date.fromisoformat(section)) == Period(*days(meaning), relative=True)
    assert reading(text, None) == Unread()


@pytest.mark.parametrize(("section", "text", "told"), cases("unread"))
def test_what_is_no_period(section: str, text: str, told: str) -> None:
    found = reading(text, TODAY)
    assert isinstance(found, Unread), section
    assert str(found.why or "") == told


def test_a_date_in_numbers_can_be_two_days() -> None:
    found = reading("04/05/2002", None)
    assert found == Period(date(2002, 5, 4), date(2002, 5, 4), alternatives=(date(2002, 4, 5),))
    assert reading("4-5-2002", None) == found
    assert reading("04/05/02", TODAY) == found
