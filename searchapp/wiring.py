"""The only place that knows every concrete class: settings to engines and extractors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from searchapp.archive import load_archive
from searchapp.authority.resolution import load_authority, resolve
from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.extract import extract
from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.indexing import Passes, Progress, Report, index_paths
from searchapp.settings import Settings


def open_engine(settings: Settings) -> Engine:
    """The index of these settings; a missing one is told when it is asked something."""
    return EmbeddedEngine(settings.index)


def index(
    settings: Settings, paths: Sequence[Path], *, prune: bool, dry_run: bool, progress: Progress
) -> Report:
    """Bring the index up to date with files and folders."""
    archive = load_archive(settings.archive)
    return index_paths(
        paths,
        open_engine(settings),
        Passes(
            extract=partial(extract, names=partial(name_mentions, lexicon=load_lexicon())),
            resolve=partial(resolve, authority=load_authority(settings.archive, archive)),
        ),
        prune=prune,
        dry_run=dry_run,
        progress=progress,
    )
