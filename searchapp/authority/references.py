"""Cross-references find their issue: the latest such day not after the citing issue’s own, and its issue.

Days said relatively ("yesterday’s", "Friday’s") count from the issue's own day, and only where it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from searchapp.archive import ArchiveConfig, PublicationRules
from searchapp.authority.calendar import possible_days, possible_issues, previous_day
from searchapp.authority.issues import held_issues, ids, issue_key, publication_named
from searchapp.authority.years import day_in, latest
from searchapp.model.article import ArticleId, CrossReference, IssueDate, IssueKey, NamedPerson
from searchapp.model.draft import Draft, Pointer
from searchapp.text.analyze import STOP_WORDS, stem, words

Dates = Mapping[IssueKey, IssueDate]
People = Mapping[ArticleId, tuple[NamedPerson, ...]]

CLEARLY = 1.5
"""How much more an article must share with a reference's paragraph than any other of its issue."""
ENOUGH = 2.0
"""How many words that no other article of the issue has it must share at least."""
PERSON = 2.0
"""A shared person weighs as much as so many words: one identity, however it is spelled."""


@dataclass(slots=True)
class _Held:
    """The held issues by key and by day, and their articles' words, counted once each."""

    drafts: Mapping[IssueKey, tuple[Draft, ...]]
    dates: Dates
    by_day: dict[tuple[str, date], IssueKey]
    people: People
    stems: dict[ArticleId, frozenset[str]] = field(default_factory=dict)


def resolved_references(
    drafts: Sequence[Draft],
    dates: Dates,
    days: Mapping[ArticleId, date],
    archive: ArchiveConfig,
    people: People | None = None,
) -> Mapping[ArticleId, tuple[CrossReference, ...]]:
    """Every article's cross-references; `days` are the days to read printed dates from."""
    held_drafts = held_issues(drafts, archive)
    by_day = {(key.publication, day): key for key in held_drafts if (day := dates[key].value)}
    held = _Held(held_drafts, dates, by_day, people or {})
    return {
        draft.id: tuple(
            _reference(pointer, draft, days.get(draft.id), held, archive) for pointer in draft.pointers
        )
        for draft in drafts
    }


def backlinks(
    references: Mapping[ArticleId, tuple[CrossReference, ...]],
) -> Mapping[ArticleId, tuple[ArticleId, ...]]:
    """For each article referred to, the others that do, sorted."""
    found: dict[ArticleId, set[ArticleId]] = {}
    for article, own in references.items():
        for target in {target for reference in own for target in reference.articles}:
            if target != article:
                found.setdefault(target, set()).add(article)
    return {target: tuple(sorted(articles)) for target, articles in found.items()}


def _reference(
    pointer: Pointer, draft: Draft, day: date | None, held: _Held, archive: ArchiveConfig
) -> CrossReference:
    rules = publication_named(pointer.publication, archive)
    key, target_day = _target(pointer, issue_key(draft, archive), day, rules, held)
    articles = held.drafts.get(key, ()) if key else ()
    return CrossReference(
        publication=rules.name,
        date=target_day,
        volume=key.volume if key else None,
        issue=key.number if key else None,
        articles=ids(articles),
        likeliest=_likeliest(pointer, draft, articles, held),
        place=pointer.place,
    )


def _target(
    pointer: Pointer, own: IssueKey | None, day: date | None, rules: PublicationRules, held: _Held
) -> tuple[IssueKey | None, date | None]:
    """The issue meant and the day it appeared, as far as each is known."""
    if pointer.volume is not None and pointer.number is not None:
        key = IssueKey(publication=rules.slug, volume=pointer.volume, number=pointer.number)
        return key, _day_of(key, rules, held) or printed_day(pointer, day)
    if pointer.month is not None:
        target_day = printed_day(pointer, day)
        return (_issue_on(target_day, rules, held) if target_day else None), target_day
    before = _numbers_before(pointer, rules)
    if before is not None and own is not None and own.publication == rules.slug and own.number > before:
        key = IssueKey(publication=rules.slug, volume=own.volume, number=own.number - before)
        return key, _day_of(key, rules, held)
    own_day = held.dates[own].value if own else None
    target_day = relative_day(pointer, own_day, rules) if own_day else None
    return (_issue_on(target_day, rules, held) if target_day else None), target_day


def _numbers_before(pointer: Pointer, rules: PublicationRules) -> int | None:
    """How many numbers before its own an issue points to; None where days must be counted instead."""
    if pointer.days_before in (0, 1):
        return pointer.days_before
    weekly = rules.calendar is None or len(rules.calendar.weekdays) < 2
    return 1 if pointer.days_before and weekly else None


def _day_of(key: IssueKey, rules: PublicationRules, held: _Held) -> date | None:
    """The day of an issue: a held one's own, else the only one that counting gives."""
    if key in held.dates:
        return held.dates[key].value
    days = possible_days(rules.calendar, key.volume, key.number) if rules.calendar else ()
    return days[0] if len(days) == 1 else None


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


def _issue_on(day: date, rules: PublicationRules, held: _Held) -> IssueKey | None:
    """The issue that appeared on a day: a held one of that day, else the one that counting gives."""
    if known := held.by_day.get((rules.slug, day)):
        return known
    if rules.calendar is None:
        return None
    possible = possible_issues(rules.calendar, day)
    if len(possible) != 1:
        return None
    key = IssueKey(publication=rules.slug, volume=possible[0][0], number=possible[0][1])
    # A held issue known to have appeared on another day is not this one.
    elsewhere = key in held.dates and held.dates[key].value is not None
    return None if elsewhere else key


def _likeliest(pointer: Pointer, draft: Draft, articles: Iterable[Draft], held: _Held) -> ArticleId | None:
    """The only other article of the issue, or the one that clearly shares most with the paragraph."""
    others = [article for article in articles if article.id != draft.id]
    if len(others) < 2:
        return others[0].id if others else None
    number = pointer.place.paragraph
    told = _telling((draft.paragraphs[number - 1],))
    named = _named(draft.id, held, number)
    shared = [told & _stems(article, held) for article in others]
    people = [named & _named(article.id, held) for article in others]
    weights = [
        _weight(words, shared) + PERSON * _weight(persons, people)
        for words, persons in zip(shared, people, strict=True)
    ]
    first, second = sorted(weights, reverse=True)[:2]
    if first < ENOUGH or first < CLEARLY * second:
        return None
    return others[weights.index(first)].id


def _weight(share: frozenset[str], shares: list[frozenset[str]]) -> float:
    """What is shared tells the more, the fewer of the articles share it."""
    return sum(1.0 / sum(each in other for other in shares) for each in share)


def _named(article_id: ArticleId, held: _Held, paragraph: int | None = None) -> frozenset[str]:
    """The slugs of the people an article names, or one paragraph of it."""
    return frozenset(
        person.slug
        for person in held.people.get(article_id, ())
        if paragraph is None or any(mention.place.paragraph == paragraph for mention in person.mentions)
    )


def _stems(draft: Draft, held: _Held) -> frozenset[str]:
    if draft.id not in held.stems:
        held.stems[draft.id] = _telling((draft.title or "", *draft.paragraphs))
    return held.stems[draft.id]


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that say what a text is about; names are among them."""
    told = {word for text in texts for word in words(text)} - STOP_WORDS
    return frozenset(stem(word) for word in told if len(word) > 3)
