"""How an archive prints its people, from the drafts: full names, and single ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from searchapp.authority.identities import form_of
from searchapp.model.draft import Draft
from searchapp.model.registry import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The names printed anywhere, with how often."""

    full: Counter[str]
    """With a given name."""
    single: Counter[str]

    @classmethod
    def of(cls, drafts: Iterable[Draft]) -> Spellings:
        """Those of an archive's drafts."""
        full: Counter[str] = Counter()
        single: Counter[str] = Counter()
        for draft in drafts:
            for mention in draft.names:
                (full if mention.given else single)[form_of(mention).name] += 1
        return cls(full=full, single=single)

    def full_names(self, person: Person) -> tuple[str, ...]:
        """A person's full names that are printed, the label first, then the most frequent."""
        own = [name for name in (person.name, *person.aliases) if self.full[name]]
        return tuple(sorted(own, key=lambda name: (name != person.name, -self.full[name], name)))

    def names(self, person: Person) -> tuple[str, ...]:
        """A person's full names, or the single ones of whoever has no full name in print."""
        own = [name for name in (person.name, *person.aliases) if self.single[name]]
        return self.full_names(person) or tuple(own) or (person.name,)

    def count(self, name: str) -> int:
        """How often a name is printed, for whomever."""
        return self.full[name] or self.single[name]
