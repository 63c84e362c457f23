"""One process that answers requests: several at once, until it is told to stop or one of them hangs."""

from __future__ import annotations

import faulthandler
import logging
import os
import select
import signal
import sys
import time
from collections.abc import Iterable, Sequence
from socket import socket
from threading import get_ident
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from searchapp.cli.shares import Shares

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST = 30.0
"""Seconds that one answer may take; searches end themselves long before."""
LIMITS = {
    "connection_limit": 1000,
    "backlog": 1024,
    "channel_timeout": 30,
    "cleanup_interval": 5,
    "max_request_header_size": 64 * 1024,
    "max_request_body_size": 64 * 1024,
}
"""Of one process, in sockets, seconds and bytes. Nothing that is asked here needs a body."""
DRAIN = 5.0
"""Seconds that answers under way have when the process is told to stop."""
PATIENCE = 3.0
"""Seconds for which a request is then waited for that has begun to come, or the first of a connection."""
_TICK = 1.0
_LEFT_TO_OTHERS = 0.05
"""Seconds for which a new connection is left to processes that have fewer; then it is taken after all."""

_log = logging.getLogger(__name__)


def answer(
    app: WSGIApplication,
    listeners: Sequence[socket],
    *,
    threads: int,
    parent: int,
    shares: Shares | None = None,
    place: int = 0,
) -> None:
    """Answer until SIGTERM comes or the parent process is gone, and finish what is under way.

    Of several processes each has a place in what they share, and leaves connections to those that have fewer.
    """
    shares = shares or Shares(1)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits is nothing unusual
    watch = _Watch(app)
    sockets: dict[int, Any] = {}
    create_server(
        watch,
        map=sockets,
        sockets=listeners,
        threads=threads,
        ident=None,
        clear_untrusted_proxy_headers=False,  # whom to believe is a setting of the site
        **LIMITS,
    )
    told, took = _Told(sockets), 0.0
    while not told.to_stop and os.getppid() == parent:
        shares.tell(place, len(_channels(sockets)))
        is_taking, seconds = True, _TICK
        if shares.is_ahead(place):  # what it reads and writes meanwhile does not shorten the time
            left = took + _LEFT_TO_OTHERS - time.monotonic()
            is_taking, seconds = left <= 0, max(left, 0)
        _turn(sockets, seconds, is_taking=is_taking)
        if is_taking:
            took = time.monotonic()
        watch.look()
    _drain(sockets)


class _Told:
    """Whether SIGTERM came."""

    def __init__(self, sockets: dict[int, Any]) -> None:
        self.to_stop = False
        self._sockets = sockets
        signal.signal(signal.SIGTERM, self._hear)

    def _hear(self, *_: object) -> None:
        self.to_stop = True
        for server in _servers(self._sockets):
            server.pull_trigger()  # so that nobody waits for a request first


def _turn(sockets: dict[int, Any], seconds: float, *, is_taking: bool = True) -> None:
    """Read and write once what can be, or wait so long for it; take new connections, or leave them."""
    for server in _servers(sockets):
        server.accepting = is_taking
    wasyncore.loop(timeout=seconds, use_poll=True, map=sockets, count=1)


def _servers(sockets: dict[int, Any]) -> list[Any]:
    return [each for each in sockets.values() if isinstance(each, BaseWSGIServer)]


def _drain(sockets: dict[int, Any]) -> None:
    """Take no more connections, and close each when it is asked nothing any more."""
    began = time.monotonic()
    while (channels := _channels(sockets)) and (spent := time.monotonic() - began) < DRAIN:
        for channel in channels:
            if not _is_asked(channel, is_patient=spent < PATIENCE):
                channel.will_close = True
        _turn(sockets, 0.1, is_taking=False)


def _is_asked(channel: Any, *, is_patient: bool) -> bool:
    """Whether a connection's answer is made or sent, or a request is on its way: it would be lost unread."""
    if channel.requests or channel.total_outbufs_len or _has_come(channel.socket):
        return True
    is_new = channel.last_activity == channel.creation_time
    return is_patient and (is_new or channel.request is not None)


def _has_come(connection: socket) -> bool:
    """Whether there is something to be read."""
    looking = select.poll()
    looking.register(connection, select.POLLIN)
    return bool(looking.poll(0))


def _channels(sockets: dict[int, Any]) -> list[Any]:
    return [each for each in sockets.values() if isinstance(each, HTTPChannel)]


class _Watch:
    """An application, and since when it has been at each answer.

    An answer that takes too long ends the process, with a traceback of every thread on stderr: nothing
    less stops a thread, and the supervisor starts another process.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self._since: dict[int, float] = {}
        self._next_look = 0.0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        thread = get_ident()
        self._since[thread] = time.monotonic()
        try:
            return self._app(environ, start_response)
        finally:
            del self._since[thread]

    def look(self) -> None:
        """To be called again and again. Where that stops, since all threads hang, the process ends too."""
        now = time.monotonic()
        if now < self._next_look:
            return
        self._next_look = now + _TICK
        if now - min(self._since.copy().values(), default=now) > LONGEST:
            _log.error("An answer took longer than %s seconds", LONGEST)
            faulthandler.dump_traceback(sys.stderr)
            os._exit(1)
        faulthandler.dump_traceback_later(LONGEST, exit=True)
