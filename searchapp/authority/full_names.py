"""Which mentions are full names, now that all articles are known: gathered in two walks over them.

The first learns given names of those that are certain; by these the second reads the candidates.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from searchapp.authority.bindings import Holder, Number
from searchapp.authority.briefs import Brief
from searchapp.authority.identities import Form, Identity, Names, earns, printed_form
from searchapp.model.draft import Manner, NameMention
from searchapp.text.fold import folded_surname

_KEPT = 65536


class Learned:
    """The given names of certain full names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.given: set[str] = set()
        """First words of given names."""
        self.givens: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        """The given names that a surname was printed with, by the folded surname."""
        self.certain = lru_cache(_KEPT)(self._certain)
        """The form of a mention that is a full name by itself, or by people.toml."""

    def add(self, brief: Brief) -> None:
        """An article."""
        for mention in brief.names:
            if mention.given or mention.manner is Manner.FULL:
                form = self.certain(mention.given, mention.surname, mention.manner, mention.surface)
                if form is not None and form.given:
                    words = self.names.given(form.given)
                    self.given.add(words[0])
                    self.givens[folded_surname(form.surname)].add(words)

    def _certain(self, given: str | None, surname: str, manner: Manner, surface: str) -> Form | None:
        form = printed_form(given, surname, surface)
        known = manner is Manner.FULL or self.names.group(form.name) is not None
        return form if known else None


@dataclass(slots=True)
class _Told:
    """What is printed with a form."""

    count: int = 0
    since: date | None = None
    """The first day of an article that prints it; None where some have no day."""
    roles: set[str] = field(default_factory=set)
    """In lower case."""


class FullNames:
    """The full names of all articles, gathered in order of id."""

    def __init__(self, learned: Learned) -> None:
        self._learned = learned
        self._forms: dict[Form, _Told] = {}
        self._promoted = lru_cache(_KEPT)(self._read)

    def form(self, given: str | None, surname: str, manner: Manner, surface: str) -> Form | None:
        """The form of a mention that has a given name or is full; None where it is no full name after all."""
        return self._learned.certain(given, surname, manner, surface) or self._promoted(
            given, surname, manner, surface
        )

    def add(self, brief: Brief, day: date | None) -> None:
        """An article and its day."""
        for mention, form in self._in_order(brief.names):
            told = self._forms.get(form)
            if told is None:
                told = self._forms[form] = _Told(since=day)
            elif told.since is not None:
                told.since = None if day is None else min(told.since, day)
            told.count += 1
            if mention.role:
                told.roles.add(mention.role.casefold())

    def counts(self) -> Counter[Form]:
        """How often each is printed."""
        return Counter({form: told.count for form, told in self._forms.items()})

    def holders(
        self, numbers: Mapping[Form, Number], identities: Sequence[Identity]
    ) -> dict[str, tuple[Holder, ...]]:
        """Who holds each surname by a full name, and since when."""
        seen: dict[str, dict[Number, list[date | None]]] = defaultdict(lambda: defaultdict(list))
        for form, told in self._forms.items():
            number = numbers[form]
            if form.given or identities[number].group:
                seen[folded_surname(form.surname)][number].append(told.since)
        return {
            key: tuple(Holder(identity=number, since=_first(days)) for number, days in sorted(found.items()))
            for key, found in seen.items()
        }

    def roles(self, numbers: Mapping[Form, Number]) -> dict[Number, frozenset[str]]:
        """The roles printed with each identity's full names."""
        roles: dict[Number, set[str]] = defaultdict(set)
        for form, told in self._forms.items():
            if told.roles:
                roles[numbers[form]] |= told.roles
        return {number: frozenset(found) for number, found in roles.items()}

    def forget(self) -> None:
        """Let go of what was gathered; forms are still told."""
        self._forms = {}

    def _in_order(self, names: Iterable[NameMention]) -> list[tuple[NameMention, Form]]:
        """An article's full names; those that were certain from the first come first."""
        certain, promoted = [], []
        for mention in names:
            given, manner = mention.given, mention.manner
            if given is None and manner is not Manner.FULL:
                continue
            if form := self._learned.certain(given, mention.surname, manner, mention.surface):
                certain.append((mention, form))
            elif form := self._promoted(given, mention.surname, manner, mention.surface):
                promoted.append((mention, form))
        return certain + promoted

    def _read(self, given: str | None, surname: str, manner: Manner, surface: str) -> Form | None:
        if given is None:
            return None
        learned = self._learned
        words = learned.names.given(given)
        whole = " " in surface and manner is Manner.SURNAME
        earned = earns(words, surname, learned.given, learned.givens, whole=whole)
        return printed_form(given, surname, surface) if earned else None


def _first(days: list[date | None]) -> date | None:
    return None if None in days else min(day for day in days if day)
