"""Days in words, where a language has a manner of its own."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale

from searchapp.query.wording import days_in_words, span_in_words

FRENCH = Locale("fr")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2002-04-01", "2002-04-01", "1er avril 2002"),
        ("2002-04-01", "2002-04-03", "1er–3 avril 2002"),
        ("2001-12-31", "2002-01-01", "31 décembre 2001\u2009–\u20091er janvier 2002"),
        ("2002-04-11", "2002-04-21", "11–21 avril 2002"),
    ],
)
def test_french_counts_the_first_of_a_month_and_no_other_day(first: str, last: str, written: str) -> None:
    assert days_in_words(date.fromisoformat(first), date.fromisoformat(last), FRENCH) == written


def test_the_first_of_a_month_is_counted_in_a_span_too() -> None:
    span = span_in_words(date(2002, 4, 1), date(2002, 5, 1), FRENCH)
    assert span.params == (("first", "1er avril"), ("last", "1er mai 2002"))
