"""Engines in processes of their own: started, watched, asked one line at a time."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import Any

from bench.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
DEBIAN = "/usr/bin/python3"
"""The Python that Debian's own packages are for."""

INTERPRETERS = {"xapian": DEBIAN}
LOOKS_EVERY = 0.05
"""Seconds between two looks at how much memory a process takes."""


class EngineFailed(Exception):
    """An engine's process came to an end, or said that it could not answer."""


def checked(name: str) -> dict[str, str]:
    """`version`, or `absent` with the reason."""
    if shutil.which(INTERPRETERS.get(name, sys.executable)) is None:
        return {"absent": f"{INTERPRETERS[name]} is not there"}
    ran = subprocess.run(_command(name, "check"), cwd=ROOT, capture_output=True, text=True, check=False)
    if ran.returncode:
        return {"absent": ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "it failed"}
    told: dict[str, str] = json.loads(ran.stdout)
    return told


def built(name: str, corpus: Path, mode: str, folder: Path, *, articles: int) -> dict[str, float]:
    """Indexes into a new folder; adds the largest memory of all its processes together, in bytes."""
    folder.mkdir(parents=True)
    command = _command(name, "build", str(corpus), mode, str(folder))
    progress = Progress(f"{name}: indexing", articles)
    with TemporaryFile("w+", encoding="utf-8") as said:
        with subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.PIPE, text=True) as process:
            peak = Peak(process.pid)
            with peak.watched():
                errors = _followed(process, progress)
        if process.returncode:
            raise EngineFailed(f"{name} could not index: {errors}")
        said.seek(0)
        told: dict[str, float] = json.loads(said.read())
    progress.at(articles)
    return told | {"peak": peak.bytes}


def _followed(process: subprocess.Popen[str], progress: Progress) -> str:
    """Shows how far the process says it is; gives the last of what else it says."""
    others: list[str] = []
    for line in process.stderr or ():
        if line.strip().isdigit():
            progress.at(min(int(line), progress.steps - 1))
        else:
            others = [*others[-20:], line]
    return "".join(others)


class Peak:
    """The most memory that a process and those it started have taken together."""

    def __init__(self, process: int) -> None:
        self.process = process
        self.bytes = 0
        self._done = Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        thread = Thread(target=self._watch)
        thread.start()
        try:
            yield
        finally:
            self._done.set()
            thread.join()

    def _watch(self) -> None:
        while not self._done.wait(LOOKS_EVERY):
            family = list(_family(self.process))
            measure = _resident if len(family) == 1 else _share
            self.bytes = max(self.bytes, sum(map(measure, family)))


def _family(process: int) -> Iterator[int]:
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            started = children.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in started:
            yield from _family(int(child))


def _resident(process: int) -> int:
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()
    except OSError:
        return 0
    return int(pages[1]) * 4096


def _share(process: int) -> int:
    """Of memory that several processes have together, its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def cpu_of(process: int) -> float:
    """Seconds that a process and those it started have taken until now."""
    ticks = 0
    for each in _family(process):
        try:
            fields = Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


class Engine:
    """A process that serves one index."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._process = subprocess.Popen(
            _command(name, "serve", str(folder)),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def told(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reply to one request. Raises EngineFailed."""
        if self._process.stdin is None or self._process.stdout is None:
            raise EngineFailed(self.name)
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise EngineFailed(f"{self.name} has ended") from None
        line = self._process.stdout.readline()
        if not line:
            raise EngineFailed(f"{self.name} ended at {request}")
        reply: dict[str, Any] = json.loads(line)
        return reply

    def opened(self) -> dict[str, Any]:
        return self.told({"do": "open"})

    def private(self) -> int:
        """Bytes of memory that are its own."""
        return int(self.told({"do": "memory"})["private"])

    def close(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(timeout=30)
        if self._process.stdout:
            self._process.stdout.close()


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder; hard links count once."""
    files = {each.stat().st_ino: each.stat().st_size for each in folder.rglob("*") if each.is_file()}
    return sum(files.values())


def _command(name: str, *arguments: str) -> list[str]:
    return [INTERPRETERS.get(name, sys.executable), "-m", "bench.peers", name, *arguments]
