"""The facet values of an article, and what a value that was asked for means among those held.

Held values are strings: slugs, `8`, `8:66` for an issue, `2002`, `2002-04`; `none` where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from searchapp.fields import Kind, field_named
from searchapp.model.article import Article
from searchapp.model.registry import Person, Publication, Registry, Source
from searchapp.model.search import NONE, Filter
from searchapp.text.analyze import words


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


def named(field: str, text: str, registry: Registry) -> frozenset[str]:
    """The slugs a reader means by a name.

    A slug is itself, and one from before is what it became. A person's words must all be in one name or
    alias of theirs; a source or publication is meant by its whole name or an alias, never by a word of it.
    """
    if text.lower() == NONE:
        return frozenset((NONE,))
    kinds: Mapping[str, Sequence[Publication | Person | Source]] = {
        "publication": registry.publications,
        "person": registry.people,
        "source": registry.sources,
    }
    records = kinds[field]
    if any(record.slug == text.lower() for record in records):
        return frozenset((text.lower(),))
    now = moved(field, registry).get(text.lower())
    if now is not None:
        return frozenset((now,))
    asked = words(text)
    return frozenset(record.slug for record in records if asked and _is_named(field, asked, record))


def moved(field: str, registry: Registry) -> Mapping[str, str]:
    """The slugs that a field's values had before -> those they have."""
    return {each.old: each.new for each in registry.redirects if each.field == field}


def _is_named(field: str, asked: tuple[str, ...], record: Publication | Person | Source) -> bool:
    forms = [words(form) for form in (record.name, *record.aliases)]
    if field == "person":
        return any(set(asked) <= set(form) for form in forms)
    return asked in forms
