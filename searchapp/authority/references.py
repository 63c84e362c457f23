"""Cross-references find their issue: the latest such day not after the citing issue’s own, and its issue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from searchapp.archive import ArchiveConfig, PublicationRules
from searchapp.authority.calendar import possible_issues, previous_day
from searchapp.authority.issues import held_issues, ids, issue_key, publication_named
from searchapp.authority.years import day_in, latest
from searchapp.model.article import ArticleId, CrossReference, IssueDate, IssueKey
from searchapp.model.draft import Draft, Pointer
from searchapp.text.analyze import STOP_WORDS, stem, words

Dates = Mapping[IssueKey, IssueDate]

CLEARLY = 1.5
"""How much more an article must share with a reference's paragraph than any other of its issue."""
ENOUGH = 2.0
"""How many words that no other article of the issue has it must share at least."""


@dataclass(slots=True)
class _Held:
    """The held issues by key and by day, and their articles' words, counted once each."""

    drafts: Mapping[IssueKey, tuple[Draft, ...]]
    dates: Dates
    by_day: dict[tuple[str, date], IssueKey]
    stems: dict[ArticleId, frozenset[str]] = field(default_factory=dict)


def resolved_references(
    drafts: Sequence[Draft], dates: Dates, days: Mapping[ArticleId, date], archive: ArchiveConfig
) -> Mapping[ArticleId, tuple[CrossReference, ...]]:
    """Every article's cross-references; `days` are the days to read printed dates from."""
    held_drafts = held_issues(drafts, archive)
    by_day = {(key.publication, day): key for key in held_drafts if (day := dates[key].value)}
    held = _Held(held_drafts, dates, by_day)
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
    own = issue_key(draft, archive)
    target_day = _target_day(pointer, day, rules)
    if pointer.days_before == 0 and own is not None and own.publication == rules.slug:
        key: IssueKey | None = own
        target_day = held.dates[own].value
    else:
        key = _issue_on(target_day, rules, held) if target_day else None
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


def _target_day(pointer: Pointer, day: date | None, rules: PublicationRules) -> date | None:
    """The day a pointer means; None where it cannot be told."""
    if pointer.month is not None and pointer.day is not None:
        if pointer.year is not None:
            return day_in(pointer.year, pointer.month, pointer.day)
        return latest(pointer.month, pointer.day, day) if day else None
    if day is None or not pointer.days_before:
        return day
    # "Yesterday’s Monitor", printed on a Monday, is Friday's.
    return previous_day(rules.calendar, day) if rules.calendar else None


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
    paragraph = draft.paragraphs[pointer.place.paragraph - 1]
    told = _telling((paragraph,))
    shares = [told & _stems(article, held) for article in others]
    weights = [_weight(share, shares) for share in shares]
    first, second = sorted(weights, reverse=True)[:2]
    if first < ENOUGH or first < CLEARLY * second:
        return None
    return others[weights.index(first)].id


def _weight(share: frozenset[str], shares: list[frozenset[str]]) -> float:
    """A shared word tells the more, the fewer of the articles share it."""
    return sum(1.0 / sum(word in other for other in shares) for word in share)


def _stems(draft: Draft, held: _Held) -> frozenset[str]:
    if draft.id not in held.stems:
        held.stems[draft.id] = _telling((draft.title or "", *draft.paragraphs))
    return held.stems[draft.id]


def _telling(texts: Iterable[str]) -> frozenset[str]:
    """The stems of the words that say what a text is about; names are among them."""
    return frozenset(
        stem(word) for text in texts for word in words(text) if len(word) > 3 and word not in STOP_WORDS
    )
