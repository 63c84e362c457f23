"""What extraction has to know of an archive's files: its publications, its sources, the world's places."""

from __future__ import annotations

from collections.abc import Iterable

from searchapp.archive import ArchiveConfig
from searchapp.authority.sources import SourceRules
from searchapp.extract.lexicon import Kind, load_lexicon
from searchapp.extract.vocabulary import Vocabulary


def vocabulary(archive: ArchiveConfig, sources: Iterable[SourceRules]) -> Vocabulary:
    """The names of archive.toml and sources.toml, aliases too."""
    kinds = load_lexicon().kinds
    return Vocabulary.of(
        publications=(name for each in archive.publications for name in (each.name, *each.aliases)),
        sources=(name for each in sources for name in (each.name, *each.aliases)),
        places=(word for word, kind in kinds.items() if kind in (Kind.PLACE, Kind.PEOPLE)),
    )
