"""The server behind `searchapp serve`: workers come and go, and no reader keeps another one waiting."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.serving import SEARCHAPP, build_index, get, started
from tests.web.slow_site import LARGE

SLOW_SITE = (sys.executable, "-m", "tests.web.slow_site")
WITHIN = 60.0
"""Seconds that anything may take before a test gives up."""


def eventually(true: Callable[[], bool]) -> bool:
    """Once is enough: of several processes another may be asked next, which does not know yet."""
    deadline = time.monotonic() + WITHIN
    while not (found := true()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0))


def workers(server: subprocess.Popen[bytes]) -> set[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text()
    return {int(pid) for pid in children.split()}


def is_there(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def test_the_site_is_served_by_several_workers(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(index)
    command = [*SEARCHAPP, "serve", "--index", str(index), "--workers", "3"]
    with started(command, log=tmp_path / "log") as (server, address):
        status, html = get(f"{address}/search?q=bushehr")
        assert (status, "2 articles" in html) == (200, True)
        assert len(workers(server)) == 3
        assert f"Serving {address}" in (tmp_path / "log").read_text()


def test_connections_that_are_kept_are_shared_among_the_workers(tmp_path: Path) -> None:
    with ExitStack() as kept, started([*SLOW_SITE, "--workers", "2"], log=tmp_path / "log") as (_, address):
        answered: Counter[bytes] = Counter()

        def both_have_answered() -> bool:
            connection = kept.enter_context(closing(HTTPConnection(urlsplit(address).netloc)))
            connection.request("GET", "/")
            answered[connection.getresponse().read()] += 1
            return len(answered) == 2

        assert eventually(both_have_answered), "one begins later, and has fewer until then"
        for _ in range(40):
            both_have_answered()
        assert min(answered.values()) >= 13


def test_a_worker_takes_what_another_leaves_lying(tmp_path: Path) -> None:
    with (
        ExitStack() as kept,
        started([*SLOW_SITE, "--workers", "2"], log=tmp_path / "log") as (server, address),
    ):
        assert eventually(lambda: len(workers(server)) == 2)
        stopped, _ = workers(server)
        os.kill(stopped, signal.SIGSTOP)
        try:
            for _ in range(10):
                connection = kept.enter_context(connected(address))
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        finally:
            os.kill(stopped, signal.SIGCONT)


def test_proxies_are_believed_where_that_is_set(tmp_path: Path) -> None:
    index = tmp_path / "index"
    build_index(index)
    serve = [*SEARCHAPP, "serve", "--index", str(index), "--workers", "1"]
    for proxies, asked in (("0", "http://127.0.0.1"), ("1", "https://archive.example")):
        command = ["env", f"SEARCHAPP_PROXIES={proxies}", *serve]
        with started(command, log=tmp_path / "log") as (_, address):
            forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "archive.example"}
            with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
                connection.request("GET", "/robots.txt", headers=forwarded)
                assert f"Sitemap: {asked}" in connection.getresponse().read().decode()


def test_a_missing_index_is_told_at_once_and_on_every_page(tmp_path: Path) -> None:
    command = [*SEARCHAPP, "serve", "--index", str(tmp_path / "nothing")]
    with started(command, log=tmp_path / "log") as (_, address):
        assert get(f"{address}/search")[0] == 503
        assert "Run searchapp index" in (tmp_path / "log").read_text()


def test_a_port_that_is_taken_is_bad_input(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [*SEARCHAPP, "serve", "--port", str(port)],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert f"Cannot listen on 127.0.0.1, port {port}: Address already in use." in done.stderr


@pytest.mark.parametrize("how", ["crash", "kill"])
def test_a_worker_that_ends_is_replaced(tmp_path: Path, how: str) -> None:
    with started([*SLOW_SITE, "--workers", "2"], log=tmp_path / "log") as (server, address):
        assert eventually(lambda: len(workers(server)) == 2)
        [gone, _] = before = list(workers(server))
        if how == "kill":
            subprocess.run(["kill", "-KILL", str(gone)], check=True)
        else:
            with pytest.raises((ConnectionError, OSError)):
                get(f"{address}/crash")
        assert get(address)[0] == 200
        assert eventually(lambda: len(workers(server)) == 2 and workers(server) != set(before))
        assert "Another takes its place." in (tmp_path / "log").read_text()


def test_an_answer_that_hangs_costs_its_worker_and_not_the_site(tmp_path: Path) -> None:
    with started([*SLOW_SITE, "--longest", "0.5"], log=tmp_path / "log") as (_, address):
        first = get(address)[1]
        with pytest.raises((ConnectionError, OSError)):
            get(f"{address}/hang")
        assert eventually(lambda: get(address)[1] != first)
        assert "in site" in (tmp_path / "log").read_text(), "no traceback of where it hung"


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_what_is_under_way_is_finished_before_the_end(tmp_path: Path, stop: signal.Signals) -> None:
    with ThreadPoolExecutor() as reader, started(SLOW_SITE, log=tmp_path / "log") as (server, address):
        assert get(address)[0] == 200
        asked = reader.submit(get, f"{address}/slow")
        time.sleep(0.5)
        server.send_signal(stop)
        assert len(asked.result()[1]) == LARGE
        assert server.wait(WITHIN) == 0
        assert (tmp_path / "log").read_text() == ""


def test_a_reader_who_stays_does_not_keep_the_server(tmp_path: Path) -> None:
    with started(SLOW_SITE, log=tmp_path / "log") as (server, address), connected(address) as idle:
        idle.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert idle.recv(4096).startswith(b"HTTP/1.1 200")
        server.terminate()
        assert server.wait(WITHIN) == 0


def test_no_worker_outlives_the_server(tmp_path: Path) -> None:
    with started([*SLOW_SITE, "--workers", "2"], log=tmp_path / "log") as (server, _):
        assert eventually(lambda: len(workers(server)) == 2)
        orphans = workers(server)
        server.kill()
        assert eventually(lambda: not any(map(is_there, orphans)))


def test_readers_who_send_slowly_keep_nobody_waiting(tmp_path: Path) -> None:
    parts = (b"GET / HTTP/1.1\r\nHost: loc", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab")
    with ExitStack() as slow, started(SLOW_SITE, log=tmp_path / "log") as (_, address):
        for part in parts * 10:
            slow.enter_context(connected(address)).sendall(part)
        assert get(address)[0] == 200


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET /" + b"x" * 100_000, b"431"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 999999\r\n\r\n", b"413"),
    ],
)
def test_what_is_too_large_is_refused(tmp_path: Path, asked: bytes, status: bytes) -> None:
    with started(SLOW_SITE, log=tmp_path / "log") as (_, address), connected(address) as connection:
        connection.sendall(asked)
        assert connection.recv(4096).split()[1] == status
