"""Pages of results that arrive at a fixed rate, an open loop, at a real `searchapp serve`.

Latencies are milliseconds of the clock from the moment a request was due until its last byte has come: who
waits for a connection or for the server waits. First at the rate that is aimed at, then at higher ones
until one is not sustained, or at lower ones until one is; or for so many minutes at one rate, with the
workers' memory and files; on request while articles are indexed beside it. The generator's processor time is
told apart from the servers'.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bench.compare import WORK
from bench.load_client import Clients, due_times
from bench.load_reindex import Reindexing
from bench.load_watch import Held, held_by
from bench.pages import addresses, archive, ask, serving
from bench.processes import cpu_of
from bench.progress import say
from bench.results import quantile

MOST = 50.0
"""Milliseconds that p99 may be where a rate is sustained."""
STEP, LEAST = 1.1, 5.0
"""How much higher, or lower, the next rate is; the lowest that is tried, in pages a second."""


class Stretch(msgspec.Struct):
    """Some time at one rate."""

    rate: float
    pages: int
    failed: dict[str, int]
    """Why -> how many."""
    p50: float
    p99: float
    most: float
    tardy: float
    """Milliseconds that the generator itself was late at most."""
    a_page: float
    """Milliseconds of the servers' processors."""
    servers: float
    generator: float
    """Processors that were busy, on average."""
    held: Held
    """By the workers at its end."""
    runs: int
    """Of indexing that came to their ends meanwhile."""

    @property
    def is_sustained(self) -> bool:
        return not self.failed and self.p99 <= MOST


class LoadResults(msgspec.Struct):
    """One run."""

    command: str
    articles: int
    workers: int
    connections: int
    questions: int
    stretches: list[Stretch] = []


def main() -> None:
    options = asked()
    corpus, index = archive(options)
    paths = addresses(corpus, options)
    told = LoadResults(
        command=f"python -m bench.load {' '.join(sys.argv[1:])}".rstrip(),
        articles=options.articles,
        workers=options.workers,
        connections=options.connections,
        questions=len(paths),
    )
    with ExitStack() as running:
        reindexing = running.enter_context(Reindexing(index, options.work, asked=options.reindex))
        port, process, _ = running.enter_context(
            serving(reindexing.index, options.workers, kept_mb=options.kept)
        )
        say(f"{len(paths):,} questions are asked {options.asked} times, before anything counts")
        ask(port, paths * options.asked, connections=4)
        reindexing.begin()
        load = Load(
            clients=Clients(port, options.connections),
            requests=requests(paths, port, options.coding),
            server=process,
            reindexing=reindexing,
            options=options,
        )
        asyncio.run(load.told_to(told))
    if options.json:
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(told)))


def asked() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--articles", type=int, default=20_000, metavar="N", help="how many (default 20,000)")
    told.add_argument("--words", type=int, metavar="N", help="an article (625)")
    told.add_argument("--seed", type=int, default=1, metavar="N", help="of corpus and questions (default 1)")
    told.add_argument("--each", type=int, default=100, metavar="N", help="questions a kind (default 100)")
    told.add_argument("--workers", type=int, default=2, metavar="N", help="processes that serve (default 2)")
    told.add_argument("--connections", type=int, default=100, metavar="N", help="kept (default 100)")
    told.add_argument("--rate", type=float, default=150, metavar="N", help="pages a second (default 150)")
    told.add_argument("--seconds", type=float, default=30, metavar="N", help="at one rate (default 30)")
    told.add_argument("--poisson", action="store_true", help="requests come at random, not evenly")
    told.add_argument("--coding", default="gzip, deflate, br, zstd", help="that is accepted (a browser's)")
    told.add_argument("--asked", type=int, default=4, metavar="N", help="times, before it counts (default 4)")
    told.add_argument("--kept", type=int, default=16, metavar="MB", help="of pages made before (default 16)")
    told.add_argument("--minutes", type=int, metavar="N", help="at this rate only, a line a minute")
    told.add_argument("--reindex", action="store_true", help="index articles beside it, run after run")
    told.add_argument("--work", type=Path, default=WORK, help="folder of corpora and indexes")
    told.add_argument("--json", type=Path, help="where the figures go")
    return told.parse_args()


@dataclass(frozen=True, kw_only=True)
class Load:
    """Clients, the server that they ask, and what goes on beside."""

    clients: Clients
    requests: Sequence[bytes]
    server: int
    reindexing: Reindexing
    options: argparse.Namespace

    async def told_to(self, told: LoadResults) -> None:
        """Each stretch is printed as it ends."""
        await self.clients.connect()
        print("\n".join(heading(told)), flush=True)
        async for each in self._stretches():
            told.stretches.append(each)
            print("\n".join(lines(each)), flush=True)
        print("\n".join(summary(told)), flush=True)

    async def _stretches(self) -> AsyncIterator[Stretch]:
        rate = self.options.rate
        for _ in range(self.options.minutes or 0):
            yield await self._stretch(rate, 60)
        if self.options.minutes:
            return
        first = await self._stretch(rate, self.options.seconds)
        yield first
        step, each = STEP if first.is_sustained else 1 / STEP, first
        while each.pages and each.is_sustained is first.is_sustained and rate * step >= LEAST:
            rate *= step
            each = await self._stretch(rate, self.options.seconds)
            yield each

    async def _stretch(self, rate: float, seconds: float) -> Stretch:
        due = due_times(rate, seconds, poisson=self.options.poisson, seed=self.options.seed)
        began, own, theirs = time.perf_counter(), time.process_time(), cpu_of(self.server)
        runs = self.reindexing.runs
        arrived = await self.clients.ask(due, self.requests)
        took = time.perf_counter() - began
        own, theirs = time.process_time() - own, cpu_of(self.server) - theirs
        times = sorted(1000 * each for each in arrived.seconds) or [0.0]
        return Stretch(
            rate=rate,
            pages=len(arrived.seconds),
            failed=dict(Counter(arrived.failed)),
            p50=quantile(times, 0.5),
            p99=quantile(times, 0.99),
            most=times[-1],
            tardy=1000 * arrived.tardy,
            a_page=1000 * theirs / max(len(arrived.seconds), 1),
            servers=theirs / took,
            generator=own / took,
            held=held_by(self.server),
            runs=self.reindexing.runs - runs,
        )


def requests(paths: Sequence[str], port: int, coding: str) -> list[bytes]:
    """As they travel."""
    headers = f"Host: 127.0.0.1:{port}\r\nAccept-Encoding: {coding}\r\n\r\n"
    return [f"GET {path} HTTP/1.1\r\n{headers}".encode() for path in paths]


def heading(told: LoadResults) -> Iterator[str]:
    yield f"$ {told.command}"
    yield (
        f"{told.articles:,} articles, {told.workers} workers, {told.connections} connections, "
        f"{told.questions:,} questions; ms of the clock from when a page was due"
    )
    yield (
        "pages/s    pages  failed    p50     p99    most   tardy | CPU ms/page  servers  generator | "
        "PSS MB  private MB  files  runs"
    )


def lines(each: Stretch) -> Iterator[str]:
    yield (
        f"{each.rate:7,.0f} {each.pages:8,} {sum(each.failed.values()):7,} {each.p50:6,.1f} {each.p99:7,.1f} "
        f"{each.most:7,.1f} {each.tardy:7,.1f} | {each.a_page:11.1f} {each.servers:8.2f} "
        f"{each.generator:10.2f} | {each.held.proportional:6,.0f} {each.held.private:11,.0f} "
        f"{each.held.files:6,} {each.runs:5}"
    )
    for why, times in each.failed.items():
        yield f"    failed {times:,} times: {why}"


def summary(told: LoadResults) -> Iterator[str]:
    sustained = [each.rate for each in told.stretches if each.is_sustained]
    if sustained:
        yield f"p99 within {MOST:g} ms and none failed: at most {max(sustained):,.0f} pages a second"
    else:
        yield f"No rate was sustained with p99 within {MOST:g} ms and none failed"
    first, last = told.stretches[0].held, told.stretches[-1].held
    yield (
        f"private memory {first.private:,.0f} MB first, {last.private:,.0f} MB last; "
        f"files {first.files} first, {last.files} last"
    )


if __name__ == "__main__":
    main()
