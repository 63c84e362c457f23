"""Cross-references find their issue: the latest such day not after the citing issue’s own, and its issue.

Days said relatively ("yesterday’s", "Friday’s") count from the issue's own day, and only where it is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from searchapp.archive import ArchiveConfig, PublicationRules
from searchapp.authority.briefs import Brief
from searchapp.authority.calendar import possible_days, possible_issues, previous_day
from searchapp.authority.evidence import Held
from searchapp.authority.issues import publication_named
from searchapp.authority.years import day_in, latest
from searchapp.model.article import ArticleId, CrossReference, IssueDate, IssueKey
from searchapp.model.draft import Pointer

Dates = Mapping[IssueKey, IssueDate]


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference points to, as far as it is known."""

    publication: PublicationRules
    key: IssueKey | None
    day: date | None


class _Issue(NamedTuple):
    articles: tuple[ArticleId, ...]
    day: date | None
    reading_day: date | None


class Issues:
    """The held issues: when they appeared, what is in them, and which one a reference means."""

    def __init__(
        self, held: Held, dates: Dates, days: Mapping[IssueKey, date], archive: ArchiveConfig
    ) -> None:
        self._archive = archive
        self._held = {
            key: _Issue(tuple(issue.articles), dates[key].value, days.get(key)) for key, issue in held.items()
        }
        self._by_day: dict[str, dict[date, IssueKey]] = {}
        for key, issue in self._held.items():
            if issue.day:
                self._by_day.setdefault(key.publication, {})[issue.day] = key

    def day(self, key: IssueKey | None) -> date | None:
        """The day of a held issue."""
        return self._held[key].day if key else None

    def reading_day(self, key: IssueKey | None) -> date | None:
        """The day from which the dates in a held issue are read."""
        return self._held[key].reading_day if key else None

    def articles(self, key: IssueKey | None) -> tuple[ArticleId, ...]:
        """The held articles of an issue, in order of id."""
        issue = self._held.get(key) if key else None
        return issue.articles if issue else ()

    def target(self, pointer: Pointer, own: IssueKey | None) -> Target:
        """The issue that an article of the issue `own` means, and the day it appeared."""
        rules = publication_named(pointer.publication, self._archive)
        day = self.reading_day(own)
        if pointer.volume is not None and pointer.number is not None:
            key = IssueKey(publication=rules.slug, volume=pointer.volume, number=pointer.number)
            return Target(rules, key, self._day_of(key, rules) or printed_day(pointer, day))
        if pointer.month is not None:
            return self._on(printed_day(pointer, day), rules)
        before = _numbers_before(pointer, rules)
        if before is not None and own is not None and own.publication == rules.slug and own.number > before:
            key = IssueKey(publication=rules.slug, volume=own.volume, number=own.number - before)
            return Target(rules, key, self._day_of(key, rules))
        own_day = self.day(own)
        return self._on(relative_day(pointer, own_day, rules) if own_day else None, rules)

    def _on(self, day: date | None, rules: PublicationRules) -> Target:
        return Target(rules, self._issue_on(day, rules) if day else None, day)

    def _day_of(self, key: IssueKey, rules: PublicationRules) -> date | None:
        """The day of an issue: a held one's own, else the only one that counting gives."""
        if key in self._held:
            return self._held[key].day
        days = possible_days(rules.calendar, key.volume, key.number) if rules.calendar else ()
        return days[0] if len(days) == 1 else None

    def _issue_on(self, day: date, rules: PublicationRules) -> IssueKey | None:
        """The issue that appeared on a day: a held one of that day, else the one that counting gives."""
        if known := self._by_day.get(rules.slug, {}).get(day):
            return known
        if rules.calendar is None:
            return None
        possible = possible_issues(rules.calendar, day)
        if len(possible) != 1:
            return None
        key = IssueKey(publication=rules.slug, volume=possible[0][0], number=possible[0][1])
        # A held issue known to have appeared on another day is not this one.
        return None if key in self._held and self._held[key].day else key


@dataclass(slots=True)
class Backlinks:
    """Who refers to which issue, gathered article by article in order of id."""

    issues: Issues
    _citing: dict[IssueKey, list[ArticleId]] = field(default_factory=dict)

    def add(self, brief: Brief, own: IssueKey | None) -> None:
        """An article of the issue `own`."""
        keys = (self.issues.target(pointer, own).key for pointer in brief.pointers)
        for key in dict.fromkeys(keys):
            if self.issues.articles(key) and key:
                self._citing.setdefault(key, []).append(brief.id)

    def of(self, article_id: ArticleId, own: IssueKey | None) -> tuple[ArticleId, ...]:
        """The others that refer to an article of the issue `own`, sorted."""
        citing = self._citing.get(own, ()) if own else ()
        return tuple(each for each in citing if each != article_id)


Likeliest = Callable[[Pointer, tuple[ArticleId, ...]], ArticleId | None]
"""Which of an issue's articles is meant by a pointer."""


def resolved_references(
    pointers: Iterable[Pointer], own: IssueKey | None, issues: Issues, likeliest: Likeliest
) -> tuple[CrossReference, ...]:
    """The cross-references of an article of the issue `own`, in order."""
    return tuple(_reference(pointer, own, issues, likeliest) for pointer in pointers)


def _reference(
    pointer: Pointer, own: IssueKey | None, issues: Issues, likeliest: Likeliest
) -> CrossReference:
    target = issues.target(pointer, own)
    key, articles = target.key, issues.articles(target.key)
    return CrossReference(
        publication=target.publication.name,
        date=target.day,
        volume=key.volume if key else None,
        issue=key.number if key else None,
        articles=articles,
        likeliest=likeliest(pointer, articles) if articles else None,
        place=pointer.place,
    )


def _numbers_before(pointer: Pointer, rules: PublicationRules) -> int | None:
    """How many numbers before its own an issue points to; None where days must be counted instead."""
    if pointer.days_before in (0, 1):
        return pointer.days_before
    weekly = rules.calendar is None or len(rules.calendar.weekdays) < 2
    return 1 if pointer.days_before and weekly else None


def printed_day(pointer: Pointer, day: date | None) -> date | None:
    """The day that a pointer prints, read from the day it was printed; None where there is no such day."""
    if pointer.month is None or pointer.day is None:
        return None
    if pointer.year is not None:
        return day_in(pointer.year, pointer.month, pointer.day)
    return latest(pointer.month, pointer.day, day) if day else None


def relative_day(pointer: Pointer, day: date, rules: PublicationRules) -> date | None:
    """The day that a pointer means by "yesterday’s" or "Friday’s", seen from its issue's own day."""
    if pointer.weekday is not None:
        return day - timedelta(days=(day.isoweekday() - pointer.weekday - 1) % 7 + 1)
    if not pointer.days_before:
        return day
    # "Yesterday’s Monitor", printed on a Monday, is Friday's.
    return previous_day(rules.calendar, day) if rules.calendar and pointer.days_before == 1 else None
