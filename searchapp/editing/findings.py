"""What about an archive's people needs an editor's look, each with the command that would settle it.

Finds candidates, never decides: names that are nearly alike, surnames nobody could be found for, new names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from searchapp.authority.identities import Names
from searchapp.authority.people_file import PeopleFile
from searchapp.model.article import Article
from searchapp.model.registry import Person
from searchapp.query.patterns import edits_allowed, within_edits
from searchapp.text.fold import folded_surname, folded_words

Apart = Sequence[frozenset[str]]
"""Names that are never one person's."""


class Kind(StrEnum):
    """Why somebody should look."""

    NEAR_DUPLICATE = "near_duplicate"
    AMBIGUOUS = "ambiguous_surname"
    SINGLE = "single_article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Some persons, what is odd about them, and what to do."""

    kind: Kind
    name: str
    """How it is printed: a surname, or a person's name."""
    slugs: tuple[str, ...]
    """The persons, the most frequent first."""
    articles: int
    """In how many articles it shows."""
    commands: tuple[str, ...]
    """Each settles it in its own way."""


def findings(people: Sequence[Person], articles: Iterable[Article], file: PeopleFile) -> tuple[Finding, ...]:
    """Everything to look at: of each kind, what shows most often comes first."""
    apart = [frozenset(names) for names in file.never_merge]
    found = (
        *_near_duplicates(people, apart),
        *_ambiguous(articles, people, apart),
        *_singles(people, file),
    )
    kinds = list(Kind)
    return tuple(sorted(found, key=lambda each: (kinds.index(each.kind), -each.articles, each.slugs)))


def _near_duplicates(people: Sequence[Person], apart: Apart) -> Iterator[Finding]:
    seen = set()
    for group in _neighbours(people):
        for pair in combinations(group, 2):
            one, other = sorted(pair, key=lambda person: (-person.articles, person.slug))
            if (one.slug, other.slug) not in seen and _alike(one.name, other.name):
                seen.add((one.slug, other.slug))
                if not _are_apart(one, other, apart):
                    yield _near_duplicate(one, other)


def _are_apart(one: Person, other: Person, apart: Apart) -> bool:
    """Whether the editor has said already that they are two."""
    forms, also = {one.name, *one.aliases}, {other.name, *other.aliases}
    return any(names & forms and names & also for names in apart)


def _near_duplicate(one: Person, other: Person) -> Finding:
    return Finding(
        kind=Kind.NEAR_DUPLICATE,
        name=other.name,
        slugs=(one.slug, other.slug),
        articles=other.articles,
        commands=(
            f"searchapp people merge {other.slug} {one.slug}",
            f'searchapp people split {one.slug} "{other.name}"',
        ),
    )


def _neighbours(people: Sequence[Person]) -> Iterable[Sequence[Person]]:
    """Persons who share a surname or a given name with a surname's beginning."""
    groups: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in people:
        words = folded_words(person.name)
        if len(words) > 1:
            groups["surname", words[-1]].append(person)
            groups["given", words[0], words[-1][:2]].append(person)
    return groups.values()


def _alike(one: str, other: str) -> bool:
    """Whether two names differ by a few letters, or one has an initial for the other's given name."""
    left, right = folded_words(one), folded_words(other)
    if not _near(left[-1], right[-1]):
        return False
    given, also = left[0], right[0]
    if 1 in (len(given), len(also)):
        return given[0] == also[0] and left[-1] == right[-1]
    return _near(given, also) and (given == also or left[-1] == right[-1])


def _near(one: str, other: str) -> bool:
    return within_edits(one, other, min(edits_allowed(one), edits_allowed(other)))


def _ambiguous(articles: Iterable[Article], people: Sequence[Person], apart: Apart) -> Iterator[Finding]:
    counts: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for article in articles:
        for name in article.unresolved:
            counts[folded_surname(name.surface), name.candidates].append(name.surface)
    known = {person.slug: person for person in people}
    for (_, candidates), surfaces in counts.items():
        bearers = sorted(
            (known[slug] for slug in candidates if slug in known),
            key=lambda each: (-each.articles, each.slug),
        )
        one = [each for each in bearers[1:] if not _are_apart(each, bearers[0], apart)]
        yield Finding(
            kind=Kind.AMBIGUOUS,
            name=surfaces[0],
            slugs=tuple(each.slug for each in bearers),
            articles=len(surfaces),
            commands=(
                *(f"searchapp people merge {each.slug} {bearers[0].slug}" for each in one),
                *(f"searchapp people show {each.slug}" for each in bearers),
            ),
        )


def _singles(people: Sequence[Person], file: PeopleFile) -> Iterator[Finding]:
    names = Names(file)
    for person in people:
        if person.articles == 1 and names.group(person.name) is None:
            near = tuple(slug for slug in person.confusable_with if slug != person.slug)
            yield Finding(
                kind=Kind.SINGLE,
                name=person.name,
                slugs=(person.slug,),
                articles=1,
                commands=(
                    *(f"searchapp people merge {person.slug} {slug}" for slug in near),
                    f"searchapp people show {person.slug}",
                ),
            )
