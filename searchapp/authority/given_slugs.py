"""Which slug each person of an archive has: the one once given to a name of theirs, else a new one.

Pure: the registry of slugs and the persons give the slugs and what the registry must learn. The same
persons get the same slugs in whatever order their articles arrive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from searchapp.authority.slug_registry import Given, Line, Moved, SlugRegistry


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What can be known of a person when a slug is sought."""

    label: str
    names: frozenset[str]
    """The full names that are printed, and the editor's. No name is on two faces, but for mistakes."""
    surfaces: frozenset[str]
    """Whatever is printed for them, surnames too."""
    slug: str
    """The one to take where none was given yet and this one is free."""


def given_slugs(known: SlugRegistry, faces: Sequence[Face]) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """The slug of each face, and the lines that the registry lacks. Earlier faces choose first."""
    claims = _claims(known, faces)
    slugs: dict[int, str] = {number: claimed[0] for number, claimed in claims.items()}
    back = {slug for slug in known.moved if slug in known.first}
    taken = set(slugs.values())
    for number, face in enumerate(faces):
        if number not in slugs:
            slugs[number] = _returning(known, face, back - taken) or _free(face.slug, known, taken)
            taken.add(slugs[number])
    ordered = tuple(slugs[number] for number in range(len(faces)))
    moved = [
        Moved(slug=slug, now=slugs[number]) for number, claimed in claims.items() for slug in claimed[1:]
    ]
    lines = (*moved, *_vanished(known, faces, claims, ordered), *_news(known, faces, ordered))
    return ordered, lines


def _claims(known: SlugRegistry, faces: Sequence[Face]) -> Mapping[int, list[str]]:
    """Face -> the standing slugs it has a right to, the oldest first."""
    owned: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, face in enumerate(faces):
        for name in face.names:
            if name in known.owners:
                owned[known.owners[name]][number] += 1
    claims: dict[int, list[str]] = defaultdict(list)
    for slug, first in known.first.items():
        holders = owned.get(slug)
        if holders and slug not in known.moved:
            best = min(holders, key=lambda each: (first not in faces[each].names, -holders[each], each))
            claims[best].append(slug)
    return claims


def _returning(known: SlugRegistry, face: Face, back: Iterable[str]) -> str | None:
    """A slug that had moved, when the one it was first given to stands alone again."""
    return next((slug for slug in known.first if slug in back and known.first[slug] in face.names), None)


def _free(slug: str, known: SlugRegistry, taken: set[str]) -> str:
    free, count = slug, 1
    while free in taken or known.reserved(free):
        count += 1
        free = f"{slug}-{count}"
    return free


def _vanished(
    known: SlugRegistry, faces: Sequence[Face], claims: Mapping[int, list[str]], slugs: Sequence[str]
) -> list[Line]:
    """Slugs of a bare surname whose bearer has turned out to be one of those known in full."""
    standing = {slug for claimed in claims.values() for slug in claimed} | set(slugs)
    bearers: dict[str, set[int]] = defaultdict(set)
    for number, face in enumerate(faces):
        for surface in face.surfaces - face.names:
            bearers[surface].add(number)
    gone = [slug for slug in known.first if slug not in standing and slug not in known.moved]
    found = {slug: bearers.get(known.first[slug], set()) for slug in gone}
    return [Moved(slug=slug, now=slugs[min(one)]) for slug, one in found.items() if len(one) == 1]


def _news(known: SlugRegistry, faces: Sequence[Face], slugs: Sequence[str]) -> list[Line]:
    """Names that are not known to be somebody's yet, with the label first where the slug is new."""
    lines: list[Line] = []
    for face, slug in zip(faces, slugs, strict=True):
        new = [name for name in sorted(face.names) if known.owners.get(name) != slug]
        new.sort(key=lambda name: name != face.label)
        if slug not in known.first or slug in known.moved or new:
            lines.append(Given(slug=slug, names=tuple(new or [face.label])))
    return lines
