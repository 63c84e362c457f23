"""Queries by lot: whatever is typed is answered, or refused with a word on what to do, within two seconds.

Some are made by the grammar of queries, some are such spoilt, some are signs that parsers and Unicode stumble
over, some are bytes, some are as long and as dear as they may be; half of them come as the parameters of an
address, with filters, dates and pages that can be or cannot. Nothing but InputError (and PageNotFound, past
the last page) may be raised.
"""

from __future__ import annotations

import argparse
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.search.snapshot import MOST_EXPANSIONS
from searchapp.errors import InputError, PageNotFound
from searchapp.model.search import Match, SearchQuery, Sort
from searchapp.represent.json import dumped, search_object
from searchapp.urls import from_params
from tests.engines.builders import Put, article, registry
from tests.engines.strategies import DAYS, PEOPLE, SOURCES
from tests.proofs.proof import Tally, prove, scratch, without_fsync
from tests.proofs.query_texts import FREQUENT, LETTERS, Texts

TODAY = date(2003, 6, 5)
LONGEST = 2.0
"""Seconds that an answer may take: of the CPU, for the machine may have other work."""
HANGING = 30
"""Seconds after which an answer is not waited for."""

PROCESSES = get_context("fork")


def ask_anything(tally: Tally, options: argparse.Namespace) -> None:
    """`count` queries over all processes."""
    with scratch() as folder, without_fsync():
        index = folder / "index"
        vocabulary = _built(index, random.Random(options.seed))
        told = PROCESSES.SimpleQueue()
        share = -(-options.count // options.processes)
        for number in range(options.processes):
            texts = Texts(vocabulary, random.Random(f"{options.seed} {number}"))
            PROCESSES.Process(target=_ask, args=(index, texts, share, told), daemon=True).start()
        for _ in range(options.processes):
            counts, failures, longest, slowest = told.get()
            tally.counts.update(counts)
            tally.failures += failures
            print(f"  the slowest took {longest * 1000:.0f} ms: {slowest}")


def _built(index: Path, draw: random.Random) -> list[str]:
    """A small index with words enough for prefixes to mean more of them than are looked for."""
    vocabulary = ["".join(draw.choices(LETTERS, k=draw.randint(2, 9))) for _ in range(20_000)]
    many = [FREQUENT + "".join(draw.choices(LETTERS, k=6)) for _ in range(3 * MOST_EXPANSIONS)]
    puts = [_article(f"a{number}", vocabulary, draw) for number in range(150)]
    puts += [article(f"b{number}", " ".join(many[number::2])) for number in range(2)]
    with EmbeddedEngine(index).writer() as writer:
        for each in puts:
            writer.put(*each)
        writer.set_registry(registry(puts))
    return vocabulary


def _article(key: str, vocabulary: list[str], draw: random.Random) -> Put:
    common = vocabulary[:200]
    return article(
        key,
        *(" ".join(draw.choices(vocabulary, k=100) + draw.choices(common, k=100)) for _ in range(2)),
        publication=draw.choice(("monitor", "prism", None)),
        volume=draw.choice((8, 9, None)),
        issue=draw.choice((66, 67, None)),
        date=draw.choice((None, *DAYS)),
        people=draw.sample(PEOPLE, draw.randrange(3)),
        sources=draw.sample(SOURCES, draw.randrange(3)),
    )


@dataclass
class _Asking:
    """One process's questions, and what became of them."""

    engine: EmbeddedEngine
    texts: Texts
    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    longest: float = 0.0
    slowest: str = ""

    def ask(self) -> None:
        given = self._given()
        begun = time.process_time()
        try:
            with _waited_for(HANGING):
                self.counts[self._answered(given)] += 1
        except InputError as error:
            self.counts["refused with what to do"] += 1
            if error.hint is None:
                self.failures.append(f"{given!r}: no hint: {error}")
        except PageNotFound:
            self.counts["past the last page"] += 1
        except Exception as error:  # noqa: BLE001 - any other is a failure of the proof
            self.failures.append(f"{given!r}: {type(error).__name__}: {error}")
        took = time.process_time() - begun
        if took > self.longest:
            self.longest, self.slowest = took, repr(given)[:300]
        if took > LONGEST:
            self.failures.append(f"{given!r}: {took:.1f} s")

    def _given(self) -> SearchQuery | list[tuple[str, str]]:
        draw = self.texts.draw
        if draw.random() < 0.5:
            return self.texts.parameters()
        kind, text = self.texts.query()
        self.counts[f"texts {kind}"] += 1
        return SearchQuery(q=text, match=draw.choice(list(Match)), sort=draw.choice(list(Sort)))

    def _answered(self, given: SearchQuery | list[tuple[str, str]]) -> str:
        query = given if isinstance(given, SearchQuery) else from_params(given, today=TODAY)
        page = self.engine.search(query)
        if query is not given:
            dumped(search_object(page, self.engine.publications(), took_ms=0))
        return "answered" if page.total else "answered with nothing"


@contextmanager
def _waited_for(seconds: int) -> Iterator[None]:
    def end(*_: object) -> None:
        raise TimeoutError(f"no answer after {seconds} s")

    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def _ask(index: Path, texts: Texts, count: int, told: Any) -> None:
    asking = _Asking(EmbeddedEngine(index), texts)
    for _ in range(count):
        asking.ask()
        if len(asking.failures) >= 10:
            break
    asking.counts["queries"] = asking.counts.total() - sum(
        number for what, number in asking.counts.items() if what.startswith("texts")
    )
    told.put((asking.counts, asking.failures, asking.longest, asking.slowest))


if __name__ == "__main__":
    prove(__doc__, ask_anything, quick=600, full=1_000_000, unit="queries")
