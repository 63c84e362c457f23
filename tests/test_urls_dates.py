"""Periods in addresses: words become days once and for all, and days that can be two are told."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.errors import ParameterError
from searchapp.model.search import Notice, SearchQuery
from searchapp.query.parser import parse
from searchapp.query.periods import Period, reading
from searchapp.urls import from_params, has_relative_dates, to_params
from searchapp.urls.either import each_day, remarks

TODAY = date(2026, 3, 3)
TABLE = tomllib.loads((Path(__file__).parent / "query" / "periods.toml").read_text(encoding="utf-8"))
SETS = [(section, listed) for sets in TABLE.values() for section, listed in sets.items()]
RELATIVE = [text for section, listed in SETS if section[0].isdigit() for text in listed]
ABSOLUTE = [text for section, listed in SETS if section == "any_day" for text in listed]

todays = st.dates(date(2010, 1, 1), date(2050, 12, 31))


def asked(*pairs: tuple[str, str], today: date = TODAY) -> SearchQuery:
    return from_params(pairs, today=today)


@given(st.sampled_from(RELATIVE), todays, todays)
def test_words_that_depend_on_today_become_days_once(text: str, today: date, other: date) -> None:
    found = reading(text, today)
    assert isinstance(found, Period)
    pairs = [("q", f"iran -date:“{text}”")]
    pairs += [("after", text)] if found.first else []
    pairs += [("before", text)] if found.last else []
    assert all(has_relative_dates([pair], today) for pair in pairs)
    query = from_params(pairs, today=today)
    canonical = to_params(query)
    assert not has_relative_dates(canonical, today)
    assert not has_relative_dates(canonical, other)
    assert from_params(canonical, today=other) == query
    assert parse(query.q).node == parse(pairs[0][1], today).node


@given(st.sampled_from(ABSOLUTE), todays)
def test_words_that_mean_the_same_every_day_stay_in_the_text(text: str, today: date) -> None:
    pairs = [("q", f"date:“{text}”")]
    assert not has_relative_dates(pairs, today)
    assert from_params(pairs, today=today).q == " ".join(pairs[0][1].split())


def test_the_words_of_every_language_are_parameters() -> None:
    query = asked(("after", "прошлым летом"), ("before", "l’automne dernier"))
    assert (query.after, query.before) == (date(2025, 6, 1), date(2025, 11, 30))
    assert asked(("q", 'iran after:"last spring" before:"May 2025"')).q == (
        'iran after:2025-03-01 before:"May 2025"'
    )
    assert asked(("q", 'date:"since last spring"')).q == "date:2025-03-01.."


@pytest.mark.parametrize(
    ("param", "value", "hint"),
    [
        ("after", "30 February 2002", "There is no such day as “30 February 2002”."),
        ("before", "فروردین ۱۳۸۱", "“فروردین ۱۳۸۱” is in another calendar; only Gregorian dates are read."),
        ("after", "2003..2002", "“2003..2002” ends before it begins."),
        ("after", "until May 2001", "Give a period that has a first day."),
        ("before", "since May 2001", "Give a period that has a last day."),
        (
            "after",
            "blue",
            "Give a date, like 2002, 2002-04 or 2002-04-05, or in words, like spring 2002.",
        ),
    ],
)
def test_what_is_wrong_with_a_period_is_told(param: str, value: str, hint: str) -> None:
    with pytest.raises(ParameterError) as raised:
        asked((param, value))
    assert str(raised.value.hint) == hint


def test_a_field_without_the_end_it_asks_for_is_told() -> None:
    notices = parse('after:"until May 2001"', TODAY).notices
    assert [str(notice.message) for notice in notices] == [
        "“until May 2001” has no first day.",
        "“until May 2001” could not be read as a date; it was searched as words.",
    ]


FOURTH_OF_MAY, FIFTH_OF_APRIL = date(2002, 5, 4), date(2002, 4, 5)


def test_a_parameter_that_can_be_two_days_is_told_with_both() -> None:
    pairs = [("q", "iran"), ("after", "04/05/2002"), ("page", "2")]
    (notice,) = remarks(pairs)
    assert str(notice.message) == (
        "“04/05/2002” can be two days: both were searched, 2002-05-04 and 2002-04-05."
    )
    query = asked(*pairs)
    assert query.after == FIFTH_OF_APRIL
    assert each_day(query, notice) == (
        (FOURTH_OF_MAY, SearchQuery(q="iran", after=FOURTH_OF_MAY)),
        (FIFTH_OF_APRIL, SearchQuery(q="iran", after=FIFTH_OF_APRIL)),
    )


def test_what_is_no_parameter_of_a_day_has_no_remarks() -> None:
    assert remarks([("q", "04/05/2002"), ("after", "13/05/2002"), ("before", ""), ("after", "May")]) == ()


@pytest.mark.parametrize(
    ("q", "ways"),
    [
        ("date:04/05/2002", ("date:2002-05-04", "date:2002-04-05")),
        ('oil -date:"04/05/2002" iran', ("oil -date:2002-05-04 iran", "oil -date:2002-04-05 iran")),
        ("(before:04/05/2002 OR x)", ("(before:2002-05-04 OR x)", "(before:2002-04-05 OR x)")),
    ],
)
def test_a_notice_of_the_text_offers_each_of_both_days(q: str, ways: tuple[str, str]) -> None:
    query = asked(("q", q))
    (notice,) = parse(q).notices
    assert tuple(way.q for _, way in each_day(query, notice)) == ways


def test_other_notices_offer_nothing() -> None:
    (notice,) = parse('"axis').notices
    assert isinstance(notice, Notice)
    assert each_day(asked(("q", '"axis')), notice) == ()
