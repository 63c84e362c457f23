"""Readers counted by all processes together, in a real Redis; without it they are counted by each alone."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from searchapp.settings import Settings
from searchapp.web import create_app
from tests.browser.serving import free_port
from tests.web import samples
from tests.web.conftest import Archive
from tests.web.test_server import eventually


def answers(port: int) -> bool:
    try:
        with closing(socket.create_connection(("127.0.0.1", port), timeout=1)) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


class Redis:
    """A server of its own, which keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.port, self._folder = free_port(), folder
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        self.process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL)
        assert eventually(lambda: answers(self.port))

    def end(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is missing: counting in Redis was NOT tried (apt-get install redis-server)")
    server = Redis(tmp_path)
    yield server
    server.end()


def process_of(redis: Redis) -> FlaskClient:
    """The site as one process has it."""
    settings = replace(Settings(), rate="3/minute", rate_storage=redis.url)
    return create_app(settings, samples.engine(), Archive()).test_client()


def statuses(*clients: FlaskClient) -> list[int]:
    return [client.get("/search").status_code for client in clients]


def test_processes_count_together(redis: Redis) -> None:
    one, other = process_of(redis), process_of(redis)
    assert statuses(one, other, one, other, one) == [200, 200, 200, 429, 429]
    assert 1 <= int(other.get("/search").headers["Retry-After"]) <= 60


def test_each_counts_alone_while_redis_is_away(redis: Redis) -> None:
    one, other = process_of(redis), process_of(redis)
    assert statuses(one, one, one, other) == [200, 200, 200, 429]
    redis.end()
    assert statuses(one, one, one, one, other) == [200, 200, 200, 429, 200]


def test_a_redis_that_hangs_costs_a_moment_and_no_answer(redis: Redis) -> None:
    client = process_of(redis)
    redis.process.send_signal(signal.SIGSTOP)
    began = time.monotonic()
    assert statuses(client, client, client, client) == [200, 200, 200, 429]
    assert time.monotonic() - began < 20, "somebody waits for ever"
