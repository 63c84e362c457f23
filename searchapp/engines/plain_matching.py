"""Which articles a question means, one by one: what engines that are quicker must give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from searchapp.engines.bm25 import MATCHED_FIELDS, SCORE_DIGITS
from searchapp.engines.naming import Naming
from searchapp.engines.texts import indexed_words
from searchapp.engines.values import admits, held_values, is_meant, is_within
from searchapp.fields import FACETS, Kind, field_named
from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.search import SearchQuery, Sort
from searchapp.query.nodes import And, Dates, Everything, Field, Leaf, Node, Not, Or
from searchapp.query.patterns import pattern
from searchapp.text.analyze import Token


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its words and facet values."""

    article: Article
    draft: Draft
    texts: Mapping[str, Sequence[Token]]
    held: Mapping[str, tuple[str, ...]]
    changed: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))

    @classmethod
    def of(cls, article: Article, draft: Draft) -> Entry:
        return cls(article, draft, indexed_words(article), held_values(article))


def matches(node: Node, entry: Entry, naming: Naming) -> bool:
    """Whether an article matches a tree; `naming` says what names mean."""
    match node:
        case Everything():
            return True
        case And(nodes):
            return all(matches(child, entry, naming) for child in nodes)
        case Or(nodes):
            return any(matches(child, entry, naming) for child in nodes)
        case Not(child):
            return not matches(child, entry, naming)
        case Dates():
            return is_within(node, entry.article.date.value)
        case Field("title", value):
            return _frequency(value, "title", entry) > 0
        case Field(name, value):
            return _has(name, value.text, entry, naming)
        case _:
            return any(_frequency(node, name, entry) for name in MATCHED_FIELDS)


def passes(query: SearchQuery, entry: Entry, *, but: str | None) -> bool:
    """Whether an article passes the filters, those of the family `but` aside."""
    families = {each.name: each.family for each in FACETS}
    if not all(admits(f, entry.held[f.field]) for f in query.filters if families[f.field] != but):
        return False
    if query.after is None and query.before is None:
        return True
    bounds = Dates("date", "", query.after, query.before)
    return is_within(bounds, entry.article.date.value)


def counts(query: SearchQuery, matching: Iterable[Entry], name: str) -> Mapping[str, int]:
    """How many articles hold each value of a facet, its own family's filters aside."""
    family = next(each.family for each in FACETS if each.name == name)
    passing = (entry for entry in matching if passes(query, entry, but=family))
    return Counter(value for entry in passing for value in entry.held[name])


def order(sort: Sort, article: Article, score: float) -> tuple[object, ...]:
    """What articles are sorted by."""
    day = article.date.value.toordinal() if article.date.value else None
    by_age = day if sort is Sort.OLDEST else -(day or 0)
    by_score = -round(score, SCORE_DIGITS) if sort is Sort.RELEVANCE else 0
    return (by_score, day is None, by_age or 0, article.id)


def _has(name: str, text: str, entry: Entry, naming: Naming) -> bool:
    kind = field_named(name)
    asked = {text} if kind and kind.kind is not Kind.NAME else naming.meant(name, text)
    return any(is_meant(name, value, held) for value in asked for held in entry.held[name])


def _frequency(leaf: Leaf, name: str, entry: Entry) -> int:
    return pattern(leaf).frequency(entry.texts[name])
