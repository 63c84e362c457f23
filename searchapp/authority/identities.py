"""Who the archive's full names are: printed forms gathered into identities, before any surname is bound.

Forms are one identity where the surnames fold alike and the given names agree, or where people.toml says
so; never otherwise. The order of the articles makes no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import msgspec

from searchapp.authority.people_file import PeopleFile, joined
from searchapp.model.draft import NameMention
from searchapp.text.fold import folded_surname, folded_words

_HONORIFICS = frozenset(
    folded for word in ("hadji", "haji", "khadzhi", "hajji") for folded in folded_words(word)
)
_KEPT = 65536
_PATRONYMICS = ("vich", "vna", "ich", "chna")


class Form(msgspec.Struct, frozen=True, order=True, gc=False):
    """A person's name as printed, brackets and line breaks aside."""

    name: str
    given: str | None
    surname: str


@dataclass(slots=True, eq=False)
class Identity:
    """One person: the printed forms with how often each is printed, and what the editor calls them."""

    forms: Counter[Form] = field(default_factory=Counter)
    group: str | None = None
    """The editor's name for them."""


class Names:
    """The file's view of names: equal keys for one full name, equal given names for one given name."""

    def __init__(self, known: PeopleFile) -> None:
        self._given_names = {
            folded_words(name): folded_words(names[0]) for names in known.same_given for name in names[1:]
        }
        self._groups = {self.key(name): person.name for person in known.persons for name in person.names}
        self.entries = {person.name: person for person in known.persons}
        self._never = [frozenset(map(_plain, names)) for names in known.never_merge]
        for names in known.always_merge:
            self._merge(names)
        self.group = lru_cache(_KEPT)(self._group)
        """The editor's name for whoever is printed so: an entry's, or the first of a merge."""
        self.given = lru_cache(_KEPT)(self._comparable)
        """A given name's words, comparable."""

    def _merge(self, names: tuple[str, ...]) -> None:
        groups = list(dict.fromkeys(self._groups.get(self.key(name), name) for name in names))
        entered = [group for group in groups if group in self.entries]
        one = (entered or groups)[0]
        for key, group in self._groups.items():
            if group in groups:
                self._groups[key] = one
        self._groups.update((self.key(name), one) for name in names)
        for other in entered[1:]:
            also = self.entries[other]
            self.entries[one] = joined(replace(also, aliases=also.names), self.entries[one])

    def _group(self, name: str) -> str | None:
        return self._groups.get(self.key(name))

    def key(self, name: str) -> str:
        """One key for a full name, whatever its spelling."""
        words = folded_words(name)
        first = self._given_names.get(words[:1], words[:1])
        return "".join(first + words[1:])

    def _comparable(self, given: str) -> tuple[str, ...]:
        words = tuple(word for word in folded_words(given) if word not in _HONORIFICS) or folded_words(given)
        return self._given_names.get(words[:1], words[:1]) + words[1:]

    def apart(self, form: Form, forms: Iterable[Form]) -> bool:
        """Whether the editor keeps this form from one of the others."""
        name = _plain(form.name)
        pairs = [names for names in self._never if name in names]
        return any(_plain(other.name) in names - {name} for names in pairs for other in forms)


def form_of(mention: NameMention) -> Form:
    """The form a full mention prints."""
    return printed_form(mention.given, mention.surname, mention.surface)


def printed_form(given: str | None, surname: str, surface: str) -> Form:
    """The form of a given name and a surname that are printed like this."""
    surface = " ".join(surface.replace("[", "").replace("]", "").split())
    whole = given is None or (given in surface and " " in surface)
    return Form(surface if whole else f"{given} {surname}", given, surname)


def identities_of(forms: Counter[Form], names: Names) -> tuple[Identity, ...]:
    """The identities, each form in exactly one; deterministic for equal counts."""
    identities: list[Identity] = []
    by_surname: dict[str, list[Identity]] = defaultdict(list)
    by_group: dict[str, list[Identity]] = defaultdict(list)
    for form in sorted(forms, key=lambda form: _rank(form, forms, names)):
        key, group = folded_surname(form.surname), names.group(form.name)
        if group is None:
            fitting = [identity for identity in by_surname[key] if _fits(form, identity, names)]
        else:
            fitting = [identity for identity in by_group[group] if not names.apart(form, identity.forms)][:1]
        # A form that could be of several is nobody's but its own.
        home = fitting[0] if len(fitting) == 1 else Identity(group=group)
        home.forms[form] = forms[form]
        if len(fitting) != 1:
            identities.append(home)
            if group is not None:
                by_group[group].append(home)
        if home not in by_surname[key]:
            by_surname[key].append(home)
    return tuple(identities)


def agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two given names can be one person's: equal, or one of them shortened."""
    if "".join(one) == "".join(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    if not shorter or not _same(shorter[0], longer[0]):
        return False
    rest = longer[len(shorter) :]
    middles = all(_same(a, b) for a, b in zip(shorter[1:], longer[1:], strict=False))
    return middles and all(len(word) == 1 or word.endswith(_PATRONYMICS) for word in rest)


def _same(one: str, other: str) -> bool:
    return one == other or (1 in (len(one), len(other)) and one[0] == other[0])


def _rank(form: Form, forms: Mapping[Form, int], names: Names) -> tuple[bool, bool, int, int, str]:
    # The fullest first, so that a shorter form finds all it could belong to.
    given = names.given(form.given) if form.given else ()
    return (
        names.group(form.name) is None,
        bool(given) and len(given[0]) == 1,
        -len(given),
        -forms[form],
        form.name,
    )


def _fits(form: Form, identity: Identity, names: Names) -> bool:
    if names.apart(form, identity.forms):
        return False
    surname = folded_surname(form.surname)
    same = [other for other in identity.forms if folded_surname(other.surname) == surname]
    if form.given is None:
        return any(other.given is None for other in same)
    given = names.given(form.given)
    return any(other.given is not None and agree(given, names.given(other.given)) for other in same)


def earns(
    given: tuple[str, ...],
    surname: str,
    learned: set[str],
    givens: Mapping[str, set[tuple[str, ...]]],
    *,
    whole: bool,
) -> bool:
    """Whether a comparable given name and a surname are a full name after all; `whole` if printed together.

    A given name alone, read with a relative's surname, needs the archive to know just that person.
    """
    if not given:
        return False
    if any(agree(given, other) for other in givens.get(folded_surname(surname), ())):
        return True
    return whole and len(given[0]) > 2 and given[0] in learned


def surname_key(name: str) -> str:
    """The folded surname of a full name, with the particle before it."""
    words = name.split()
    particles = len(words) > 2 and words[-2].islower()
    return folded_surname(" ".join(words[-2:]) if particles else words[-1])


def shared_surnames(known: PeopleFile) -> frozenset[str]:
    """The surnames that several of the file's persons have, folded."""
    held = Counter(surname_key(person.name) for person in known.persons if " " in person.name)
    return frozenset(key for key, count in held.items() if count > 1)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
