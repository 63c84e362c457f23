"""The days of issues that no text states: the calendar's frame, checked by citations and cross-references.

A day is certain where an article prints it, or where another held issue names the issue by exactly the
day that the calendar and the citations give. Every day carries the evidence for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from searchapp.archive import CalendarRules
from searchapp.authority.calendar import possible_days, year_of
from searchapp.authority.evidence import (
    WEEK,
    CitedDay,
    Fit,
    Held,
    HeldIssue,
    Named,
    NamedBy,
    fit,
    others,
)
from searchapp.authority.open_days import open_days
from searchapp.authority.years import last_cited
from searchapp.errors import N_, Message
from searchapp.model.article import Certainty, IssueDate, IssueKey
from searchapp.model.draft import DaySpan

ENOUGH = 0.8
"""The probability from which one of several possible days is told."""

_FITS = {
    Fit.DAY_BEFORE: N_("Its citations end on %(day)s, just before that."),
    Fit.SAME_DAY: N_("Its citations end on %(day)s, the same day."),
    Fit.SAME_DAY_TOLD: N_("Its citations end on %(day)s, of which the text says “today”."),
    Fit.OLDER: N_("Its citations end on %(day)s, some days before."),
    Fit.AFTER: N_("It cites %(day)s, which is later."),
}
_CONFIRMING = (Fit.DAY_BEFORE, Fit.SAME_DAY_TOLD)


def issue_dates(held: Held, named: Named) -> Mapping[IssueKey, IssueDate]:
    """The day of every held issue, with its certainty and evidence; issues in order."""
    likely = open_days(held, named)
    return {key: _issue_date(key, held, named, likely) for key in held}


def reading_days(held: Held, dates: Mapping[IssueKey, IssueDate]) -> Mapping[IssueKey, date]:
    """For each issue the day from which its articles' own dates are to be read: its own, or one close to it.

    Issues of which not even the year is known are left out.
    """
    days = {key: dates[key].value or _about(key, issue) for key, issue in held.items()}
    return {key: day for key, day in days.items() if day}


def _about(key: IssueKey, issue: HeldIssue) -> date | None:
    """A day near the issue's, not before it: the last of the possible ones, or a week after those named."""
    rules = issue.calendar
    year = year_of(rules, key.volume) if rules else None
    if rules is None or year is None:
        return None
    if days := possible_days(rules, key.volume, key.number):
        return days[-1]
    last = last_cited(_dated(issue), year, key.number)
    return last + WEEK if last else None


def _dated(issue: HeldIssue) -> Iterator[DaySpan]:
    """The days that the articles cite, and those of issues they point to."""
    yield from issue.spans()
    yield from issue.pointed


def _issue_date(
    key: IssueKey,
    held: Held,
    named: Named,
    likely: Mapping[IssueKey, Mapping[date, float]],
) -> IssueDate:
    rules = held[key].calendar
    days = possible_days(rules, key.volume, key.number) if rules else ()
    if printed := held[key].date_line:
        return _printed(key, printed, days, rules)
    if rules is None or not days:
        return IssueDate(evidence=_no_calendar(key, held[key]))
    if key in likely:
        return _chosen(key, likely[key], held, named, rules)
    return _counted(key, days[0], held, named, rules)


def _printed(key: IssueKey, day: date, days: tuple[date, ...], rules: CalendarRules | None) -> IssueDate:
    """A day the text prints; only inferred where the numbering speaks against it."""
    says = Message.of(N_("The text prints its own date, %(day)s."), day=day)
    if rules is None or day in days or (not days and year_of(rules, key.volume) == day.year):
        return IssueDate(value=day, certainty=Certainty.CERTAIN, evidence=(says,))
    against = Message.of(N_("The numbering speaks against it: %(issue)s would be another day."), issue=key)
    return IssueDate(value=day, certainty=Certainty.INFERRED, evidence=(says, against))


def _no_calendar(key: IssueKey, issue: HeldIssue) -> tuple[Message, ...]:
    year = year_of(issue.calendar, key.volume) if issue.calendar else None
    if year is None:
        return (Message.of(N_("It is not known when %(name)s appeared."), name=issue.publication.name),)
    return (Message.of(N_("Volume %(volume)s is the year %(year)s."), volume=key.volume, year=year),)


def _counted(key: IssueKey, day: date, held: Held, named: Named, rules: CalendarRules) -> IssueDate:
    """The only day that counting gives, unless the citations lie after it."""
    cited = fit(held[key], day, rules)
    naming = others(key, day, named)
    counted = Message.of(N_("Counting working days, %(issue)s appeared on %(day)s."), issue=key, day=day)
    evidence = (counted, *_told(cited), *_naming(naming))
    if cited.fit is Fit.AFTER:
        return IssueDate(evidence=evidence)
    certain = bool(naming) and cited.fit in _CONFIRMING
    return IssueDate(
        value=day, certainty=Certainty.CERTAIN if certain else Certainty.INFERRED, evidence=evidence
    )


def _chosen(
    key: IssueKey, likely: Mapping[date, float], held: Held, named: Named, rules: CalendarRules
) -> IssueDate:
    """The likeliest of several days, where it is likely enough."""
    days = sorted(likely)
    span = Message.of(
        N_("Some issues were skipped that year: %(issue)s can have appeared from %(first)s to %(last)s."),
        issue=key,
        first=days[0],
        last=days[-1],
    )
    day = max(days, key=likely.__getitem__)
    if likely[day] < ENOUGH:
        return IssueDate(evidence=(span,))
    cited = fit(held[key], day, rules)
    best = Message.of(N_("Its neighbours and citations fit %(day)s best."), day=day)
    evidence = (span, best, *_told(cited), *_naming(others(key, day, named)))
    return IssueDate(value=day, certainty=Certainty.INFERRED, evidence=evidence)


def _told(cited: CitedDay) -> tuple[Message, ...]:
    return (Message.of(_FITS[cited.fit], day=cited.last),) if cited.last else ()


def _naming(naming: tuple[NamedBy, ...]) -> tuple[Message, ...]:
    text = N_("%(issue)s calls it ‘%(surface)s’.")
    return tuple(Message.of(text, issue=by.key, surface=by.surface) for by in naming)
