"""Citations with identities and years: who was cited, for which days of the calendar.

What a text cites may turn out to be a person, `(Boris Yeltsin, June 12)`: then nobody was cited.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from searchapp.authority.people_file import PeopleFile
from searchapp.authority.sources import SourceBook
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
    own = {folded_words(name.surname) for name in draft.names if name.manner is Manner.FULL}
    return tuple(
        citation
        for cited in draft.citations
        for citation in _citations(cited, day, sources)
        if citation.source is None
        or citation.slug in sources.by_slug
        or not _is_person(citation.source, persons, own)
    )


def _is_person(name: str, persons: Collection[Folded], own: Collection[Folded]) -> bool:
    """Whether it is a name of the archive's persons, or a surname of the article's own."""
    words = folded_words(name)
    return words in persons or words in own


def _citations(cited: CitedDays, day: date | None, sources: SourceBook) -> Iterator[Citation]:
    dates = _dates(cited, day)
    if cited.source is None:
        yield Citation(source=None, slug=None, lost=True, dates=dates, place=cited.place)
        return
    for name in sources.parted(cited.source):
        slug = sources.slug(name)
        yield Citation(
            source=sources.label(slug),
            slug=slug,
            collective=sources.collective(slug),
            kind=cited.kind,
            second_hand=cited.second_hand,
            dates=dates,
            place=cited.place,
        )


def _dates(cited: CitedDays, day: date | None) -> tuple[DateRange, ...]:
    """The days with their years; a printed year needs no issue's day."""
    ranges = (cited_range(span, day) for span in cited.spans)
    return tuple(found for found in ranges if found)
