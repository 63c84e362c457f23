"""Damaged files: every flipped bit and every missing byte is found, and no answer is silently wrong.

The files of an index of two generations are damaged, one place at a time: a bit is flipped, or a file is cut,
emptied or taken away. `verify` must refuse the index. An engine that is opened on it is asked all that it can
be asked, in an order by lot: each answer must be the right one of the newest generation, or of the one before
it where the engine tells of the trouble, or the question is refused with IndexDamaged.
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations.manifest import MANIFEST
from searchapp.errors import ArticleNotFound, IndexDamaged
from searchapp.model.article import ArticleId
from searchapp.model.search import Filter, Match, SearchQuery, Sort
from tests.engines.builders import Put, registry
from tests.engines.strategies import random_put
from tests.proofs.proof import Tally, prove, scratch, without_fsync

TEXTS = (
    "", "Iran nuclear", '"axis of evil"', "iran OR putin -evil", "nuc*", "nuclaer~", '"putin iran"~3',
    "title:iran", "=speaking", "speak", "person:ivanov", "date:2002-04", "source:afp evil", "Путин", "-the",
)  # fmt: skip
QUERIES = (
    *(SearchQuery(q=text) for text in TEXTS),
    SearchQuery(sort=Sort.OLDEST, per_page=3, page=2),
    SearchQuery(q="the iran", match=Match.ANY, sort=Sort.NEWEST),
    SearchQuery(
        filters=(Filter(field="person", values=("igor-ivanov",)), Filter(field="year", excluded=("2003",)))
    ),
)
KEYS = "abcdefghijkl"

Question = Callable[[EmbeddedEngine], object]


def _search(query: SearchQuery, engine: EmbeddedEngine) -> object:
    return engine.search(query)


def _get(key: str, engine: EmbeddedEngine) -> object:
    try:
        return engine.get(ArticleId(key))
    except ArticleNotFound as error:
        return str(error)


def _draft(key: str, engine: EmbeddedEngine) -> object:
    try:
        return engine.draft(ArticleId(key))
    except ArticleNotFound as error:
        return str(error)


QUESTIONS: Sequence[Question] = (
    *(partial(_search, query) for query in QUERIES),
    *(partial(_get, key) for key in KEYS),
    *(partial(_draft, key) for key in KEYS),
    EmbeddedEngine.digests,
    lambda engine: list(engine.drafts()),
    EmbeddedEngine.publications,
    EmbeddedEngine.people,
    EmbeddedEngine.sources,
    EmbeddedEngine.issues,
    lambda engine: engine.suggest("i", limit=10),
)
"""Each is asked of one generation."""


@dataclass(frozen=True)
class Damage:
    """A file, and what it holds instead; None where it is gone."""

    path: Path
    what: str
    whole: bytes
    content: bytes | None

    @classmethod
    def drawn(cls, files: Mapping[Path, bytes], draw: random.Random) -> Damage:
        """By lot: half of them hit any file, half any byte."""
        weights = None if draw.random() < 0.5 else [len(whole) for whole in files.values()]
        [path] = draw.choices(list(files), weights)
        whole = files[path]
        at, kind = draw.randrange(len(whole)), draw.random()
        if kind < 0.8:
            bit = draw.randrange(8)
            flipped = whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :]
            return cls(path, f"bit {bit} of byte {at} flipped", whole, flipped)
        # A generation before the one that is served, and without a manifest, is none: it was being removed.
        if kind < 0.98 or path.parts[-2:] == ("1", MANIFEST):
            return cls(path, f"cut at byte {at}", whole, whole[:at])
        return cls(path, "gone", whole, None)

    def do(self) -> None:
        """In place: another name of the file leads to the same bytes."""
        if self.content is None:
            self.path.rename(self.path.with_suffix(".gone"))
        else:
            self.path.write_bytes(self.content)

    def undo(self) -> None:
        """As it was."""
        if self.content is None:
            self.path.with_suffix(".gone").rename(self.path)
        else:
            self.path.write_bytes(self.whole)


def damage_everything(tally: Tally, options: argparse.Namespace) -> None:
    """`count` damages."""
    logging.getLogger("searchapp").setLevel(logging.CRITICAL)
    draw = random.Random(options.seed)
    with scratch() as folder, without_fsync():
        index = folder / "index"
        older = _built(index, draw, KEYS)
        newer = _built(index, draw, KEYS[3:5], without=KEYS[6])
        paths = [index / "CURRENT", *sorted(index.glob("generations/*/*"))]
        files = {path: path.read_bytes() for path in paths}
        for _ in range(options.count):
            damage = Damage.drawn(files, draw)
            damage.do()
            _examine(tally, index, damage, (newer, older), draw)
            damage.undo()
        EmbeddedEngine(index).verify()


def _built(index: Path, draw: random.Random, keys: str, *, without: str = "") -> Sequence[object]:
    """One commit; the right answers after it."""
    puts: list[Put] = []
    while {put[0].id for put in puts} != set(keys):
        put = random_put(draw.randrange(2**32))
        if put[0].id in keys and put[0].id not in {each[0].id for each in puts}:
            puts.append(put)
    engine = EmbeddedEngine(index)
    with engine.writer() as writer:
        for put in puts:
            writer.put(*put)
        for key in without:
            writer.delete(ArticleId(key))
        writer.set_registry(registry(puts))
    return [question(engine) for question in QUESTIONS]


def _examine(
    tally: Tally, index: Path, damage: Damage, right: Sequence[Sequence[object]], draw: random.Random
) -> None:
    what = f"{damage.path.relative_to(index)}, {damage.what}"
    tally.count("damages")
    try:
        EmbeddedEngine(index).verify()
        tally.check(False, f"{what}: not found")
    except IndexDamaged:
        pass
    except Exception as error:  # noqa: BLE001 - as any other than the one that was promised
        tally.check(False, f"{what}: verify raises {type(error).__name__}: {error}")
    engine = EmbeddedEngine(index)
    for number in draw.sample(range(len(QUESTIONS)), len(QUESTIONS)):
        try:
            _judge(tally, engine, number, QUESTIONS[number](engine), right, what)
        except IndexDamaged:
            tally.count("questions that were refused")
        except Exception as error:  # noqa: BLE001 - as above
            tally.check(False, f"{what}: question {number} raises {type(error).__name__}: {error}")


def _judge(
    tally: Tally,
    engine: EmbeddedEngine,
    number: int,
    answer: object,
    right: Sequence[Sequence[object]],
    what: str,
) -> None:
    newer, older = (answers[number] for answers in right)
    if answer == newer:
        tally.count("right answers")
    elif answer == older:
        tally.count("right answers of the generation before")
        tally.check(engine.trouble, f"{what}: question {number} is answered by the generation before, untold")
    else:
        tally.check(False, f"{what}: question {number} has a wrong answer")


if __name__ == "__main__":
    prove(__doc__, damage_everything, quick=60, full=10_000, unit="damages")
