"""The names that an archive's own files know: given to every extraction, which reads no files itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_NOT_ALNUM = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Publications as they are pointed to; sources and places as keys, to be looked up."""

    publications: tuple[str, ...] = ()
    """Names and aliases, the longest first."""
    sources: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    """The keys of sources that are printed in capitals only: MIA is one, Mia is not."""
    places: frozenset[str] = frozenset()
    """Words after which `radio` and `television` name a broadcaster: Moscow, Georgian."""

    @classmethod
    def of(
        cls, *, publications: Iterable[str] = (), sources: Iterable[str] = (), places: Iterable[str] = ()
    ) -> Vocabulary:
        """A vocabulary of names as printed."""
        bare = {_bare(name) for name in publications}
        printed = tuple(sources)
        mixed = frozenset(_key(name) for name in printed if not name.isupper())
        return cls(
            publications=tuple(sorted(bare, key=lambda name: (-len(name), name))),
            sources=frozenset(map(_key, printed)),
            acronyms=frozenset(map(_key, printed)) - mixed,
            places=frozenset(places),
        )

    def has_source(self, name: str) -> bool:
        """Whether a name is a source's, with or without hyphens; in whatever case, but for acronyms."""
        key = _key(name)
        return key in self.sources and (key not in self.acronyms or _bare(name).isupper())


NO_NAMES = Vocabulary()
"""Where nothing is known: an article's own publication still is pointed to, and parentheses are read."""


def _bare(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


# An archive's names are printed again and again.
@lru_cache(maxsize=8192)
def _key(name: str) -> str:
    return _NOT_ALNUM.sub(" ", _bare(name)).strip().casefold()
