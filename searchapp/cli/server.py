"""`searchapp serve`: the site behind a production WSGI server with several processes, until interrupted."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable
from contextlib import ExitStack

from searchapp.archive import load_archive
from searchapp.cli.answering import answer
from searchapp.cli.shares import Shares
from searchapp.cli.supervisor import supervise
from searchapp.errors import N_, InputError, Message, SearchAppError
from searchapp.query.periods import warm
from searchapp.settings import Settings
from searchapp.web import compile_templates, create_app, warm_up
from searchapp.wiring import open_engine


def serve(settings: Settings, *, announce: Callable[[str, SearchAppError | None], None]) -> None:
    """Answer requests until interrupted. Raises InputError where the address cannot be listened on."""
    app = create_app(settings, open_engine(settings), load_archive(settings.archive))
    given = _given()
    listeners = given or _listeners(settings)
    compile_templates(app)
    warm()
    # An engine of its own is asked: this process would hold on to what it opened for ever.
    address = _name(given[0]) if given else f"{settings.host}:{settings.port}"
    announce(f"http://{address}", open_engine(settings).trouble)
    supervisor = os.getpid()

    shares = Shares(settings.workers)

    def work(place: int) -> None:
        warm_up(app)
        answer(app, listeners, threads=settings.threads, parent=supervisor, shares=shares, place=place)

    gc.collect()
    gc.freeze()  # what all processes share is not looked through by any, and so not copied
    supervise(settings.workers, work)


def _given() -> list[socket.socket]:
    """What a service manager listens on for this process, whether that runs or not (sd_listen_fds(3))."""
    told = {name: os.environ.pop(f"LISTEN_{name}", "") for name in ("PID", "FDS", "FDNAMES")}
    if told["PID"] != str(os.getpid()) or not told["FDS"].isdecimal():
        return []
    listeners = [socket.socket(fileno=number) for number in range(_FIRST, _FIRST + int(told["FDS"]))]
    for each in listeners:
        each.set_inheritable(False)
    return listeners


_FIRST = 3
"""The first file that is handed over."""


def _name(listener: socket.socket) -> str:
    name = listener.getsockname()
    return f"{name[0]}:{name[1]}" if isinstance(name, tuple) else f"unix:{name}"


def _listeners(settings: Settings) -> list[socket.socket]:
    """A listening socket for each address that the host has; `localhost` has two."""
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)
        addresses = dict.fromkeys((family, address) for family, _, _, _, address in found)
        with ExitStack() as opened:
            listeners = [
                opened.enter_context(socket.create_server(address, family=family))
                for family, address in addresses
            ]
            opened.pop_all()
    except (OSError, UnicodeError) as error:  # UnicodeError: a text that cannot be a host
        raise _cannot_listen(settings, error) from error
    return listeners


def _cannot_listen(settings: Settings, error: Exception) -> InputError:
    return InputError(
        Message.of(
            N_("Cannot listen on %(host)s, port %(port)s: %(reason)s."),
            host=settings.host,
            port=settings.port,
            reason=(getattr(error, "strerror", None) or str(error)).partition(" (")[0],
        ),
        Message.of(N_("Choose another with --host and --port.")),
    )
