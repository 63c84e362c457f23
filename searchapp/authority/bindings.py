"""Which identity each mention of one article means, surnames by the nearest full name before them.

Pure: what the archive knows comes as an argument. A mention nobody holds is dropped, one that several
could hold is left unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from searchapp.model.draft import NameMention
from searchapp.text.fold import folded_surname

Number = int
"""An identity, by its place in the archive's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An identity that holds a surname, and when the archive first names it in full (None: always)."""

    identity: Number
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A mention and whom it may mean: one identity, or several and so none."""

    mention: NameMention
    identities: tuple[Number, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the whole archive tells one article."""

    full: Mapping[NameMention, Number]
    """Whom this article's full mentions name."""
    holders: Mapping[str, tuple[Holder, ...]]
    """By folded surname, sorted."""
    roles: Mapping[Number, frozenset[str]]
    """The roles printed with full names, in lower case."""
    alone: Mapping[str, Number]
    """Single names and surnames of people.toml that mean one person, folded."""
    shared: frozenset[str] = frozenset()
    """Surnames that several persons of people.toml have, folded."""


def bindings(mentions: Iterable[NameMention], day: date | None, known: Known) -> tuple[Bound, ...]:
    """The mentions that name somebody, in order of place."""
    ordered = sorted(mentions, key=lambda mention: (mention.place, mention.surface))
    named = _named_in_full(known.full)
    latest: dict[str, Number] = {}
    bound = []
    for mention in ordered:
        key = folded_surname(mention.surname)
        number = known.full.get(mention)
        if number is not None:
            latest[key] = number
            bound.append(Bound(mention=mention, identities=(number,)))
        elif mention.given is None and (found := _candidates(mention, key, latest, named, day, known)):
            bound.append(Bound(mention=mention, identities=found))
            if mention.role and len(found) == 1:
                latest.setdefault(key, found[0])
    return _outermost(bound)


def _named_in_full(full: Mapping[NameMention, Number]) -> dict[str, set[Number]]:
    named: dict[str, set[Number]] = {}
    for mention, number in full.items():
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
    here = named.get(key, set())
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
    several = tuple(holder.identity for holder in known.holders.get(key, ()))
    roles = known.roles.get(nearest, frozenset())
    alone = len(several) < 2
    if role is None or " " not in role or _had(role, roles) or (alone and key not in known.shared):
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


def _outermost(bound: list[Bound]) -> tuple[Bound, ...]:
    """Without the parts of a name that is bound whole: `Ter` and `Petrosian` of `Ter-Petrosian`."""
    kept: list[Bound] = []
    for one in sorted(bound, key=_widest_first):
        last = kept[-1].mention.place if kept else None
        place = one.mention.place
        if last is None or last.paragraph != place.paragraph or place.start >= last.end:
            kept.append(one)
    return tuple(kept)


def _widest_first(bound: Bound) -> tuple[int, int, int]:
    place = bound.mention.place
    return place.paragraph, place.start, -place.end
