"""What readers' names for people, sources and publications mean in a registry. Built once, then quick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from searchapp.engines.suggestions import Beginnings
from searchapp.model.registry import Publication, Registry, Source
from searchapp.model.search import NONE
from searchapp.text.analyze import stem, words
from searchapp.text.names import NameIndex

_KEPT = 4096


class Naming:
    """The names of one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.meant = lru_cache(_KEPT)(self._meant)

    @cached_property
    def people(self) -> NameIndex:
        """Their names, in any spelling."""
        return NameIndex(self._registry.people)

    def synonyms(self, text: str) -> Sequence[str]:
        """What else the archive calls what a word or phrase means, in whatever form it stands."""
        return self._synonyms.get(tuple(map(stem, words(text))), ()) if self._synonyms else ()

    @cached_property
    def beginnings(self) -> Beginnings:
        """Names and numbers, by how they begin."""
        return Beginnings(self._registry)

    def moved(self, field: str) -> Mapping[str, str]:
        """The slugs that a field's values had before -> those they have."""
        return {each.old: each.new for each in self._registry.redirects if each.field == field}

    def _meant(self, field: str, text: str) -> frozenset[str]:
        """The slugs a reader means by a name.

        A slug is itself, and one from before is what it became. A person's words must all be in one name or
        alias of theirs, in any spelling and script; a source or publication is meant by its whole name or an
        alias, never by a word of it.
        """
        slug = text.lower()
        if slug == NONE or slug in self._slugs[field]:
            return frozenset((slug,))
        now = self.moved(field).get(slug)
        if now is not None:
            return frozenset((now,))
        if field == "person":
            return self.people.meant(text)
        return frozenset(self._forms[field].get(words(text), ()))

    @cached_property
    def _synonyms(self) -> Mapping[tuple[str, ...], Sequence[str]]:
        """The stems of each word or phrase -> the others of its groups."""
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for group in self._registry.synonyms:
            for each in group:
                others = found[tuple(map(stem, words(each)))]
                others += [other for other in group if other != each and other not in others]
        return dict(found)

    @cached_property
    def _slugs(self) -> Mapping[str, frozenset[str]]:
        registry = self._registry
        return {
            "publication": frozenset(record.slug for record in registry.publications),
            "person": frozenset(record.slug for record in registry.people),
            "source": frozenset(record.slug for record in registry.sources),
        }

    @cached_property
    def _forms(self) -> Mapping[str, Mapping[tuple[str, ...], Sequence[str]]]:
        """Field -> the words of a name or alias -> slugs."""
        return {
            "publication": _by_form(self._registry.publications),
            "source": _by_form(self._registry.sources),
        }


def _by_form(records: Iterable[Publication | Source]) -> Mapping[tuple[str, ...], Sequence[str]]:
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for record in records:
        for form in (record.name, *record.aliases):
            if spelt := words(form):
                found[spelt].append(record.slug)
    return found
