"""Citations with identities and years: who was cited, for which days of the calendar.

What a text cites may turn out to be a person, `(Boris Yeltsin, June 12)`: then nobody was cited.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from searchapp.authority.briefs import Brief
from searchapp.authority.people_file import PeopleFile
from searchapp.authority.sources import Cited, SourceBook
from searchapp.authority.years import cited_range
from searchapp.model.article import Citation, DateRange
from searchapp.model.draft import CitedDays, Draft, Manner
from searchapp.model.registry import Person
from searchapp.text.fold import folded_words

Folded = tuple[str, ...]
"""The folded words of a name."""


def person_names(persons: Iterable[Person], known: PeopleFile) -> frozenset[Folded]:
    """Every name of the persons found, and of those the archive's file knows."""
    found = ((each.name, *each.aliases) for each in persons)
    listed = ((each.name, *each.aliases) for each in known.persons)
    return frozenset(folded_words(name) for names in (*found, *listed) for name in names)


def resolved_citations(
    draft: Draft, day: date | None, sources: SourceBook, persons: Collection[Folded] = ()
) -> tuple[Citation, ...]:
    """An article's citations in order; `day` is its issue's, None where not even the year is known.

    A source that no file lists and that has the name of a person is none.
    """
    if not draft.citations:
        return ()
    own = _own_surnames(draft)
    return tuple(
        citation for cited in draft.citations for citation in _citations(cited, day, sources, persons, own)
    )


class CitedCounts:
    """How many articles cite each source, gathered article by article."""

    def __init__(self, sources: SourceBook) -> None:
        self._sources = sources
        self._counts: Counter[Cited] = Counter()

    def add(self, brief: Brief) -> None:
        """An article."""
        if printed := {cited.source for cited in brief.citations if cited.source}:
            own = _own_surnames(brief)
            cited = {each for name in printed for each in self._sources.cited(name)}
            self._counts.update(each for each in cited if not _is_person(each, (), own))

    def articles(self, persons: Collection[Folded]) -> Mapping[str, int]:
        """By slug, those left out that have the name of one of these persons."""
        return {each.slug: count for each, count in self._counts.items() if not _is_person(each, persons, ())}


def _own_surnames(article: Draft | Brief) -> frozenset[Folded]:
    full = {name.surname for name in article.names if name.manner is Manner.FULL}
    return frozenset(map(folded_words, full))


def _is_person(cited: Cited, persons: Collection[Folded], own: Collection[Folded]) -> bool:
    """Whether it is a name of the archive's persons, or a surname of the article's own."""
    if cited.listed:
        return False
    words = folded_words(cited.label)
    return words in persons or words in own


def _citations(
    cited: CitedDays,
    day: date | None,
    sources: SourceBook,
    persons: Collection[Folded],
    own: Collection[Folded],
) -> Iterator[Citation]:
    dates = _dates(cited, day)
    if cited.source is None:
        yield Citation(source=None, slug=None, lost=True, dates=dates, place=cited.place)
        return
    for each in sources.cited(cited.source):
        if not _is_person(each, persons, own):
            yield Citation(
                source=each.label,
                slug=each.slug,
                collective=each.collective,
                kind=cited.kind,
                second_hand=cited.second_hand,
                dates=dates,
                place=cited.place,
            )


def _dates(cited: CitedDays, day: date | None) -> tuple[DateRange, ...]:
    """The days with their years; a printed year needs no issue's day."""
    ranges = (cited_range(span, day) for span in cited.spans)
    return tuple(found for found in ranges if found)
