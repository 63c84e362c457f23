"""Citations with identities and years: who was cited, for which days of the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from searchapp.authority.sources import SourceBook
from searchapp.authority.years import cited_range
from searchapp.model.article import Citation, DateRange
from searchapp.model.draft import CitedDays, Draft


def resolved_citations(draft: Draft, day: date | None, sources: SourceBook) -> tuple[Citation, ...]:
    """An article's citations in order; `day` is its issue's, None where not even the year is known."""
    return tuple(citation for cited in draft.citations for citation in _citations(cited, day, sources))


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
            dates=dates,
            place=cited.place,
        )


def _dates(cited: CitedDays, day: date | None) -> tuple[DateRange, ...]:
    """The days with their years; a printed year needs no issue's day."""
    ranges = (cited_range(span, day) for span in cited.spans)
    return tuple(found for found in ranges if found)
