"""The only place that knows every concrete class: settings to engines, extractors and the site."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from searchapp.archive import load_archive
from searchapp.authority.resolution import load_authority, resolve
from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import N_, IndexMissing, InputError, Message, SearchAppError
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


def serve(settings: Settings, *, announce: Callable[[str, SearchAppError | None], None]) -> None:
    """Answer requests until interrupted. Raises InputError where the address cannot be listened on."""
    # Only this command needs a server and the site.
    from waitress.server import create_server

    from searchapp.web import create_app

    engine = open_engine(settings)
    app = create_app(settings, engine, load_archive(settings.archive))
    try:
        server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads)
    except (OSError, socket.gaierror) as error:
        raise InputError(
            Message.of(
                N_("Cannot listen on %(host)s, port %(port)s: %(reason)s."),
                host=settings.host,
                port=settings.port,
                reason=error.strerror or error,
            ),
            Message.of(N_("Choose another with --host and --port.")),
        ) from error
    announce(f"http://{settings.host}:{settings.port}", _trouble(engine))
    try:
        server.run()
    finally:
        server.close()


def _trouble(engine: Engine) -> SearchAppError | None:
    try:
        _ = engine.generation
    except IndexMissing as error:
        return error
    return None
