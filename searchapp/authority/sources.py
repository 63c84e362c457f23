"""Who is cited: printed names of sources become identities, each with one slug and one label.

Two spellings with the same slug are the same source (Vremya MN, Vremya-MN); others that are the same
are listed in `sources.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from searchapp.archive import SHIPPED
from searchapp.archive.tables import record, toml_table
from searchapp.authority.slugs import slugify
from searchapp.model.draft import CitedDays
from searchapp.model.registry import Source

Kind = Annotated[str, ("wire", "newspaper", "broadcast", "web")]

_COLLECTIVE = re.compile(
    r"\b(?:agencies|media|sources|press reports|newspapers|wires|dailies|weeklies|channels|services)$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"\s+(?:and|&)\s+|\s*/\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRules:
    """What `sources.toml` says of one source."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: Kind | None = None
    collective: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    sources: tuple[SourceRules, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Who is meant by a printed name."""

    slug: str
    label: str
    collective: bool
    listed: bool
    """In a file of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceBook:
    """The identities of an archive's sources, by the slug of each way to print them."""

    by_slug: Mapping[str, SourceRules]
    labels: Mapping[str, str]
    """How sources that no file lists are printed most often, by slug."""
    _read: dict[str, tuple[Cited, ...]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def cited(self, printed: str) -> tuple[Cited, ...]:
        """Whom a printed name stands for, which may be several."""
        found = self._read.get(printed)
        if found is None:
            slugs = map(self.slug, self.parted(printed))
            found = self._read[printed] = tuple(
                Cited(
                    slug=slug,
                    label=self.label(slug),
                    collective=self.collective(slug),
                    listed=slug in self.by_slug,
                )
                for slug in slugs
            )
        return found

    def slug(self, printed: str) -> str:
        """The identity of a printed name."""
        own = _own_slug(printed)
        listed = self.by_slug.get(own)
        return _own_slug(listed.name) if listed else own

    def label(self, slug: str) -> str:
        """How an identity is shown."""
        listed = self.by_slug.get(slug)
        return listed.name if listed else self.labels.get(slug, slug)

    def collective(self, slug: str) -> bool:
        """Whether it stands for several sources at once: `Western agencies`."""
        listed = self.by_slug.get(slug)
        return listed.collective if listed else _COLLECTIVE.search(self.label(slug)) is not None

    def parted(self, printed: str) -> tuple[str, ...]:
        """The names in one, where each is listed: `Reuters and AFP`; else the name as it is."""
        if _own_slug(printed) in self.by_slug:
            return (printed,)
        parts = tuple(_TOGETHER.split(printed))
        listed = len(parts) > 1 and all(_own_slug(part) in self.by_slug for part in parts)
        return parts if listed else (printed,)


def load_sources(folder: Path) -> tuple[SourceRules, ...]:
    """The shipped sources, then those of `<folder>/sources.toml`. Raises SettingsError."""
    paths = (SHIPPED / "sources.toml", folder / "sources.toml")
    return tuple(rules for path in paths for rules in record(_File, toml_table(path), path).sources)


def printed_sources(citations: Iterable[CitedDays]) -> Iterator[str]:
    """The names of sources as citations print them, each as often as they do."""
    return (cited.source for cited in citations if cited.source)


def source_book(rules: Iterable[SourceRules], printed: Mapping[str, int]) -> SourceBook:
    """The identities for an archive that prints these names, with how often.

    Later rules win over earlier ones for the names they list.
    """
    by_slug: dict[str, SourceRules] = {}
    for listed in rules:
        by_slug.update(dict.fromkeys(map(_own_slug, (*listed.aliases, listed.name)), listed))
    return SourceBook(by_slug=by_slug, labels=_labels(printed))


def source_records(
    articles: Mapping[str, int], printed: Iterable[str], book: SourceBook
) -> tuple[Source, ...]:
    """The record of every source, sorted by slug, from how many articles cite it."""
    spellings: dict[str, set[str]] = {}
    for names in printed:
        for name in book.parted(names):
            spellings.setdefault(book.slug(name), set()).add(_bare(name))
    return tuple(_record(slug, articles[slug], spellings.get(slug, set()), book) for slug in sorted(articles))


def _record(slug: str, articles: int, spellings: set[str], book: SourceBook) -> Source:
    listed = book.by_slug.get(slug)
    name = book.label(slug)
    return Source(
        slug=slug,
        name=name,
        aliases=tuple(sorted({*spellings, *(listed.aliases if listed else ())} - {name})),
        collective=book.collective(slug),
        kind=listed.kind if listed else None,
        articles=articles,
    )


def _labels(printed: Mapping[str, int]) -> Mapping[str, str]:
    """The commonest spelling of each slug; of equally common ones the first in the alphabet."""
    labels: dict[str, str] = {}
    for name, _ in sorted(printed.items(), key=lambda spelling: (-spelling[1], spelling[0])):
        labels.setdefault(_own_slug(name), _bare(name))
    return labels


def _bare(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


@lru_cache(maxsize=16384)
def _own_slug(name: str) -> str:
    return slugify(_bare(name))
