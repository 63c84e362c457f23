"""However a change is cut into runs and shared among processes, the same articles are held in the end."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.columns.segment_files import Segment
from searchapp.engines.embedded.writing import batch, builder, merging_words, runs, streams
from searchapp.engines.embedded.writing.builder import Builder
from searchapp.engines.embedded.writing.merging import Part
from searchapp.errors import EngineError
from searchapp.model.article import ArticleId
from tests.engines import strategies
from tests.engines.builders import Put, article
from tests.engines.contents import a_row, check_words, contents, wanted
from tests.engines.folders import A, B, generations, ids, put
from tests.engines.strategies import Step


@contextmanager
def in_pieces(read_at_once: int, many: int) -> Iterator[None]:
    """So many bytes of articles are read together, so many runs merged early; few words are remembered."""
    with (
        mock.patch.object(builder, "GATHERED", read_at_once),
        mock.patch.object(batch, "READ_AT_ONCE", read_at_once),
        mock.patch.object(runs, "MANY", many),
        mock.patch.object(runs, "MANY_ANALYZERS", many - 1),
        mock.patch.object(runs, "_MOST_WORDS", 10 * many),
        mock.patch.object(merging_words, "_SORTED", many),
    ):
        yield


def built(
    folder: Path, steps: Sequence[Step], base: Sequence[Part] = (), *, budget: int, processes: int = 1
) -> list[Part]:
    """The segments after a change."""
    building = Builder(folder, base, budget=budget, processes=processes)
    try:
        for step in steps:
            if isinstance(step, str):
                building.delete(ArticleId(step))
            else:
                building.put(*step)
        return building.finish()
    finally:
        building.close()


def after(held: Mapping[str, Put], steps: Sequence[Step]) -> Mapping[str, Put]:
    now = dict(held)
    for step in steps:
        now.pop(step if isinstance(step, str) else step[0].id, None)
        if not isinstance(step, str):
            now[step[0].id] = step
    return now


def check(parts: Sequence[Part], held: Mapping[str, Put]) -> None:
    found = contents(parts)
    assert sorted(found) == sorted(map(wanted, held.values()))
    for part in parts:
        check_words(part.segment)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(strategies.steps, min_size=1, max_size=3),
    st.sampled_from((1, 2_000, 1 << 26)),
    st.sampled_from((1, 3_000, 3 << 20)),
    st.sampled_from((2, 3, 16)),
    strategies.merging,
)
def test_the_same_is_held_however_it_is_cut(
    changes: list[list[Step]], budget: int, read_at_once: int, many: int, merging: strategies.Merging
) -> None:
    parts: list[Part] = []
    held: Mapping[str, Put] = {}
    with tempfile.TemporaryDirectory() as name, in_pieces(read_at_once, many), merging():
        for steps in changes:
            parts = built(Path(name), steps, parts, budget=budget)
            held = after(held, steps)
            check(parts, held)
            files = {path.stem for path in Path(name).iterdir()}
            assert files == {part.segment.name for part in parts}
        event(f"{len(parts)} segments")


MANY = [article(f"{number:03}", f"Text {number % 7} of an axis.", f"Word{number}") for number in range(300)]
CHANGED = [article(f"{number:03}", "Other text", people=["Igor Ivanov"]) for number in range(0, 300, 10)]
STEPS: list[Step] = [*MANY[:200], *CHANGED[:25], *(f"{n:03}" for n in range(5, 300, 50)), *MANY[200:]]


def test_articles_are_replaced_and_deleted_within_a_change(tmp_path: Path) -> None:
    with in_pieces(2_000, 3):
        parts = built(tmp_path, STEPS, budget=4_000)
    held = after({}, STEPS)
    assert len(held) == 300 - 4
    check(parts, held)


def test_what_is_put_twice_or_taken_back_changes_nothing(tmp_path: Path) -> None:
    building = Builder(tmp_path, ())
    assert building.put(*A)
    assert not building.put(*A)
    assert building.delete(ArticleId("a"))
    assert not building.delete(ArticleId("a"))
    assert building.put(*A)
    assert building.put(*B)
    parts = building.finish()
    check(parts, after({}, [A, B]))
    again = Builder(tmp_path, parts)
    assert not again.put(*A)
    assert again.delete(ArticleId("a"))
    assert again.put(*A)
    check(again.finish(), after({}, [A, B]))


def test_runs_are_merged_while_others_are_still_to_come(tmp_path: Path) -> None:
    with in_pieces(1, 3):
        writing = runs.Runs(tmp_path, b"", 1)
        writing.add(map(a_row, MANY[:10]))
        found = writing.finish()
    assert [run.documents for run in found] == [3, 3, 3, 1]
    assert {path.stem for path in tmp_path.iterdir()} == {run.name for run in found}
    parts = [Part(segment=Segment(tmp_path, name), live=np.ones(count, np.bool_)) for name, count in found]
    assert contents(parts) == [wanted(each) for each in MANY[:10]]


@pytest.fixture
def many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles are handed over one by one, and to processes from the third on."""
    monkeypatch.setattr(builder, "GATHERED", 1)
    monkeypatch.setattr(streams, "FEW", 2)


@pytest.mark.usefixtures("many_processes")
def test_two_processes_write_what_one_does(tmp_path: Path) -> None:
    found = []
    for processes in (1, 2):
        folder = tmp_path / str(processes)
        folder.mkdir()
        parts = built(folder, STEPS, budget=20_000, processes=processes)
        check(parts, after({}, STEPS))
        found.append(sorted(contents(parts)))
        assert len(list(folder.iterdir())) == 2 * len(parts)
    assert found[0] == found[1]


@pytest.mark.usefixtures("many_processes", "looks_always")
def test_a_killed_process_is_an_error_and_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    put(folder, A)
    engine = EmbeddedEngine(folder, processes=2)
    told = pytest.raises(EngineError, match="has been ended from outside")
    with told, engine.writer() as writer:
        for each in MANY[:20]:
            writer.put(*each)
        for process in _processes(writer._builder):
            os.kill(process, signal.SIGKILL)
        for each in MANY[20:]:
            writer.put(*each)
    assert (ids(engine), generations(folder)) == (["a"], ["1"])
    with engine.writer() as writer:
        for each in MANY:
            writer.put(*each)
    assert len(engine.digests()) == 301


def _processes(building: Builder) -> list[int]:
    elsewhere = [each for each in building._streams._streams if isinstance(each, streams.Elsewhere)]
    assert len(elsewhere) == 2
    return [pid for each in elsewhere for pid in each._process._processes]
