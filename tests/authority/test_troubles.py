"""What cannot be so in an archive's days is told, in words a reader can follow."""

from __future__ import annotations

from pathlib import Path

import pytest

from searchapp.archive import ArchiveConfig, load_archive
from searchapp.authority.briefs import brief
from searchapp.authority.sources import load_sources
from searchapp.authority.troubles import date_troubles
from searchapp.authority.vocabulary import vocabulary
from searchapp.extract import extract
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft
from tests.authority.walks import issue_days

NOWHERE = Path(__file__).parent
ARCHIVE: ArchiveConfig = load_archive(NOWHERE)
KNOWN = vocabulary(ARCHIVE, load_sources(NOWHERE))


def draft(name: str, issue: str, text: str, publication: str = "Monitor") -> Draft:
    volume, number = issue.split(":")
    header = f"Publication: {publication} Volume: {volume} Issue: {number}"
    document = Document(id=ArticleId(name), path=f"{name}.txt", text=f"{header}\n\n{text}")
    return extract(document, lambda _: (), KNOWN)


def troubles(*drafts: Draft) -> list[str]:
    """Each as `issue article: message`."""
    found = date_troubles(map(brief, drafts), issue_days(drafts, ARCHIVE), ARCHIVE)
    return [f"{trouble.issue} {trouble.article}: {trouble.message}" for trouble in found]


@pytest.mark.parametrize(
    "text",
    [
        "He came (AP, April 1, 3; Interfax, April 4; see the Monitor, April 3, March 28).",
        "He came (Zerkalo nedeli, March 30-April 5).",
        "He came (see yesterday’s Monitor; see Wednesday’s Monitor; Prism, March 30).",
        "He came (see the Monitor, 8:65, April 3; Moskovskie novosti, April 2-8).",
    ],
)
def test_what_fits_is_no_trouble(text: str) -> None:
    assert troubles(draft("a", "8:66", text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "He came (AP, April 1; Turan, April 2; BNS, April 3; Interfax, April 9).",
            "It cites Interfax of 2002-04-09, which is later than its own day, 2002-04-04.",
        ),
        (
            "He came (AP, April 1; Turan, April 2; Itar-Tass, April 3; , April 9).",
            "It cites a lost source of 2002-04-09, which is later than its own day, 2002-04-04.",
        ),
        (
            "He came (see the Monitor, February 30).",
            "‘see the Monitor, February 30’ names a day that does not exist.",
        ),
        (
            "He came (see the Monitor, March 24).",
            "‘see the Monitor, March 24’ names 2002-03-24, a day on which no Monitor appeared.",
        ),
        (
            "He came (see Sunday’s Monitor).",
            "‘see Sunday’s Monitor’ names 2002-03-31, a day on which no Monitor appeared.",
        ),
        (
            "He came (see the Monitor, April 10).",
            "‘see the Monitor, April 10’ names 2002-04-10, which is later than its own day.",
        ),
        (
            "He came (see the Monitor, 8:300).",
            "‘see the Monitor, 8:300’ names 8:300: there was no such issue.",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_article(text: str, told: str) -> None:
    article = draft("a", "8:66", text)
    assert troubles(article) == [f"8:66 a: {told}"]
    [day] = issue_days([article], ARCHIVE).values()
    assert told in map(str, day.evidence)


def test_late_citations_are_told_even_where_they_leave_the_day_unknown() -> None:
    late = draft("a", "8:66", "He came (AP, April 8; AFP, April 9).")
    assert len(troubles(late)) == 2
    [day] = issue_days([late], ARCHIVE).values()
    assert day.value is None


@pytest.mark.parametrize(("issue", "told"), [("8:300", "but 2002 had only"), ("8:0", "can be no such issue")])
def test_numbers_that_cannot_be_are_told(issue: str, told: str) -> None:
    [trouble] = troubles(draft("a", issue, "He came."))
    assert trouble.startswith(f"{issue} a: The header says {issue}")
    assert told in trouble


def test_articles_that_print_different_dates_are_told() -> None:
    one = draft("a", "8:66", "April 4, 2002\n\nHe came and stayed for the night.")
    other = draft("b", "8:66", "April 5, 2002\n\nHe came and stayed for the night.")
    [trouble] = troubles(one, other)
    assert trouble == "8:66 a: Its articles print different dates of their own: 2002-04-04, 2002-04-05."


def test_references_that_disagree_are_told_on_both_sides() -> None:
    named = draft("a", "8:66", "He came.")
    right = draft("b", "8:68", "He came (see the Monitor, 8:66, April 4).")
    wrong = draft("c", "8:69", "He came (see the Monitor, vol. 8, no. 66, April 3).")
    told = "References disagree about the day of 8:66: ‘see the Monitor, 8:66, April 4’, "
    told += "‘see the Monitor, vol. 8, no. 66, April 3’."
    another = "‘see the Monitor, vol. 8, no. 66, April 3’ names another day than the one of 8:66, 2002-04-04."
    assert troubles(named, right, wrong) == [
        f"8:69 c: {another}",
        f"8:68 b: {told}",
        f"8:69 c: {told}",
        f"8:66 a: {told}",
    ]
    assert told in map(str, next(iter(issue_days([named, right, wrong], ARCHIVE).values())).evidence)


def test_without_a_calendar_no_day_is_impossible() -> None:
    assert troubles(draft("a", "8:300", "He came (see the Village News, March 24).", "Village News")) == []
