"""What the texts of an issue say about its day: days cited in it, its own date line, pointers to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from searchapp.archive import ArchiveConfig, CalendarRules
from searchapp.authority.calendar import possible_days, previous_day
from searchapp.authority.issues import calendar_of, publication_named
from searchapp.authority.years import cited_range, day_in, latest
from searchapp.extract.title import DATE_LINE
from searchapp.model.article import IssueKey
from searchapp.model.draft import DaySpan, Draft, Pointer

WEEK = timedelta(days=7)
_TODAY = re.compile(r"\b(?:today|this morning|earlier this day)\b", re.IGNORECASE)
AHEAD = timedelta(days=14)
"""A cited day up to so much later than the issue's contradicts it; one still later is a year older."""


class Fit(Enum):
    """How the last cited day lies to a day the issue may have appeared."""

    SILENT = "nothing is cited"
    DAY_BEFORE = "the working day before, or a day off since"
    SAME_DAY = "the same day"
    SAME_DAY_TOLD = "the same day, of which the text says today"
    OLDER = "an older day"
    AFTER = "a later day"


@dataclass(frozen=True, slots=True)
class CitedDay:
    """The last day an issue cites, and how it fits."""

    fit: Fit
    last: date | None = None


@dataclass(frozen=True, slots=True)
class NamedBy:
    """Another issue's pointer to a day's issue."""

    key: IssueKey
    surface: str


Held = Mapping[IssueKey, tuple[Draft, ...]]
Named = Mapping[tuple[str, date], tuple[NamedBy, ...]]
"""By a publication's slug and a day: the held issues that point to it by that day."""


def others(key: IssueKey, day: date, named: Named) -> tuple[NamedBy, ...]:
    """The other issues that point to this one, if it appeared on this day."""
    return tuple(by for by in named.get((key.publication, day), ()) if by.key != key)


def fit(drafts: tuple[Draft, ...], day: date, rules: CalendarRules) -> CitedDay:
    """How the citations of all articles of an issue fit to a day."""
    cited = [tuple(_cited(draft, day)) for draft in drafts]
    days = [found for own in cited for found in own]
    after = [found for found in days if found > day]
    earlier = [found for found in days if found <= day]
    if after and not _one_misprint(after, earlier, day):
        return CitedDay(Fit.AFTER, max(after))
    if not earlier:
        return CitedDay(Fit.SILENT)
    last = max(earlier)
    before = previous_day(rules, day)
    if after or before is None or last < before:
        return CitedDay(Fit.OLDER, last)
    if last < day:
        return CitedDay(Fit.DAY_BEFORE, last)
    telling = [draft for draft, own in zip(drafts, cited, strict=True) if day in own]
    return CitedDay(Fit.SAME_DAY_TOLD if _say_today(telling) else Fit.SAME_DAY, last)


def _one_misprint(after: list[date], earlier: list[date], day: date) -> bool:
    """Whether one late day stands against several that fit."""
    return len(after) == 1 and sum(day - WEEK <= found for found in earlier) >= 2


def _cited(draft: Draft, day: date) -> Iterable[date]:
    for span in dict.fromkeys(span for cited in draft.citations for span in cited.spans):
        found = contradicting(span, day) or _last(span, day)
        if found:
            yield found


def contradicting(span: DaySpan, day: date) -> date | None:
    """The last day of a citation, where it lies shortly after a day the issue may have appeared."""
    for year in (day.year, day.year + 1) if span.year is None else (span.year,):
        found = day_in(year, span.last_month, span.last_day)
        if found and day < found <= day + AHEAD:
            return found
    return None


def _last(span: DaySpan, day: date) -> date | None:
    found = cited_range(span, day)
    return found.last if found else None


def _say_today(telling: list[Draft]) -> bool:
    """Whether the articles that cite the day itself also say "today"."""
    return bool(telling) and all(any(map(_TODAY.search, draft.paragraphs)) for draft in telling)


def date_line(drafts: tuple[Draft, ...]) -> date | None:
    """The date that an article prints of itself; None where none does or two disagree."""
    found = printed_dates(drafts)
    return found.pop() if len(found) == 1 else None


def printed_dates(drafts: tuple[Draft, ...]) -> set[date]:
    """Every date that an article prints of itself."""
    lines = (cut.text for draft in drafts for cut in draft.cuts if cut.reason == "date line")
    return {day for line in lines if (day := _full_date(line))}


def _full_date(line: str) -> date | None:
    match = DATE_LINE.fullmatch(line)
    if match is None:
        return None
    text = f"{match['month'] or match['month_after']} {match['day'] or match['day_first']} {match['year']}"
    try:
        # Only the day is read; there is no time in it.
        return datetime.strptime(text, "%B %d %Y").date()  # noqa: DTZ007
    except ValueError:
        return None


def named_days(held: Held, archive: ArchiveConfig) -> Named:
    """For each publication's slug and day, the held issues that point to it by that day."""
    found: dict[tuple[str, date], dict[IssueKey, NamedBy]] = {}
    for key, drafts in held.items():
        for draft in drafts:
            days = _own_days(key, draft, archive)
            for pointer in draft.pointers if days else ():
                if day := _named_day(pointer, days):
                    slug = publication_named(pointer.publication, archive).slug
                    found.setdefault((slug, day), {}).setdefault(key, NamedBy(key, pointer.surface))
    return {target: tuple(named.values()) for target, named in found.items()}


def _own_days(key: IssueKey, draft: Draft, archive: ArchiveConfig) -> tuple[date, ...]:
    rules = calendar_of((draft,), archive)
    return possible_days(rules, key.volume, key.number) if rules else ()


def _named_day(pointer: Pointer, days: tuple[date, ...]) -> date | None:
    """The day a pointer prints, where each possible day of its own issue gives the same."""
    if pointer.month is None or pointer.day is None:
        return None
    if pointer.year is not None:
        return day_in(pointer.year, pointer.month, pointer.day)
    found = {latest(pointer.month, pointer.day, day) for day in (days[0], days[-1])}
    return found.pop() if len(found) == 1 else None
