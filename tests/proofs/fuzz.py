"""Bytes as queries, led by the code that they reach (atheris): no exception, no difference, nothing slow.

The first byte chooses how words match and the order, the rest is the text. Each text is parsed, written and
parsed again; both engines answer it and must agree; the answer is made JSON. What fails is written to the
working folder as `crash-*`; give that file as an argument to see it fail again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["searchapp.query", "searchapp.text", "searchapp.engines"]):
    from searchapp.engines.base import Engine
    from searchapp.engines.embedded import EmbeddedEngine
    from searchapp.engines.memory import MemoryEngine
    from searchapp.errors import PageNotFound, QueryTooLong
    from searchapp.model.search import LONGEST_QUERY, Match, SearchPage, SearchQuery, Sort
    from searchapp.query.nodes import unparse
    from searchapp.query.parser import absolute, parse
    from searchapp.represent.json import dumped, search_object
from tests.engines import strategies
from tests.engines.builders import registry
from tests.proofs.proof import without_fsync
from tests.proofs.query_texts import Texts

TODAY = date(2003, 6, 5)
SLOW = 2.0
"""Seconds of the processor."""
SEEDS = 400
"""Texts to begin with, by the grammar of queries."""


class Target:
    """What one input does."""

    def __init__(self, folder: Path) -> None:
        puts = {put[0].id: put for put in map(strategies.random_put, range(60))}
        self._memory, self._embedded = MemoryEngine(), EmbeddedEngine(folder)
        for engine in (self._memory, self._embedded):
            with engine.writer() as writer:
                for put in puts.values():
                    writer.put(*put)
                writer.set_registry(replace(registry(puts.values()), synonyms=strategies.SYNONYMS))

    def __call__(self, data: bytes) -> None:
        """Raises where something is wrong."""
        how, text = data[0] if data else 0, data[1:].decode("utf-8", "replace")
        begun = time.process_time()
        self._read(text)
        query = SearchQuery(q=text, match=list(Match)[how % 3], sort=list(Sort)[how // 3 % 3], per_page=10)
        page = answered(self._embedded, query)
        took = time.process_time() - begun
        if took > SLOW:
            raise AssertionError(f"{took:.1f} s")
        if page != answered(self._memory, query):
            raise AssertionError("the engines differ")
        if page is not None:
            dumped(search_object(page, self._embedded.publications(), took_ms=0))

    def _read(self, text: str) -> None:
        node = parse(text, TODAY).node
        if parse(unparse(node)).node != node:
            raise AssertionError(f"read otherwise when written: {unparse(node)!r}")
        if len(text) <= LONGEST_QUERY and parse(absolute(text, TODAY)).node != node:
            raise AssertionError(f"means something else tomorrow: {absolute(text, TODAY)!r}")


def answered(engine: Engine, query: SearchQuery) -> SearchPage | None:
    """The page without the generation's name; None where there is none."""
    try:
        return replace(engine.search(query), generation="")
    except (QueryTooLong, PageNotFound):
        return None


def seeds(folder: Path) -> None:
    """Texts by the grammar, one a file."""
    texts = Texts(strategies.WORDS, Random(1))
    for number in range(SEEDS):
        _, text = texts.query()
        (folder / f"{number}").write_bytes(bytes([number % 9]) + text.encode("utf-8", "surrogatepass"))


def main() -> None:
    """Arguments are libFuzzer's: `-max_total_time=600`."""
    with tempfile.TemporaryDirectory() as name, without_fsync():
        corpus = Path(name) / "corpus"
        corpus.mkdir()
        seeds(corpus)
        options = [*sys.argv, "-max_len=2100", "-timeout=30"]
        if all(each.startswith("-") for each in sys.argv[1:]):
            options.append(str(corpus))
        atheris.Setup(options, Target(Path(name) / "index"))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
