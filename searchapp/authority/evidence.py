"""What the texts of an issue say about its day: days cited in it, its own date line, pointers to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.briefs import Brief
from searchapp.authority.calendar import possible_days, previous_day
from searchapp.authority.issues import publication_named, publication_of
from searchapp.authority.years import cited_range, day_in, latest
from searchapp.extract.title import DATE_LINE
from searchapp.model.article import ArticleId, IssueKey
from searchapp.model.draft import DaySpan, Pointer

WEEK = timedelta(days=7)
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


@dataclass(slots=True)
class HeldIssue:
    """An issue of which articles are held, and what they say of its day."""

    publication: PublicationRules
    articles: list[ArticleId] = field(default_factory=list)
    """In order of id."""
    cited: list[DaySpan] = field(default_factory=list)
    """Once for each article that cites it and says "today"."""
    cited_otherwise: list[DaySpan] = field(default_factory=list)
    """Once for each article that cites it and does not."""
    pointed: list[DaySpan] = field(default_factory=list)
    """The days of issues that its articles point to."""
    printed: frozenset[date] = frozenset()
    """Every date that an article prints of itself."""

    @property
    def calendar(self) -> CalendarRules | None:
        """How its publication was numbered."""
        return self.publication.calendar

    @property
    def date_line(self) -> date | None:
        """The date that an article prints of itself; None where none does or two disagree."""
        return next(iter(self.printed)) if len(self.printed) == 1 else None

    def spans(self) -> Iterator[DaySpan]:
        """What is cited, once for each article."""
        yield from self.cited
        yield from self.cited_otherwise


Held = Mapping[IssueKey, HeldIssue]
"""In order of keys."""
Named = Mapping[tuple[str, date], tuple[NamedBy, ...]]
"""By a publication's slug and a day: the held issues that point to it by that day."""


class Telling:
    """What is said about days, gathered article by article in order of id."""

    def __init__(self, archive: ArchiveConfig) -> None:
        self._archive = archive
        self._held: dict[IssueKey, HeldIssue] = {}
        self._named: dict[tuple[str, date], dict[IssueKey, str]] = {}
        self._spans: dict[DaySpan, DaySpan] = {}

    def add(self, brief: Brief, key: IssueKey) -> None:
        """An article of this issue."""
        issue = self._held.get(key)
        publication = publication_of(brief, self._archive)
        if publication is None:
            return
        if issue is None:
            issue = self._held[key] = HeldIssue(publication)
        issue.articles.append(brief.id)
        spans = dict.fromkeys(span for cited in brief.citations for span in cited.spans)
        (issue.cited if brief.says_today else issue.cited_otherwise).extend(map(self._shared, spans))
        issue.pointed.extend(map(self._shared, _pointed(brief)))
        if brief.date_lines:
            issue.printed |= {day for line in brief.date_lines if (day := _full_date(line))}
        if brief.pointers and publication.calendar:
            self._name(brief, key, possible_days(publication.calendar, key.volume, key.number))

    def held(self) -> Held:
        """The issues of which articles are held."""
        return {key: self._held[key] for key in sorted(self._held)}

    def named(self) -> Named:
        """Which of them name which days."""
        return {
            target: tuple(NamedBy(key, naming[key]) for key in sorted(naming))
            for target, naming in self._named.items()
        }

    def forget(self) -> None:
        """Let go of what is cited and pointed to; the issues stay."""
        for issue in self._held.values():
            issue.cited, issue.cited_otherwise, issue.pointed = [], [], []
        self._named, self._spans = {}, {}

    def _name(self, brief: Brief, key: IssueKey, days: tuple[date, ...]) -> None:
        for pointer in brief.pointers if days else ():
            if day := _named_day(pointer, days):
                slug = publication_named(pointer.publication, self._archive).slug
                self._named.setdefault((slug, day), {}).setdefault(key, pointer.surface)

    def _shared(self, span: DaySpan) -> DaySpan:
        # There are few different ones, and each is kept once.
        return self._spans.setdefault(span, span)


def _pointed(brief: Brief) -> Iterator[DaySpan]:
    for pointer in brief.pointers:
        if (month := pointer.month) is not None and (day := pointer.day) is not None:
            yield DaySpan(month=month, day=day, last_month=month, last_day=day, year=pointer.year)


def others(key: IssueKey, day: date, named: Named) -> tuple[NamedBy, ...]:
    """The other issues that point to this one, if it appeared on this day."""
    return tuple(by for by in named.get((key.publication, day), ()) if by.key != key)


def fit(issue: HeldIssue, day: date, rules: CalendarRules) -> CitedDay:
    """How the citations of all articles of an issue fit to a day."""
    days = [found for span in issue.spans() if (found := _cited(span, day))]
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
    told = not any(_cited(span, day) == day for span in issue.cited_otherwise)
    return CitedDay(Fit.SAME_DAY_TOLD if told else Fit.SAME_DAY, last)


def _one_misprint(after: list[date], earlier: list[date], day: date) -> bool:
    """Whether one late day stands against several that fit."""
    return len(after) == 1 and sum(day - WEEK <= found for found in earlier) >= 2


@lru_cache(maxsize=8192)
def _cited(span: DaySpan, day: date) -> date | None:
    return contradicting(span, day) or _last(span, day)


@lru_cache(maxsize=8192)
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


def _named_day(pointer: Pointer, days: tuple[date, ...]) -> date | None:
    """The day a pointer prints, where each possible day of its own issue gives the same."""
    if pointer.month is None or pointer.day is None:
        return None
    if pointer.year is not None:
        return day_in(pointer.year, pointer.month, pointer.day)
    found = {latest(pointer.month, pointer.day, day) for day in (days[0], days[-1])}
    return found.pop() if len(found) == 1 else None
