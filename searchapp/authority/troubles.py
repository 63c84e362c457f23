"""What does not fit in an archive's days: late citations, impossible days and numbers, references at odds.

Most are misprints. Nothing is corrected here: each is told with the issue whose text prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from searchapp.archive import ArchiveConfig, CalendarRules, PublicationRules
from searchapp.authority.calendar import issue_days, possible_days, possible_issues, year_of
from searchapp.authority.evidence import AHEAD, Held, contradicting, printed_dates
from searchapp.authority.issues import calendar_of, held_issues, publication_named
from searchapp.authority.references import Dates, printed_day, relative_day
from searchapp.authority.years import day_in, latest
from searchapp.errors import N_, Message
from searchapp.model.article import ArticleId, IssueDate, IssueKey
from searchapp.model.draft import DaySpan, Draft, Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One thing that cannot be so, and the article that prints it."""

    issue: IssueKey
    article: ArticleId
    message: Message


@dataclass(frozen=True, slots=True)
class _Archive:
    """What the checks need to know."""

    held: Held
    dates: Dates
    config: ArchiveConfig
    by_day: frozenset[tuple[str, date]]
    """Publications' slugs with days on which a held issue appeared."""


def date_troubles(
    drafts: Iterable[Draft], dates: Mapping[IssueKey, IssueDate], config: ArchiveConfig
) -> tuple[Trouble, ...]:
    """Everything that does not fit, by issue, article and place in the text; once each."""
    held = held_issues(drafts, config)
    by_day = frozenset((key.publication, day.value) for key, day in dates.items() if day.value)
    archive = _Archive(held, dates, config, by_day)
    found = (trouble for key in held for trouble in _issue(key, archive))
    return tuple(dict.fromkeys((*found, *_disagreeing(archive))))


def with_troubles(
    drafts: Iterable[Draft], dates: Mapping[IssueKey, IssueDate], config: ArchiveConfig
) -> Mapping[IssueKey, IssueDate]:
    """The days with their troubles among the evidence."""
    found: dict[IssueKey, list[Message]] = {}
    for trouble in date_troubles(drafts, dates, config):
        found.setdefault(trouble.issue, []).append(trouble.message)
    return {
        key: replace(day, evidence=tuple(dict.fromkeys((*day.evidence, *found.get(key, ())))))
        for key, day in dates.items()
    }


def _issue(key: IssueKey, archive: _Archive) -> Iterator[Trouble]:
    drafts = archive.held[key]
    rules = calendar_of(drafts, archive.config)
    days = possible_days(rules, key.volume, key.number) if rules else ()
    day = archive.dates[key].value or (days[0] if len(days) == 1 else None)
    for message in (*_header(key, rules, days), *_prints(key, drafts, days)):
        yield Trouble(issue=key, article=drafts[0].id, message=message)
    for draft in drafts:
        messages = (
            *(_citations(draft, day) if day else ()),
            *(message for pointer in draft.pointers for message in _pointer(pointer, day, archive)),
        )
        yield from (Trouble(issue=key, article=draft.id, message=message) for message in messages)


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


def _prints(key: IssueKey, drafts: tuple[Draft, ...], days: tuple[date, ...]) -> Iterator[Message]:
    printed = sorted(printed_dates(drafts))
    if len(printed) > 1:
        listed = ", ".join(map(str, printed))
        yield Message.of(N_("Its articles print different dates of their own: %(days)s."), days=listed)
    elif printed and days and printed[0] not in days:
        against = N_("The numbering speaks against it: %(issue)s would be another day.")
        yield Message.of(against, issue=key)


def _citations(draft: Draft, day: date) -> Iterator[Message]:
    for cited in draft.citations:
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


def _pointer(pointer: Pointer, day: date | None, archive: _Archive) -> Iterator[Message]:
    rules = publication_named(pointer.publication, archive.config)
    if pointer.number is not None and pointer.volume is not None:
        yield from _numbered(pointer, pointer.volume, pointer.number, rules, archive)
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
    if target and not _appeared(target, rules, archive):
        yield Message.of(
            N_("‘%(surface)s’ names %(day)s, a day on which no %(name)s appeared."),
            surface=pointer.surface,
            day=target,
            name=rules.name,
        )


def _numbered(
    pointer: Pointer, volume: int, number: int, rules: PublicationRules, archive: _Archive
) -> Iterator[Message]:
    key = IssueKey(publication=rules.slug, volume=volume, number=number)
    calendar = rules.calendar
    if calendar and calendar.weekdays and not possible_days(calendar, volume, number):
        yield Message.of(
            N_("‘%(surface)s’ names %(issue)s: there was no such issue."), surface=pointer.surface, issue=key
        )
    own = archive.dates[key].value if key in archive.dates else None
    if own and pointer.month is not None and (own.month, own.day) != (pointer.month, pointer.day):
        yield Message.of(
            N_("‘%(surface)s’ names another day than the one of %(issue)s, %(day)s."),
            surface=pointer.surface,
            issue=key,
            day=own,
        )


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


def _appeared(day: date, rules: PublicationRules, archive: _Archive) -> bool:
    """Whether an issue can have appeared on a day, as far as anything is known of its publication."""
    if rules.calendar is None or not rules.calendar.weekdays or (rules.slug, day) in archive.by_day:
        return True
    return bool(possible_issues(rules.calendar, day))


def _disagreeing(archive: _Archive) -> Iterator[Trouble]:
    """References that name the same issue by its number and different days."""
    named: dict[IssueKey, list[tuple[IssueKey, ArticleId, Pointer]]] = {}
    for key, drafts in archive.held.items():
        for draft in drafts:
            for pointer in draft.pointers:
                if pointer.volume is not None and pointer.number is not None and pointer.month is not None:
                    slug = publication_named(pointer.publication, archive.config).slug
                    target = IssueKey(publication=slug, volume=pointer.volume, number=pointer.number)
                    named.setdefault(target, []).append((key, draft.id, pointer))
    for target, naming in named.items():
        if len({(pointer.month, pointer.day) for _, _, pointer in naming}) > 1:
            text = N_("References disagree about the day of %(issue)s: %(surfaces)s.")
            surfaces = ", ".join(dict.fromkeys(f"‘{pointer.surface}’" for _, _, pointer in naming))
            message = Message.of(text, issue=target, surfaces=surfaces)
            for key, article, _ in naming:
                yield Trouble(issue=key, article=article, message=message)
            if target in archive.held:
                yield Trouble(issue=target, article=archive.held[target][0].id, message=message)
