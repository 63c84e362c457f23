"""What does not fit in an archive's days: late citations, impossible days and numbers, references at odds.

Most are misprints. Nothing is corrected here: each is told with the issue whose text prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.briefs import Brief
from searchapp.authority.calendar import issue_days, possible_days, possible_issues, year_of
from searchapp.authority.evidence import AHEAD, Held, HeldIssue, Telling, contradicting
from searchapp.authority.issues import issue_key, publication_named, publication_of
from searchapp.authority.references import Dates, printed_day, relative_day
from searchapp.authority.years import day_in, latest
from searchapp.errors import N_, Message
from searchapp.model.article import ArticleId, IssueDate, IssueKey
from searchapp.model.draft import DaySpan, Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that cannot be so, and the article that prints it."""

    issue: IssueKey
    article: ArticleId
    message: Message


Naming = tuple[IssueKey, int, ArticleId, Pointer]
"""A pointer that names an issue by its number and its day: who prints it, the how manieth of all it is."""


def date_troubles(
    briefs: Iterable[Brief], dates: Mapping[IssueKey, IssueDate], archive: ArchiveConfig
) -> tuple[Trouble, ...]:
    """Everything that does not fit, by issue, article and place in the text; once each."""
    telling, troubles = Telling(archive), Troubles(dates, archive)
    for brief in briefs:
        if key := issue_key(brief, archive):
            telling.add(brief, key)
            troubles.add(brief, key)
    return troubles.found(telling.held())


def with_troubles(
    dates: Mapping[IssueKey, IssueDate], troubles: Iterable[Trouble]
) -> Mapping[IssueKey, IssueDate]:
    """The days with their troubles among the evidence."""
    found: dict[IssueKey, list[Message]] = {}
    for trouble in troubles:
        found.setdefault(trouble.issue, []).append(trouble.message)
    return {
        key: replace(day, evidence=tuple(dict.fromkeys((*day.evidence, *found[key]))))
        if key in found
        else day
        for key, day in dates.items()
    }


class Troubles:
    """What does not fit, gathered article by article in order of id."""

    def __init__(self, dates: Dates, archive: ArchiveConfig) -> None:
        self._dates = dates
        self._archive = archive
        self._by_day = frozenset((key.publication, day.value) for key, day in dates.items() if day.value)
        self._found: dict[IssueKey, list[Trouble]] = {}
        self._messages: dict[Message, Message] = {}
        self._naming: dict[IssueKey, list[Naming]] = {}
        self._namings = 0

    def add(self, brief: Brief, key: IssueKey) -> None:
        """An article of this issue."""
        publication = publication_of(brief, self._archive)
        day = self._day(key, publication.calendar if publication else None)
        messages = [*_citations(brief, day)] if day else []
        for pointer in brief.pointers:
            messages += self._pointer(pointer, day)
            if pointer.volume is not None and pointer.number is not None and pointer.month is not None:
                self._namings += 1
                target = self._target(pointer, pointer.volume, pointer.number)
                self._naming.setdefault(target, []).append((key, self._namings, brief.id, pointer))
        if messages:
            # The articles of an issue often print the same.
            shared = (self._messages.setdefault(message, message) for message in messages)
            told = (Trouble(issue=key, article=brief.id, message=message) for message in shared)
            self._found.setdefault(key, []).extend(told)

    def found(self, held: Held) -> tuple[Trouble, ...]:
        """All of it, by issue, article and place in the text; once each."""
        found = (trouble for key, issue in held.items() for trouble in self._issue(key, issue))
        return tuple(dict.fromkeys((*found, *self._disagreeing(held))))

    def _issue(self, key: IssueKey, issue: HeldIssue) -> Iterator[Trouble]:
        rules = issue.calendar
        days = possible_days(rules, key.volume, key.number) if rules else ()
        for message in (*_header(key, rules, days), *_prints(key, issue, days)):
            yield Trouble(issue=key, article=issue.articles[0], message=message)
        yield from self._found.get(key, ())

    def _day(self, key: IssueKey, rules: CalendarRules | None) -> date | None:
        if known := self._dates[key].value:
            return known
        days = possible_days(rules, key.volume, key.number) if rules else ()
        return days[0] if len(days) == 1 else None

    def _target(self, pointer: Pointer, volume: int, number: int) -> IssueKey:
        slug = publication_named(pointer.publication, self._archive).slug
        return IssueKey(publication=slug, volume=volume, number=number)

    def _pointer(self, pointer: Pointer, day: date | None) -> Iterator[Message]:
        rules = publication_named(pointer.publication, self._archive)
        if pointer.number is not None and pointer.volume is not None:
            key = self._target(pointer, pointer.volume, pointer.number)
            yield from self._numbered(pointer, key, rules.calendar)
        if pointer.month is not None and _never(pointer):
            yield Message.of(N_("‘%(surface)s’ names a day that does not exist."), surface=pointer.surface)
            return
        if day is None:
            return
        if (ahead := _ahead(pointer, day)) is not None:
            yield Message.of(
                N_("‘%(surface)s’ names %(day)s, which is later than its own day."),
                surface=pointer.surface,
                day=ahead,
            )
            return
        dated = pointer.month is not None
        target = printed_day(pointer, day) if dated else relative_day(pointer, day, rules)
        if target and not self._appeared(target, rules):
            yield Message.of(
                N_("‘%(surface)s’ names %(day)s, a day on which no %(name)s appeared."),
                surface=pointer.surface,
                day=target,
                name=rules.name,
            )

    def _numbered(self, pointer: Pointer, key: IssueKey, calendar: CalendarRules | None) -> Iterator[Message]:
        if calendar and calendar.weekdays and not possible_days(calendar, key.volume, key.number):
            yield Message.of(
                N_("‘%(surface)s’ names %(issue)s: there was no such issue."),
                surface=pointer.surface,
                issue=key,
            )
        own = self._dates[key].value if key in self._dates else None
        if own and pointer.month is not None and (own.month, own.day) != (pointer.month, pointer.day):
            yield Message.of(
                N_("‘%(surface)s’ names another day than the one of %(issue)s, %(day)s."),
                surface=pointer.surface,
                issue=key,
                day=own,
            )

    def _appeared(self, day: date, rules: PublicationRules) -> bool:
        """Whether an issue can have appeared on a day, as far as anything is known of its publication."""
        if rules.calendar is None or not rules.calendar.weekdays or (rules.slug, day) in self._by_day:
            return True
        return bool(possible_issues(rules.calendar, day))

    def _disagreeing(self, held: Held) -> Iterator[Trouble]:
        """References that name the same issue by its number and different days."""
        # In order of issues: articles came in that of their ids.
        named = {target: sorted(naming, key=_issue_first) for target, naming in self._naming.items()}
        for target, naming in sorted(named.items(), key=lambda each: _issue_first(each[1][0])):
            if len({(pointer.month, pointer.day) for *_, pointer in naming}) > 1:
                text = N_("References disagree about the day of %(issue)s: %(surfaces)s.")
                surfaces = ", ".join(dict.fromkeys(f"‘{pointer.surface}’" for *_, pointer in naming))
                message = Message.of(text, issue=target, surfaces=surfaces)
                for key, _, article, _ in naming:
                    yield Trouble(issue=key, article=article, message=message)
                if target in held:
                    yield Trouble(issue=target, article=held[target].articles[0], message=message)


def _issue_first(naming: Naming) -> tuple[IssueKey, int]:
    return naming[0], naming[1]


def _header(key: IssueKey, rules: CalendarRules | None, days: tuple[date, ...]) -> Iterator[Message]:
    year = year_of(rules, key.volume) if rules else None
    if key.volume < 1 or key.number < 1 or (rules and year is None):
        yield Message.of(N_("The header says %(issue)s: there can be no such issue."), issue=key)
    elif rules and year and rules.weekdays and not days:
        yield Message.of(
            N_("The header says %(issue)s, but %(year)s had only %(days)s days on which an issue was due."),
            issue=key,
            year=year,
            days=len(issue_days(rules, year)),
        )


def _prints(key: IssueKey, issue: HeldIssue, days: tuple[date, ...]) -> Iterator[Message]:
    printed = sorted(issue.printed)
    if len(printed) > 1:
        listed = ", ".join(map(str, printed))
        yield Message.of(N_("Its articles print different dates of their own: %(days)s."), days=listed)
    elif printed and days and printed[0] not in days:
        against = N_("The numbering speaks against it: %(issue)s would be another day.")
        yield Message.of(against, issue=key)


def _citations(brief: Brief, day: date) -> Iterator[Message]:
    for cited in brief.citations:
        for span in cited.spans:
            late = contradicting(span, day)
            if late is None or _is_week(span, late, day):
                continue
            if cited.source:
                text = N_("It cites %(source)s of %(cited)s, which is later than its own day, %(day)s.")
                yield Message.of(text, source=cited.source, cited=late, day=day)
            else:
                text = N_("It cites a lost source of %(cited)s, which is later than its own day, %(day)s.")
                yield Message.of(text, cited=late, day=day)


def _is_week(span: DaySpan, last: date, day: date) -> bool:
    """Whether it is the week that a weekly carries, the day among it."""
    first = latest(span.month, span.day, last)
    return first is not None and first <= day and (last - first).days >= 5


def _never(pointer: Pointer) -> bool:
    """Whether no year, or not the printed one, has the day."""
    return day_in(pointer.year or 2000, pointer.month or 1, pointer.day or 1) is None


def _ahead(pointer: Pointer, day: date) -> date | None:
    """The day a pointer prints, where it lies shortly after its own issue's."""
    if pointer.month is None or pointer.day is None:
        return None
    years = (day.year, day.year + 1) if pointer.year is None else (pointer.year,)
    found = (day_in(year, pointer.month, pointer.day) for year in years)
    return next((ahead for ahead in found if ahead and day < ahead <= day + AHEAD), None)
