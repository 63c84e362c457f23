"""The facet values of an article, and which of those held a value that was asked for means.

Held values are strings: slugs, `8`, `8:66` for an issue, `2002`, `2002-04`; `none` where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from searchapp.fields import Kind, field_named
from searchapp.model.article import Article
from searchapp.model.search import NONE, Filter
from searchapp.query.nodes import Dates


def held_values(article: Article) -> Mapping[str, tuple[str, ...]]:
    """The article's values of each facet field, at least `none`."""
    day = article.date.value
    numbered = article.volume is not None and article.issue is not None
    return {
        "publication": (article.publication or NONE,),
        "volume": (str(article.volume) if article.volume is not None else NONE,),
        "issue": (f"{article.volume}:{article.issue}" if numbered else NONE,),
        "person": tuple(person.slug for person in article.identities) or (NONE,),
        "source": tuple(slug for slug, _ in article.sources) or (NONE,),
        "year": (f"{day.year:04}" if day else NONE,),
        "month": (f"{day.year:04}-{day.month:02}" if day else NONE,),
    }


@lru_cache(maxsize=65536)
def is_meant(field: str, asked: str, held: str) -> bool:
    """Whether a held value is (one of those) asked for: itself, in the range, or the issue's number."""
    if asked == held:
        return True
    if NONE in (held, asked):
        return False
    kind = field_named(field)
    first, dots, last = asked.partition("..")
    if kind is None or kind.kind is Kind.NAME:
        return False
    if kind.kind is Kind.PERIOD:
        return bool(dots) and first <= held <= last
    return _is_number_meant(asked, held, first, last)


def _is_number_meant(asked: str, held: str, first: str, last: str) -> bool:
    if ":" in asked:
        return [int(part) for part in asked.split(":")] == [int(part) for part in held.split(":")]
    number = int(held.rpartition(":")[2])
    return int(first) <= number <= int(last or first)


def admits(asked: Filter, held: Sequence[str]) -> bool:
    """Whether an article with these held values passes one field's filter."""
    if any(is_meant(asked.field, value, has) for value in asked.excluded for has in held):
        return False
    meant = (any(is_meant(asked.field, value, has) for has in held) for value in asked.values)
    return not asked.values or (all(meant) if asked.every else any(meant))


def is_within(dates: Dates, day: date | None) -> bool:
    """Whether a day is one of a period's; undated articles match no date condition."""
    if day is None:
        return False
    inside = (dates.first or date.min) <= day <= (dates.last or date.max)
    return inside or day in dates.alternatives
