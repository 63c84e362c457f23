"""What holds for every period: it is read back as it is written, in order, and at a bounded cost."""

from __future__ import annotations

import calendar
import sys
import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import FrameType

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from hypothesis import example, given, target
from hypothesis import strategies as st

from searchapp.query.nodes import And, Dates, unparse
from searchapp.query.parser import absolute, parse
from searchapp.query.periods import LANGUAGES, Period, Unread, freeform, reading, warm
from searchapp.query.periods.words import entries, vocabulary
from searchapp.query.wording import dates_in_words, days_in_words, span_in_words, written_out

TODAY = date(2026, 3, 3)
TABLE = tomllib.loads((Path(__file__).parent / "periods.toml").read_text(encoding="utf-8"))
TEXTS = [text for sets in TABLE.values() for listed in sets.values() for text in listed]
LOCALES = {name: Locale.parse(name) for name in ("en_GB", *LANGUAGES)}
MOST_CALLS = 15_000
"""Of Python functions for one text, where a machine of ours makes about 700 in a millisecond."""

days = st.dates(date(1000, 1, 1), date(2999, 12, 31))
todays = st.dates(date(1995, 1, 1), date(2050, 12, 31))
locales = st.sampled_from(sorted(LOCALES))

WORDS = sorted({entry.replace("_", " ") for language in LANGUAGES for _, _, entry in entries(language)})
AMBIGUOUS = sorted(" ".join(words) for words, item in vocabulary().items.items() if len(item) > 1)
SIGNS = ["-", "–", "/", "..", ".", ",", "'98", "4.4.", "04/05/2002", "2002-04", "2001-02", "10:15", "'"]
NUMBERS = ["1", "4", "31", "32", "98", "1998", "2002", "۲۰۰۲", "100", "20020404", "XX", "²", "Ⅻ"]
pieces = st.sampled_from(WORDS) | st.sampled_from(AMBIGUOUS) | st.sampled_from(SIGNS + NUMBERS)
soups = st.tuples(st.sampled_from((" ", " ", "-", "")), st.lists(pieces, max_size=20)).map(
    lambda soup: soup[0].join(soup[1])
)
texts = soups | st.text(max_size=110) | st.sampled_from(TEXTS)


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm()


@given(days, locales, st.sampled_from(("medium", "long", "full")))
def test_a_day_as_any_language_writes_it_is_read(day: date, name: str, form: str) -> None:
    text = format_date(day, form, locale=LOCALES[name])
    assert reading(text, None) == Period(day, day), text


@given(days, locales, st.sampled_from(("yMMMM", "yMMM", "LLLL y")))
def test_a_month_as_any_language_writes_it_is_read(day: date, name: str, form: str) -> None:
    locale = LOCALES[name]
    write: Callable[[], str] = {
        "LLLL y": lambda: format_date(day, "LLLL y", locale=locale),
    }.get(form, lambda: format_skeleton(form, day, locale=locale))
    text = write()
    last = calendar.monthrange(day.year, day.month)[1]
    assert reading(text, None) == Period(day.replace(day=1), day.replace(day=last)), text


@given(days, st.integers(0, 800), locales)
def test_days_in_words_are_read_back(first: date, length: int, name: str) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date(2999, 12, 31).toordinal()))
    text = days_in_words(first, last, LOCALES[name])
    assert reading(text, None) == Period(first, last), text


@given(days, st.integers(0, 800))
def test_a_span_in_english_words_is_read_back(first: date, length: int) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date(2999, 12, 31).toordinal()))
    for start, end in ((first, last), (first, None), (None, last)):
        text = str(span_in_words(start, end, LOCALES["en_GB"]))
        assert reading(text, None) == Period(start, end), text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('date:"апрель 2002"', "1–30 April 2002"),
        ("date:2002-04-05", "5 April 2002"),
        ('date:"27 April - 4 May 2002"', "27 April – 4 May 2002"),
        ("date:1998-2001", "1 January 1998 – 31 December 2001"),
        ("date:04/05/2002", "4 May 2002 or 5 April 2002"),
        ('after:"1 April 2002"', "from 1 April 2002"),
        ('before:"April 2002"', "until 30 April 2002"),
        ('date:"since May 2001"', "from 1 May 2001"),
    ],
)
def test_a_condition_in_words(text: str, said: str) -> None:
    node = parse(text, TODAY).node
    assert isinstance(node, Dates)
    # Babel spaces some dashes with thin spaces.
    assert str(dates_in_words(node, LOCALES["en_GB"])).replace("\u2009", " ") == said


@given(st.sampled_from(TEXTS), st.sampled_from(("date", "after", "before")), todays, locales)
def test_a_question_with_days_in_words_is_the_same_question(
    text: str, field: str, today: date, name: str
) -> None:
    fixed = absolute(f"oil -{field}:“{text}” OR iran", today)
    written = written_out(unparse(parse(fixed).node), LOCALES[name])
    assert parse(written).node == parse(fixed).node


def test_a_question_in_words() -> None:
    text = 'iran date:"April 2002" -after:2001 before:04/05/2002 date:1/2/2002'
    assert written_out(text, LOCALES["en_GB"]) == (
        "iran AND date:“1–30 April 2002” AND -after:“1 January 2001” "
        "AND before:“4 May 2002” AND date:“1/2/2002”"
    )
    assert written_out("дата OR date:2002-04", LOCALES["ru"]).replace("\u202f", " ") == (
        "дата OR date:“1–30 апреля 2002 г.”"
    )


@given(texts, todays)
def test_periods_run_forward_and_read_back_in_figures(text: str, today: date) -> None:
    found = reading(text, today)
    if isinstance(found, Unread):
        return
    assert found.first or found.last
    assert not (found.first and found.last) or found.first <= found.last
    assert reading(found.iso, None) == Period(found.first, found.last)


@given(st.sampled_from(TEXTS), todays)
def test_what_is_after_and_before_a_period_is_the_period(text: str, today: date) -> None:
    found = reading(text, today)
    if isinstance(found, Unread) or not found.first or not found.last:
        return
    node = parse(f"after:“{text}” before:“{text}”", today).node
    assert isinstance(node, And)
    after, before = node.nodes
    assert isinstance(after, Dates)
    assert isinstance(before, Dates)
    assert (after.first, before.last) == (found.first, found.last)


@given(texts, todays, todays)
@example("0APR", TODAY, TODAY)
@example("31 April", TODAY, TODAY)
def test_a_text_without_today_means_the_same_on_every_day(text: str, today: date, other: date) -> None:
    quoted = "date:“" + "".join(character for character in text if character not in '”“"') + "”"
    fixed = absolute(quoted, today)
    assert parse(fixed, other) == parse(fixed, None)
    assert unparse(parse(fixed).node) == unparse(parse(quoted, today).node)


@given(texts)
def test_any_text_is_read_at_a_bounded_cost(text: str) -> None:
    freeform._read.cache_clear()
    calls = _calls(lambda: reading.__wrapped__(text, TODAY))
    target(float(calls))
    assert calls < MOST_CALLS


def _calls(function: Callable[[], object]) -> int:
    """How many Python functions a call calls in all: a cost that no other work on the machine changes."""
    count = 0

    def counting(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counting)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def test_several_readers_at_once_read_the_same() -> None:
    texts = [f"{day} April {year}, 10:15" for day in range(1, 9) for year in (1998, 2002)]
    freeform._read.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: reading.__wrapped__(text, TODAY), texts * 2))
    assert (
        found[: len(texts)]
        == found[len(texts) :]
        == [reading(text.partition(",")[0], TODAY) for text in texts]
    )


def test_no_word_has_two_values_of_one_kind() -> None:
    """`mar` may be a month and a weekday, but not two months."""
    numerals = {"v", "x", "i", "ve"}
    for words, item in vocabulary().items.items():
        kinds = [sense.kind for sense in item]
        assert len(kinds) == len(set(kinds)) or set(words) & numerals, words
