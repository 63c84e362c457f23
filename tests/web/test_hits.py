"""What a hit tells of its article: who is cited for which days, and which issues refer to it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from searchapp.model.article import DateRange
from searchapp.web.written import brief_days


def rows(html: str) -> list[str]:
    """The rows under each hit, as text."""
    found = re.findall(r"<div><dt>(.*?)</dd></div>", html)
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", each))).strip() for each in found]


def span(first: str, last: str = "") -> DateRange:
    return DateRange(first=date.fromisoformat(first), last=date.fromisoformat(last or first))


def test_sources_come_with_the_days_they_are_cited_for(client: FlaskClient) -> None:
    told = rows(client.get("/search?q=caspian").text)
    assert "Sources AFP 1–3 Apr · Itar-Tass 5 Apr +1" in told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "AFP 1–3 апр. · Itar-Tass 5 апр. +1"),
        ("uk", "AFP 1–3 квіт. · Itar-Tass 5 квіт. +1"),
        ("de", "AFP 1.–3. Apr. · Itar-Tass 5. Apr. +1"),
        ("fr", "AFP 1er–3 avr. · Itar-Tass 5 avr. +1"),
        ("es", "AFP 1–3 abr · Itar-Tass 5 abr +1"),
        ("tr", "AFP 1 – 3 Nis · Itar-Tass 5 Nis +1"),
        ("fa", "AFP ۱ تا ۳ آوریل · Itar-Tass ۵ آوریل +۱"),
    ],
)
def test_days_are_written_as_the_language_does(client: FlaskClient, language: str, said: str) -> None:
    told = rows(client.get(f"/search?q=caspian&lang={language}").text)
    assert any(each.endswith(said) for each in told), told


def test_the_issue_that_refers_to_a_hit_is_a_link_to_its_article(client: FlaskClient) -> None:
    html = client.get("/search?q=missiles").text
    assert "↩ Referred to by 8:68" in rows(html)
    assert '<a href="/article/visit">8:68</a>' in html


def test_a_month_is_told_once_after_the_last_of_its_days(app: Flask) -> None:
    april = [span("2002-04-01"), span("2002-04-03", "2002-04-05"), span("2002-04-09")]
    over = [span("2002-03-30", "2002-04-02"), span("2002-04-04"), span("2003-04-04")]
    with app.test_request_context("/?lang=en"):
        assert brief_days(april) == "1, 3–5, 9 Apr"
        assert brief_days([*april, span("2002-05-02")]) == "1, 3–5, 9 Apr, 2 May"
        assert re.sub(r"\s", " ", brief_days(over)) == "30 Mar – 2 Apr, 4 Apr, 4 Apr"
        assert brief_days([]) == ""


@given(
    starts=st.lists(st.dates(date(1995, 1, 1), date(2010, 1, 1)), max_size=6),
    length=st.integers(0, 40),
    language=st.sampled_from(["en", "ru", "uk", "de", "fr", "es", "tr", "fa"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_day_is_told_in_order(app: Flask, starts: list[date], length: int, language: str) -> None:
    spans = [DateRange(first=day, last=day + timedelta(days=length)) for day in sorted(starts)]
    with app.test_request_context(f"/?lang={language}"):
        told = brief_days(spans)
    days = [end.day for each in spans for end in ((each.first, each.last) if length else (each.first,))]
    assert [int(number) for number in re.findall(r"\d+", told)] == days
