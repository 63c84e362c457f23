"""The only place that knows every concrete class: settings to engines and extractors."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from searchapp.archive import load_archive
from searchapp.authority.briefs import Drafts
from searchapp.authority.resolution import Authority, Resolution, load_authority, resolve
from searchapp.authority.slug_file import add_slugs, load_slugs, unwritable
from searchapp.authority.vocabulary import vocabulary
from searchapp.authority.withdrawals import add_withdrawn, load_withdrawn
from searchapp.editing.changes import Applied, Change, apply
from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine, Held, Verification, go_back, held
from searchapp.errors import EngineError, SearchAppError
from searchapp.extract import extract
from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.fingerprint import EXTRACTION, RESOLUTION, fingerprint
from searchapp.history import FILE, NO_NEWS, News, Step, add_step
from searchapp.indexing import ALONE, Passes, Report, Running, index_paths
from searchapp.runs import FILE as RUNS
from searchapp.runs import add_run
from searchapp.settings import Settings

Warn = Callable[[SearchAppError], None]


def open_engine(settings: Settings) -> Engine:
    """The index of these settings; a missing one is told when it is asked something."""
    return EmbeddedEngine(settings.index, processes=settings.processes)


def verify(settings: Settings) -> Verification:
    """Every byte of the index compared with what was written. Raises IndexDamaged."""
    return EmbeddedEngine(settings.index).verify()


def generations(settings: Settings) -> Sequence[Held]:
    """What is kept of the index, newest first. Raises IndexMissing."""
    return held(settings.index)


def roll_back(settings: Settings, number: int | None) -> Held:
    """Serve an earlier generation, by default the one before. Raises InputError and EngineError."""
    return go_back(settings.index, number)


def index(
    settings: Settings,
    paths: Sequence[Path],
    *,
    prune: bool,
    dry_run: bool,
    running: Running = ALONE,
    warn: Warn = lambda _: None,
) -> Report:
    """Bring the index up to date with files and folders; `warn` hears what could not be kept."""
    known = load_known(settings)
    incremental = replace(
        passes(known),
        rules=fingerprint(EXTRACTION, vocabulary(known.archive, known.sources)),
        processes=settings.processes,
        resolve=partial(_resolved, settings=settings, known=known),
        made_by=lambda: fingerprint(RESOLUTION, _with_slugs(known, settings)),
        withdrawn=partial(load_withdrawn, settings.archive),
        keep=partial(_keep, settings=settings, warn=warn),
    )
    engine = open_engine(settings)
    before = _generation(engine)
    report = index_paths(
        paths,
        engine,
        incremental,
        prune=prune,
        dry_run=dry_run,
        running=replace(running, folder=settings.index / "unfinished"),
    )
    if report.generation is not None:
        _remember(settings, before, report.generation, report.news, warn)
    if not dry_run:
        _note(settings, len(report.failures), warn)
    return report


def passes(known: Authority) -> Passes:
    """Both passes alone: everything is read anew, and nothing is kept."""
    return Passes(
        extract=partial(
            extract,
            names=partial(name_mentions, lexicon=load_lexicon()),
            vocabulary=vocabulary(known.archive, known.sources),
        ),
        resolve=partial(resolve, authority=known),
    )


def load_known(settings: Settings) -> Authority:
    """Everything known beside the texts. Raises SettingsError."""
    authority = load_authority(settings.archive, load_archive(settings.archive))
    return replace(authority, slugs=load_slugs(settings.archive))


def edit_people(settings: Settings, change: Change) -> Applied:
    """Write an editor's change into people.toml and the index."""
    engine = open_engine(settings)
    before = _generation(engine)
    applied = apply(change, engine, load_known(settings), settings.archive, _by)
    _remember(settings, before, applied.generation, NO_NEWS, lambda _: None)
    return applied


def _generation(engine: Engine) -> str:
    """The one that is served; empty where there is none."""
    try:
        return engine.generation
    except EngineError:
        return ""


def _remember(settings: Settings, before: str, generation: str, news: News, warn: Warn) -> None:
    """Keep what a generation brought; without it a bookmark cannot tell what is new."""
    if generation == before:
        return
    try:
        add_step(settings.index, Step(before, generation, datetime.now(tz=UTC).date(), news))
    except OSError as error:
        warn(unwritable(settings.index / FILE, error))


def _note(settings: Settings, refused: int, warn: Warn) -> None:
    """Keep what a run refused; without it only who watches the site knows less."""
    try:
        add_run(settings.index, refused=refused, at=time.time())
    except OSError as error:
        warn(unwritable(settings.index / RUNS, error))


def _resolved(drafts: Drafts, *, settings: Settings, known: Authority) -> Resolution:
    return _by(drafts, _with_slugs(known, settings))


def _by(drafts: Drafts, known: Authority) -> Resolution:
    """The drafts resolved, with the fingerprint of what will be known next time."""
    resolution = resolve(drafts, known)
    kept = replace(known, slugs=known.slugs.extended(resolution.given))
    made_by = fingerprint(RESOLUTION, kept)
    return replace(resolution, registry=replace(resolution.registry, made_by=made_by))


def _with_slugs(known: Authority, settings: Settings) -> Authority:
    # Read again by whoever may write now: another run may have given slugs meanwhile.
    return replace(known, slugs=load_slugs(settings.archive))


def _keep(resolution: Resolution, *, settings: Settings, warn: Warn) -> None:
    try:
        add_slugs(settings.archive, resolution.given)
        add_withdrawn(settings.archive, resolution.registry.withdrawn)
    except SearchAppError as error:
        warn(error)
