"""A running site, built and served by the command line alone: nothing here knows the package's inside."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "seeds"
SEARCHAPP = (sys.executable, "-m", "searchapp")
"""The command as this tree has it; test_packaging gives an installed one instead."""

STARTS_WITHIN = 30.0
ENDS_WITHIN = 10.0
"""In seconds."""


def build_index(folder: Path, *texts: Path, command: Sequence[str] = SEARCHAPP, cwd: Path = ROOT) -> None:
    """Index texts, by default the sample articles, into a folder."""
    done = subprocess.run(
        [*command, "index", *map(str, texts or (SEEDS,)), "--index", str(folder)],
        cwd=cwd,
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"searchapp index ended with {done.returncode}:\n{done.stdout}{done.stderr}")


@contextmanager
def serving(index: Path, *, command: Sequence[str] = SEARCHAPP, cwd: Path = ROOT) -> Iterator[str]:
    """Serve an index on a free port of this machine; gives the site's address, without a last slash."""
    serve = [*command, "serve", "--index", str(index)]
    with started(serve, log=index.with_suffix(".log"), cwd=cwd) as (_, address):
        yield address


@contextmanager
def started(
    command: Sequence[str], *, log: Path, cwd: Path = ROOT
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server that takes `--port`, and its address; what it prints is in the log. It is ended in the end."""
    port = free_port()
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command, "--port", str(port)],
            cwd=cwd,
            env=_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(server, port, log)
            yield server, f"http://127.0.0.1:{port}"
        finally:
            _end(server)


def get(url: str) -> tuple[int, str]:
    """Status and text of an address, without following a redirect."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    try:
        connection.request("GET", parts._replace(scheme="", netloc="").geturl() or "/")
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("SEARCHAPP_")}


def free_port() -> int:
    """One that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"searchapp serve did not start (exit code {server.poll()}):\n{log.read_text()}")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
