"""Requests that arrive when they are due, whatever the server does: an open loop over kept connections.

A request's time counts from the moment it was due, so that waiting for a connection counts as waiting for
the server does. One thread; of HTTP no more than what a page with a Content-Length needs.
"""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
_LONGEST = 30.0
"""Seconds after the last request was due until those without an answer have failed."""


@dataclass
class Arrived:
    """What came of one stretch of requests."""

    seconds: list[float] = field(default_factory=list)
    """Of each page, from when it was due until its last byte had come."""
    tardy: float = 0.0
    """Seconds that the generator itself was late at most, a connection being free."""
    failed: list[str] = field(default_factory=list)
    bytes: int = 0


def due_times(rate: float, seconds: float, *, poisson: bool, seed: int) -> Iterator[float]:
    """Seconds after the beginning, evenly or at random."""
    draw, at = random.Random(f"arrivals {seed}"), 0.0
    for number in range(round(rate * seconds)):
        yield at
        at = at + draw.expovariate(rate) if poisson else (number + 1) / rate


class Clients:
    """So many connections, each with one request at a time."""

    def __init__(self, port: int, number: int) -> None:
        self._port, self._number = port, number
        self._free: deque[_Connection] = deque()
        self._waiting: deque[tuple[float, bytes]] = deque()
        self._under_way = 0
        self._idle = asyncio.Event()
        self._opening = set[asyncio.Task[None]]()
        self.arrived = Arrived()

    async def connect(self) -> None:
        for _ in range(self._number):
            await self._connect()

    async def _connect(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                await loop.create_connection(lambda: _Connection(self), "127.0.0.1", self._port)
            except OSError as error:
                self.arrived.failed.append(f"connecting: {error.strerror}")
                await asyncio.sleep(0.1)
            else:
                return

    async def ask(self, due: Iterator[float], requests: Sequence[bytes]) -> Arrived:
        """Sends the requests in turn, again and again, at their times."""
        self.arrived = Arrived()
        began = time.perf_counter()
        for number, offset in enumerate(due):
            if (ahead := began + offset - time.perf_counter()) > 0:
                await asyncio.sleep(ahead)
            if self._free:
                self.arrived.tardy = max(self.arrived.tardy, time.perf_counter() - began - offset)
            self._waiting.append((began + offset, requests[number % len(requests)]))
            self._idle.clear()
            self._send()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), _LONGEST)
        self.arrived.failed += ["no answer"] * (self._under_way + len(self._waiting))
        return self.arrived

    def ready(self, connection: _Connection) -> None:
        """It may be asked, for the first time or again."""
        self._free.append(connection)
        self._send()
        if not self._under_way:
            self._idle.set()

    def done(self, connection: _Connection, due: float, status: bytes, size: int) -> None:
        self._under_way -= 1
        self.arrived.bytes += size
        if status == b"200":
            self.arrived.seconds.append(time.perf_counter() - due)
        else:
            self.arrived.failed.append(f"status {status.decode()}")
        self.ready(connection)

    def lost(self, connection: _Connection, *, asked: bool) -> None:
        """It was closed; another takes its place. What it was asked has failed."""
        if asked:
            self._under_way -= 1
            self.arrived.failed.append("connection lost")
        else:
            self._free.remove(connection)
        again = asyncio.get_running_loop().create_task(self._connect())
        self._opening.add(again)
        again.add_done_callback(self._opening.discard)

    def _send(self) -> None:
        while self._free and self._waiting:
            self._under_way += 1
            self._free.popleft().ask(*self._waiting.popleft())


class _Connection(asyncio.Protocol):
    """One connection that is kept."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._read = bytearray()
        self._due = 0.0
        self._asked = False
        self._whole = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._clients.ready(self)

    def ask(self, due: float, request: bytes) -> None:
        self._due, self._asked, self._whole = due, True, 0
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._read += data
        if not self._whole and (head := self._read.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._read, 0, head + 2)
            self._whole = head + 4 + (int(length[1]) if length else 0)
        if self._whole and len(self._read) >= self._whole:
            status, size = bytes(self._read[9:12]), len(self._read)
            self._read.clear()
            self._asked = False
            self._clients.done(self, self._due, status, size)

    def connection_lost(self, _: Exception | None) -> None:
        self._clients.lost(self, asked=self._asked)
