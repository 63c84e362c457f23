"""Changes of an index that the proofs interrupt, and what is to be seen before and after each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from searchapp import wiring
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.writing import builder, streams
from searchapp.errors import IndexMissing, IndexOutdated
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery, Sort
from searchapp.settings import Settings
from tests.engines.builders import Put, article, registry
from tests.engines.folders import outdate


@dataclass(frozen=True)
class Scenario:
    """A change of `FOLDER/index`, made after something else was."""

    name: str
    prepare: Callable[[Path], object]
    change: Callable[[Path], object]
    is_quick: bool = True
    """Where it is not, the quick proofs leave it out."""


def put_all(folder: Path, puts: Iterable[Put], *, without: Iterable[str] = ()) -> None:
    """One commit, with records of just these articles."""
    puts = list(puts)
    with EmbeddedEngine(folder / "index").writer() as writer:
        for each in puts:
            writer.put(*each)
        for key in without:
            writer.delete(ArticleId(key))
        writer.set_registry(registry(puts))


def texts(keys: Iterable[str], word: str) -> list[Put]:
    return [article(key, f"The {word} text of {key}. " * 20, people=[f"{word} Person"]) for key in keys]


KEYS = [f"k{number:02}" for number in range(40)]


def _many(folder: Path) -> None:
    """One large segment, two generations."""
    put_all(folder, texts(KEYS, "First"))
    put_all(folder, texts(KEYS[:3], "Old"))


def _few(folder: Path) -> None:
    """Several small segments."""
    for place in range(0, 12, 3):
        put_all(folder, texts(KEYS[place : place + 3], "Old"))


def _by_several(folder: Path) -> None:
    """As a large build is written: parts of it by processes of their own."""
    several = texts(KEYS[5:35], "New")
    with (
        mock.patch.object(streams, "FEW", 1),
        mock.patch.object(builder, "READ_AT_ONCE", 2_000),
        # A server of processes that this one's parent began does not serve this one.
        mock.patch.object(streams, "get_all_start_methods", return_value=["spawn"]),
        EmbeddedEngine(folder / "index", processes=2).writer() as writer,
    ):
        for each in several:
            writer.put(*each)
        writer.set_registry(registry(several))


def _outdated(folder: Path) -> None:
    _many(folder)
    outdate(folder / "index")


def _run(folder: Path) -> None:
    """`searchapp index`, as the command line runs it."""
    settings = Settings(index=folder / "index", archive=folder / "archive", processes=1)
    wiring.index(settings, [folder / "texts"], prune=True, dry_run=False)


def _run_once(folder: Path) -> None:
    for name in ("archive", "texts"):
        (folder / name).mkdir(parents=True)
    _write(
        folder, "harvest", "Minister Anna Petrova said that the grain harvest in Omsk was good (Omsk News)."
    )
    _write(folder, "port", "The port of Vyborg was closed, Anna Petrova told the Harbour Gazette.")
    _run(folder)
    _write(folder, "port", "The port of Vyborg is open again, Mayor Boris Sokolov said (Harbour Gazette).")
    _write(folder, "rail", "Boris Sokolov and Anna Petrova opened the railway. See Monitor, 3:70.")
    (folder / "texts" / "harvest.txt").unlink()


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / "texts" / f"{name}.txt"
    path.write_text(
        f"{name.upper()}.\n\nPublication: Monitor Volume: 3 Issue: 70\n\n{text}\n", encoding="utf-8"
    )


SCENARIOS = (
    Scenario(
        "the first commit", lambda folder: folder.mkdir(), lambda folder: put_all(folder, texts(KEYS, "New"))
    ),
    Scenario(
        "a commit beside a large segment",
        _many,
        lambda folder: put_all(folder, texts(["k01", "k90"], "New"), without=["k02"]),
    ),
    Scenario(
        "a commit that merges segments",
        _few,
        lambda folder: put_all(folder, texts(KEYS[2:20], "New"), without=["k00"]),
    ),
    Scenario(
        "a commit over an index of another version",
        _outdated,
        lambda folder: put_all(folder, texts(KEYS[:20], "New")),
    ),
    Scenario("searchapp index over files that changed", _run_once, _run),
    Scenario("a commit by several processes", _few, _by_several, is_quick=False),
)


def scenarios(*, quick: bool) -> Sequence[Scenario]:
    return [each for each in SCENARIOS if each.is_quick or not quick]


def seen(folder: Path) -> object:
    """All that an index answers, every byte of it verified; what it is called where it does not answer.

    Two indexes of the same articles are seen alike. Raises IndexDamaged.
    """
    engine = EmbeddedEngine(folder / "index")
    try:
        engine.verify()
    except (IndexMissing, IndexOutdated) as error:
        return type(error).__name__
    if engine.trouble is not None:
        raise engine.trouble
    page = engine.search(SearchQuery(q='"text of" OR Petrova OR the', sort=Sort.NEWEST, per_page=100))
    return (
        {key: (engine.get(key), engine.draft(key)) for key in engine.digests()},
        [hit.article.id for hit in page.hits],
        page.facets,
        (engine.publications(), engine.people(), engine.sources(), engine.issues()),
    )


@dataclass(frozen=True)
class Prepared:
    """A scenario made ready, and what is seen of it before its change and after."""

    scenario: Scenario
    folder: Path
    """Where it is changed, as often as asked: what is indexed tells where its file is."""
    kept: Path
    """As it was made ready."""
    before: object
    after: object

    @classmethod
    def of(cls, scenario: Scenario, place: Path) -> Prepared:
        """Everything that the change uses was used once, as in a process that has been at work for long."""
        folder, kept = place / "changed", place / "prepared"
        scenario.prepare(folder)
        before = seen(folder)
        shutil.copytree(folder, kept)
        scenario.change(folder)
        return cls(scenario, folder, kept, before, seen(folder))

    def change(self) -> None:
        """Make the change."""
        self.scenario.change(self.folder)

    def renew(self) -> None:
        """Be ready once more."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def seen(self) -> str:
        """What is there now: `before`, `after`, or neither. Raises SearchAppError."""
        return self.name_of(seen(self.folder))

    def name_of(self, state: object) -> str:
        """`before`, `after`, or that it is neither."""
        if state == self.before:
            return "before"
        return "after" if state == self.after else "neither the state before nor the one after"
