"""Whole pages over HTTP: `/search` of a real `searchapp serve`, asked over connections that are kept.

The client shares the machine with the server. One connection at a time tells how long a page takes; several
at once how many pages a second come, and how long each then takes. The first time around, which fills what is
kept, is not counted.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import msgspec

from bench.compare import WORK, indexed
from bench.corpus import Size
from bench.prepared import Prepared, fingerprint, prepared
from bench.processes import checked, cpu_of, free_port
from bench.progress import say
from bench.questions import EACH, questions, search_query
from bench.results import OURS, Spread, spread
from searchapp.urls import search_url

READY_WITHIN = 120.0
"""Seconds that a server may take to answer for the first time."""


class PageResult(msgspec.Struct):
    """One way of asking: milliseconds of the clock a page, and what the server did."""

    connections: int
    pages: int
    a_second: float
    p50: float
    p95: float
    p99: float
    slowest: float
    cpu: float
    """Milliseconds of the server's processors a page."""
    bytes: float
    """A page, on average."""


class PageResults(msgspec.Struct):
    """One run."""

    command: str
    articles: int
    workers: int
    each: list[PageResult]


def main() -> None:
    options = asked()
    corpus, index = archive(options)
    paths = addresses(corpus, options)
    with serving(index, options.workers) as (port, process, workers):
        ask(port, paths, connections=options.connections)
        each = [ask_timed(port, process, paths, options, n) for n in (1, options.connections)]
    told = PageResults(
        f"python -m bench.pages {' '.join(sys.argv[1:])}".rstrip(), options.articles, workers, each
    )
    print("\n".join(table(told)))
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(told)))


def asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--articles", type=int, default=2_000, metavar="N", help="how many (default 2,000)")
    told.add_argument("--words", type=int, metavar="N", help="an article (625; 300 from 500,000 articles on)")
    told.add_argument("--seed", type=int, default=1, metavar="N", help="of corpus and questions (default 1)")
    told.add_argument("--workers", type=int, default=2, metavar="N", help="processes that serve (default 2)")
    told.add_argument("--connections", type=int, default=4, metavar="N", help="at once (default 4)")
    told.add_argument("--rounds", type=int, default=3, metavar="N", help="of all questions (default 3)")
    told.add_argument("--each", type=int, default=EACH, metavar="N", help=f"questions a kind ({EACH})")
    told.add_argument("--work", type=Path, default=WORK, help="folder of corpora and indexes")
    told.add_argument("--json", type=Path, help="where the figures go")
    return told.parse_args()


def archive(options: argparse.Namespace) -> tuple[Prepared, Path]:
    """The corpus, and our index of it."""
    size = Size.of(options.articles, options.words, seed=options.seed)
    folder = options.work / f"{size.key}-{fingerprint(size, None)}"
    corpus = prepared(folder / "corpus", size, None)
    return corpus, indexed(OURS, checked(OURS)["version"], corpus, folder, "words")[0]


def addresses(corpus: Prepared, options: argparse.Namespace) -> list[str]:
    """As readers ask: words with their other forms."""
    drawn = questions(corpus, mode="words", seed=options.seed, each=options.each)
    paths = [search_url(search_query(each, mode="stems")) for each in drawn]
    random.Random(options.seed).shuffle(paths)
    return paths


@contextmanager
def serving(index: Path, workers: int, *, kept_mb: int = 0) -> Iterator[tuple[int, int, int]]:
    """A server that is ready: its port, its process, and how many processes it has.

    Without `kept_mb` every page is made when it is asked for, and not taken from those made before.
    """
    port = free_port()
    command = [sys.executable, "-m", "searchapp", "serve", "--port", str(port), "--index", str(index)]
    option = _option_for_workers()
    if option:
        command += [option, str(workers)]
    else:
        say("This searchapp serves with one process.")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEARCHAPP_")}
    environment["SEARCHAPP_KEPT_PAGES_MB"] = str(kept_mb)
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("w+b") as log:
        process = subprocess.Popen(
            [*command, "--archive", folder], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        try:
            _wait(port, process)
            yield port, process.pid, workers if option else 1
        except BaseException:
            log.seek(0)
            say(log.read()[-4_000:].decode(errors="replace"))
            raise
        finally:
            process.terminate()
            process.wait(timeout=30)


def _option_for_workers() -> str | None:
    told = subprocess.run(
        [sys.executable, "-m", "searchapp", "serve", "--help"], capture_output=True, text=True, check=True
    )
    found = re.search(r"--(?:workers|processes)\b", told.stdout)
    return found[0] if found else None


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if Client(port).page("/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The server did not become ready.")


class Client:
    """One connection that is kept."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def page(self, path: str) -> tuple[int, int]:
        """Status and bytes of the body."""
        self._connection.request("GET", path)
        answer = self._connection.getresponse()
        return answer.status, len(answer.read())


def ask(port: int, paths: Sequence[str], *, connections: int) -> tuple[dict[int, float], int]:
    """Seconds of each page, and the bytes of all. Raises SystemExit where one is not a page."""
    places, times, sizes = count(), dict[int, float](), list[int]()

    def follow() -> None:
        client = Client(port)
        while (place := next(places)) < len(paths):
            began = time.monotonic()
            status, size = client.page(paths[place])
            times[place] = time.monotonic() - began
            sizes.append(size)
            if status != 200:
                raise SystemExit(f"{paths[place]} gave {status}")

    with ThreadPoolExecutor(connections) as pool:
        for done in [pool.submit(follow) for _ in range(connections)]:
            done.result()
    return times, sum(sizes)


def ask_timed(
    port: int, process: int, paths: Sequence[str], options: argparse.Namespace, connections: int
) -> PageResult:
    """All paths, in so many rounds."""
    turns = [path for _ in range(options.rounds) for path in paths]
    say(f"{len(turns)} pages over {connections} connections")
    cpu, began = cpu_of(process), time.monotonic()
    times, size = ask(port, turns, connections=connections)
    took, cpu = time.monotonic() - began, cpu_of(process) - cpu
    told = spread(times) or Spread(0, 0, 0)
    ordered = sorted(times.values())
    return PageResult(
        connections=connections,
        pages=len(turns),
        a_second=len(turns) / took,
        p50=told.p50,
        p95=told.p95,
        p99=1000 * ordered[int(0.99 * (len(ordered) - 1))],
        slowest=1000 * ordered[-1],
        cpu=1000 * cpu / len(turns),
        bytes=size / len(turns),
    )


def table(told: PageResults) -> Iterator[str]:
    yield f"$ {told.command}"
    yield f"{told.articles:,} articles, {told.workers} processes serve; the clock's milliseconds a page"
    yield "connections  pages/s     p50     p95     p99    most  CPU ms     kB"
    for each in told.each:
        yield (
            f"{each.connections:11} {each.a_second:8,.0f} {each.p50:7,.1f} {each.p95:7,.1f} {each.p99:7,.1f} "
            f"{each.slowest:7,.1f} {each.cpu:7,.1f} {each.bytes / 1000:6,.1f}"
        )


if __name__ == "__main__":
    main()
