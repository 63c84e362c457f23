"""Which identity each mention of one article means, surnames by the nearest full name before them.

Pure: what the archive knows comes as an argument. A mention nobody holds is dropped, one that several
could hold is left unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from searchapp.model.article import Place
from searchapp.model.draft import NameMention
from searchapp.text.fold import folded_surname

Number = int
"""An identity, by its place in the archive's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An identity that holds a surname, and when the archive first names it in full (None: always)."""

    identity: Number
    since: date | None


class Bound(NamedTuple):
    """A mention and whom it may mean: one identity, or several and so none."""

    mention: NameMention
    identities: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the whole archive tells one article."""

    holders: Mapping[str, tuple[Holder, ...]]
    """By folded surname, sorted."""
    roles: Mapping[Number, frozenset[str]]
    """The roles printed with full names, in lower case."""
    alone: Mapping[str, Number]
    """Single names and surnames of people.toml that mean one person, folded."""
    shared: frozenset[str] = frozenset()
    """Surnames that several persons of people.toml have, folded."""


Whole = tuple[NameMention, Number | None]
"""A mention, and whom it names in full."""


def bindings(mentions: Iterable[Whole], day: date | None, known: Known) -> list[Bound]:
    """The mentions that name somebody, in order of place; of a name bound whole not its parts."""
    ordered = sorted(mentions, key=_by_place)
    named = _named_in_full(ordered)
    latest: dict[str, Number] = {}
    bound: list[Bound] = []
    for mention, number in ordered:
        key = folded_surname(mention.surname)
        if number is not None:
            latest[key] = number
            bound.append(Bound(mention, (number,)))
        elif mention.given is None and (found := _candidates(mention, key, latest, named, day, known)):
            bound.append(Bound(mention, found))
            if mention.role and len(found) == 1:
                latest.setdefault(key, found[0])
    return _outermost(bound)


def _by_place(whole: Whole) -> tuple[Place, str]:
    return whole[0].place, whole[0].surface


def _named_in_full(mentions: Sequence[Whole]) -> dict[str, set[Number]]:
    named: dict[str, set[Number]] = {}
    for mention, number in mentions:
        if number is not None:
            named.setdefault(folded_surname(mention.surname), set()).add(number)
    return named


def _candidates(
    mention: NameMention,
    key: str,
    latest: Mapping[str, Number],
    named: Mapping[str, set[Number]],
    day: date | None,
    known: Known,
) -> tuple[Number, ...]:
    """The nearest before it; else the only one this text names; else whoever the archive knows by then.

    A role that contradicts the nearest is stronger: it means the one who had it, or nobody in particular.
    """
    if key in latest:
        return _unless_contradicted(mention.role, latest[key], key, known)
    here = named.get(key, ())
    if len(here) == 1:
        return _unless_contradicted(mention.role, min(here), key, known)
    holders = known.holders.get(key, ())
    by_then = tuple(h for h in holders if day is None or h.since is None or h.since <= day) or holders
    if by_then:
        several = tuple(holder.identity for holder in by_then)
        if len(several) == 1:
            return _unless_contradicted(mention.role, several[0], key, known)
        fitting = tuple(number for number in several if _had(mention.role, known.roles.get(number, ())))
        return fitting if len(fitting) == 1 else several
    return (known.alone[key],) if key in known.alone else ()


def _unless_contradicted(role: str | None, nearest: Number, key: str, known: Known) -> tuple[Number, ...]:
    if role is None or " " not in role:
        return (nearest,)
    several = tuple(holder.identity for holder in known.holders.get(key, ()))
    roles = known.roles.get(nearest, frozenset())
    alone = len(several) < 2
    if _had(role, roles) or (alone and key not in known.shared):
        return (nearest,)
    others = tuple(n for n in several if n != nearest and _had(role, known.roles.get(n, ())))
    if len(others) == 1:
        return others
    if not _contradicts(role, roles):
        return (nearest,)
    return () if alone else several


def _contradicts(role: str, roles: Iterable[str]) -> bool:
    """Whether somebody with these roles has an office of the same name in another field: defense minister."""
    field, _, office = role.casefold().rpartition(" ")
    others = {other.rpartition(" ")[0].rpartition(" ")[2] for other in roles if other.endswith(f" {office}")}
    return bool(others) and field.rpartition(" ")[2] not in others


def _had(role: str | None, roles: Iterable[str]) -> bool:
    """Whether the role is one of these; of two words or more, with or without a nationality before it."""
    if role is None:
        return False
    low = role.casefold()
    return low in roles or (" " in low and any(printed.endswith(f" {low}") for printed in roles))


def _outermost(bound: Iterable[Bound]) -> list[Bound]:
    """Without the parts of a name that is bound whole: `Ter` and `Petrosian` of `Ter-Petrosian`.

    Given and giving in order of place.
    """
    kept: list[Bound] = []
    last: Place | None = None
    for one in bound:
        place = one.mention.place
        if last is None or place.paragraph != last.paragraph or place.start >= last.end:
            kept.append(one)
            last = place
        elif place.start == last.start and place.end > last.end:
            kept[-1], last = one, place
    return kept
