"""`searchapp serve`: the site behind a production WSGI server, until interrupted."""

from __future__ import annotations

from collections.abc import Callable

from waitress.server import create_server

from searchapp.archive import load_archive
from searchapp.engines.base import Engine
from searchapp.errors import N_, IndexMissing, InputError, Message, SearchAppError
from searchapp.query.periods import warm
from searchapp.settings import Settings
from searchapp.web import create_app
from searchapp.wiring import open_engine


def serve(settings: Settings, *, announce: Callable[[str, SearchAppError | None], None]) -> None:
    """Answer requests until interrupted. Raises InputError where the address cannot be listened on."""
    engine = open_engine(settings)
    app = create_app(settings, engine, load_archive(settings.archive))
    try:
        server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads)
    except (OSError, ValueError) as error:  # ValueError: a host that has no address
        raise InputError(
            Message.of(
                N_("Cannot listen on %(host)s, port %(port)s: %(reason)s."),
                host=settings.host,
                port=settings.port,
                reason=getattr(error, "strerror", None) or error,
            ),
            Message.of(N_("Choose another with --host and --port.")),
        ) from error
    warm()
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
