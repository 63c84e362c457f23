"""The page to browse by: what is held, what is missing, what cannot be known."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.calendar import issue_days
from searchapp.engines.memory import MemoryEngine
from searchapp.model.article import ArticleId, IssueDate, IssueKey
from searchapp.model.registry import Issue, Publication, Registry
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.engines.builders import article, registry

CALENDAR = CalendarRules(year_anchor=1994, weekdays=(1, 2, 3, 4, 5))
ARCHIVE = ArchiveConfig(
    title="Monitor archive",
    publications=(
        PublicationRules(slug="monitor", name="Monitor", calendar=CALENDAR),
        PublicationRules(slug="prism", name="Prism"),
    ),
)


def issue(publication: str, volume: int, number: int, day: date | None = None) -> Issue:
    key = IssueKey(publication=publication, volume=volume, number=number)
    return Issue(
        key=key, date=IssueDate(value=day), articles=(ArticleId(f"{publication}-{volume}-{number}"),)
    )


HELD = (
    issue("monitor", 7, 250, date(2001, 12, 17)),
    issue("monitor", 8, 66, date(2002, 4, 4)),
    issue("monitor", 8, 68, date(2002, 4, 8)),
    issue("monitor", 8, 69, date(2002, 4, 8)),
    issue("monitor", 8, 80),
    issue("prism", 2, 3, date(1996, 2, 9)),
    issue("prism", 2, 6),
)


def site(issues: tuple[Issue, ...] = HELD) -> FlaskClient:
    names = [Publication(slug=slug, name=slug.title()) for slug in ("monitor", "prism")]
    engine = MemoryEngine(registry=Registry(publications=tuple(names), issues=issues))
    return create_app(Settings(), engine, ARCHIVE).test_client()


def days(html: str) -> Counter[str]:
    """How many days of each kind the calendar has."""
    return Counter(re.findall(r'<td class="(\w+)">', html))


def text(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]*>", " ", html).split()))


def test_a_year_shows_every_day_by_what_is_known_of_it() -> None:
    html = site().get("/browse?publication=monitor&year=2002").text
    due = issue_days(CALENDAR, 2002)
    before = [day for day in due if day <= date(2002, 4, 8)]
    assert days(html) == {
        "held": 2,
        "missing": len(before) - 2,
        "unknown": len(due) - len(before),
        "off": 365 - len(due),
    }
    assert '<a href="/issue/monitor/8/66" aria-label="4: Monitor vol. 8 no. 66">4</a>' in html
    assert '5 <span class="unseen">not in this archive</span>' in html
    assert '9 <span class="unseen">not known</span>' in html


def test_a_day_of_several_issues_leads_to_all_its_articles() -> None:
    html = site().get("/browse?publication=monitor&year=2002").text
    href = "/search?publication=monitor&amp;after=2002-04-08&amp;before=2002-04-08"
    assert f'<a href="{href}" aria-label="8: Monitor vol. 8 no. 68 and Monitor vol. 8 no. 69">8</a>' in html


def test_a_year_before_the_last_one_misses_what_was_due_in_it() -> None:
    html = site().get("/browse?publication=monitor&year=2001").text
    assert days(html)["unknown"] == 0
    assert days(html)["missing"] == len(issue_days(CALENDAR, 2001)) - 1


def test_without_rules_nothing_is_called_missing_but_numbers_in_between() -> None:
    html = site().get("/browse?publication=prism&year=1996").text
    assert days(html) == {"held": 1, "unknown": 365}
    shown = text(html)
    assert "How often it appeared is not known, so only gaps" in shown
    assert "Nos. 4–5" in shown


def test_every_volume_is_told_with_what_is_missing() -> None:
    shown = text(site().get("/browse").text)
    last = len(issue_days(CALENDAR, 2001))
    assert f"Volume 7 2001 1 issue, 17 December 2001 Nos. 1–249 and 251–{last}" in shown
    assert "Volume 8 2002 4 issues, 4–8 Apr 2002 Nos. 1–65, 67 and 70–79" in shown
    assert "Issues whose day is not known: 8:80" in shown


def test_the_calendar_is_the_latest_of_what_most_is_held_of_until_another_is_asked_for() -> None:
    client = site()
    html = client.get("/browse").text
    assert '<h2 id="calendar-title"><bdi>Monitor</bdi>, 2002</h2>' in html
    assert '<link rel="canonical" href="http://localhost/browse">' in html
    assert '<a href="/browse?publication=monitor&amp;year=2001#calendar">2001</a>' in html
    asked = client.get("/browse?publication=prism&year=1996").text
    assert '<h2 id="calendar-title"><bdi>Prism</bdi>, 1996</h2>' in asked
    assert 'href="http://localhost/browse?publication=prism&amp;year=1996">' in asked


@pytest.mark.parametrize("asked", ["publication=monitor&year=1999", "publication=x&year=2002", "year=blue"])
def test_a_year_of_which_nothing_is_held_is_not_found(asked: str) -> None:
    answer = site().get(f"/browse?{asked}")
    assert answer.status_code == 404
    assert "Nothing that appeared then is in this archive." in answer.text


def test_what_stands_in_no_calendar_is_named(client: FlaskClient) -> None:
    html = client.get("/browse").text
    assert '<a href="/search?volume=none">Articles of no known issue</a>' in html
    assert '<a href="/search?year=none">Articles without a date</a>' in html
    assert "1 article<" in html


def test_weeks_begin_as_the_language_has_it() -> None:
    client = site()
    english, russian = (client.get(f"/browse?lang={lang}").text for lang in ("en", "ru"))
    assert re.findall(r'abbr="(\w+)"', english)[0] == "Monday"
    assert re.findall(r'abbr="(\w+)"', russian)[0] == "понедельник"
    assert "апрель 2002" in russian


def test_an_empty_archive_says_so() -> None:
    shown = text(site(()).get("/browse").text)
    assert "Nothing has been indexed yet." in shown


def test_many_volumes_are_told_by_publication_at_home() -> None:
    volumes = tuple(issue("monitor", n, 1, date(1994 + n, 1, 3)) for n in range(1, 14))
    many, few = text(site(volumes).get("/").text), text(site().get("/").text)
    assert "Monitor 13 issues" in many
    assert "Volume" not in many
    assert "Monitor, Volume 7 1 issue" in few


def test_an_issue_with_very_many_articles_lists_the_first_and_leads_to_all() -> None:
    puts = [article(f"{n:03}", "Text", volume=8, issue=66, date=date(2002, 4, 4)) for n in range(130)]
    engine = MemoryEngine()
    with engine.writer() as writer:
        for each in puts:
            writer.put(*each)
        writer.set_registry(registry(puts))
    client = create_app(Settings(), engine, ARCHIVE).test_client()
    html = client.get("/issue/monitor/8/66").text
    assert "<h2>130 articles</h2>" in html
    assert html.count('class="name"') == 100
    href = "/search?publication=monitor&amp;issue=8:66"
    assert f'<a href="{href}">Search in these articles</a>' in html
    assert "130 articles" in client.get(unescape(href)).text
