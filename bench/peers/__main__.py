"""One engine in a process of its own.

    check                           its version, or that it is not there
    build CORPUS MODE FOLDER        indexes a prepared corpus
    serve FOLDER                    answers requests, one JSON object a line

A module gives its engine by `made()`, or a version by `check()` and does the rest itself by `run()`.
CPU time is that of all threads of the process, and of the processes it started and waited for.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.peers import MODULES
from bench.peers.base import Absent, Feed, Peer


def main() -> None:
    name, command, *arguments = sys.argv[1:]
    try:
        module = import_module(MODULES[name])
        version = module.check() if hasattr(module, "check") else module.made().version
    except (ImportError, Absent) as error:
        print(json.dumps({"absent": str(error)}))
        return
    if command == "check":
        print(json.dumps({"version": version}))
    elif hasattr(module, "run"):
        module.run(command, *arguments)
    elif command == "build":
        corpus, mode, folder = arguments
        print(json.dumps(built(module.made(), Path(corpus), mode, Path(folder))))
    else:
        serve(module.made(), Path(arguments[0]))


def built(peer: Peer, corpus: Path, mode: str, folder: Path) -> dict[str, float]:
    """CPU and wall seconds of indexing, those of reading the corpus taken away."""
    feed = Feed(peer.fed(corpus, mode))
    cpu, wall = cpu_time(), time.monotonic()
    peer.build(told(feed), corpus, folder)
    cpu, wall = cpu_time() - cpu - feed.cpu, time.monotonic() - wall - feed.wall
    records = peer.records(folder) if hasattr(peer, "records") else 0
    return {"articles": feed.articles, "cpu": cpu, "wall": wall, "records": records}


def told(feed: Feed) -> Iterator[Any]:
    """Says on stderr where it is, for whoever waits."""
    for number, fed in enumerate(feed, start=1):
        if number % 5_000 == 0:
            print(number, file=sys.stderr, flush=True)
        yield fed


def serve(peer: Peer, folder: Path) -> None:
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(reply(peer, folder, request)), flush=True)


def reply(peer: Peer, folder: Path, request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] == "memory":
        gc.collect()
        return {"private": private_memory()}
    if request["do"] == "open":
        before = private_memory()
        _, cpu, wall = timed(peer.open, folder)
        return {"cpu": cpu, "wall": wall, "private": before}
    question, phase = request["question"], request["phase"]
    if not peer.can(question, phase):
        return {"absent": True}
    found, cpu, wall = timed(peer.ask, question, phase)
    answer = peer.answer(found, phase)
    return {"cpu": cpu, "wall": wall, **answer._asdict(), "facets": dict(answer.facets)}


def timed(work: Callable[..., Any], *arguments: object) -> tuple[Any, float, float]:
    wall, cpu = time.monotonic(), time.process_time()
    done = work(*arguments)
    return done, time.process_time() - cpu, time.monotonic() - wall


def cpu_time() -> float:
    """Seconds of this process and of those it waited for."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def private_memory() -> int:
    """Bytes that are this process's own: neither shared nor a file's pages."""
    with Path("/proc/self/smaps_rollup").open(encoding="ascii") as lines:
        sizes = dict(line.split(":", 1) for line in lines if ":" in line.split()[0])
    return 1024 * int(sizes["Anonymous"].split()[0])


if __name__ == "__main__":
    main()
