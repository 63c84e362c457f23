"""What was found in an article beside what its gold says: what is right, missed and false, by aspect.

Every aspect is a list of findings on both sides; two are the same where their keys are equal, and each
counts once. Names are compared folded, so that a spelling of the same identity counts. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from searchapp.evaluation.gold import Gold
from searchapp.model.article import Article
from searchapp.text.fold import folded_words


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found, or to be found, in a text."""

    key: Hashable
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One aspect of one article."""

    right: int
    missed: tuple[str, ...]
    false: tuple[str, ...]


def compared(gold: Gold, article: Article) -> Mapping[str, Comparison]:
    """Every aspect of an article beside its gold."""
    return {
        aspect: _compared(list(wanted(gold)), list(found(article)))
        for aspect, (wanted, found) in ASPECTS.items()
    }


def _compared(wanted: list[Finding], found: list[Finding]) -> Comparison:
    missed, false = _beyond(wanted, found), _beyond(found, wanted)
    return Comparison(right=len(wanted) - len(missed), missed=missed, false=false)


def _beyond(some: Iterable[Finding], others: Iterable[Finding]) -> tuple[str, ...]:
    """Those of some that have no counterpart among the others; each of these serves once."""
    left = Counter(other.key for other in others)
    beyond = []
    for finding in some:
        if left[finding.key]:
            left[finding.key] -= 1
        else:
            beyond.append(finding.shown)
    return tuple(beyond)


def _name(name: str) -> Finding:
    return Finding(folded_words(name), name)


def _gold_people(gold: Gold) -> Iterator[Finding]:
    return (_name(person.name) for person in gold.people if not person.attributive)


def _people(article: Article) -> Iterator[Finding]:
    return (_name(person.name) for person in article.identities)


def _gold_attributive(gold: Gold) -> Iterator[Finding]:
    return (_name(person.name) for person in gold.people if person.attributive)


def _attributive(article: Article) -> Iterator[Finding]:
    return (_name(person.name) for person in article.people if person.attributive)


def _gold_unresolved(gold: Gold) -> Iterator[Finding]:
    return map(_name, gold.unresolved)


def _unresolved(article: Article) -> Iterator[Finding]:
    return (_name(name.surface) for name in article.unresolved)


def _gold_citations(gold: Gold) -> Iterator[Finding]:
    for cited in gold.citations:
        yield _citation(cited.paragraph, cited.source, cited.dates, _flags(cited.lost, cited.collective))


def _citations(article: Article) -> Iterator[Finding]:
    for cited in article.citations:
        days = tuple(map(str, cited.dates))
        yield _citation(cited.place.paragraph, cited.source, days, _flags(cited.lost, cited.collective))


def _flags(lost: bool, collective: bool) -> str:
    return f"{' lost' if lost else ''}{' collective' if collective else ''}"


def _citation(paragraph: int, source: str | None, days: tuple[str, ...], flags: str) -> Finding:
    shown = f"¶{paragraph} {source or 'no source'}{flags and f' ({flags.strip()})'}: {', '.join(days)}"
    return Finding((paragraph, source and _plain(source), tuple(sorted(days)), flags), shown.rstrip(": "))


def _plain(name: str) -> str:
    """A printed name without what spellings differ in: case, hyphens, an article in front."""
    return " ".join(name.casefold().replace("-", " ").split()).removeprefix("the ")


def _gold_references(gold: Gold) -> Iterator[Finding]:
    return (_reference(each.paragraph, each.publication, each.date) for each in gold.references)


def _references(article: Article) -> Iterator[Finding]:
    return (_reference(each.place.paragraph, each.publication, each.date) for each in article.references)


def _reference(paragraph: int, publication: str, day: object) -> Finding:
    shown = f"¶{paragraph} {publication}, {day or 'date unknown'}"
    return Finding((paragraph, _plain(publication), day), shown)


def _gold_dates(gold: Gold) -> Iterator[Finding]:
    if gold.date.value:
        yield Finding(gold.date.value, str(gold.date.value))


def _dates(article: Article) -> Iterator[Finding]:
    if article.date.value:
        yield Finding(article.date.value, f"{article.date.value} ({article.date.certainty.value})")


def _gold_titles(gold: Gold) -> Iterator[Finding]:
    if gold.title:
        yield _title(gold.title)


def _titles(article: Article) -> Iterator[Finding]:
    if not article.title_supplied:
        yield _title(article.title)


def _title(title: str) -> Finding:
    return Finding(" ".join(title.split()).rstrip("."), title)


Aspect = tuple[Callable[[Gold], Iterable[Finding]], Callable[[Article], Iterable[Finding]]]

ASPECTS: Mapping[str, Aspect] = {
    "people": (_gold_people, _people),
    "attributive": (_gold_attributive, _attributive),
    "unresolved": (_gold_unresolved, _unresolved),
    "citations": (_gold_citations, _citations),
    "references": (_gold_references, _references),
    "dates": (_gold_dates, _dates),
    "titles": (_gold_titles, _titles),
}
"""What is measured: how it is read off the gold, and off the article."""
