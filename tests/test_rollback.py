"""Going back: the generation before is served again, by running readers too, and nothing of it is damaged."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from searchapp.cli import main
from searchapp.engines.embedded import EmbeddedEngine, go_back, held
from searchapp.engines.embedded.disk.lock import writing
from searchapp.engines.embedded.generations import served
from searchapp.errors import IndexDamaged, IndexLocked, IndexMissing, InputError
from tests.engines.folders import A, B, C, current, generations, ids, outdate, put


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Of two generations: the first holds one article, the second two."""
    folder = tmp_path / "index"
    put(folder, A)
    put(folder, A, B)
    return folder


def test_those_that_are_kept_are_listed(index: Path) -> None:
    second, first = held(index)
    assert [(each.number, each.served, each.articles) for each in (second, first)] == [
        (2, True, 2),
        (1, False, 1),
    ]
    assert first.written is not None
    assert second.written is not None
    assert first.written <= second.written


def test_the_one_before_is_served_again_and_a_running_reader_sees_it(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(served, "LOOKS_EVERY", 0)
    reader = EmbeddedEngine(index)
    assert (reader.generation, ids(reader)) == ("2", ["a", "b"])
    assert go_back(index, None).number == 1
    assert (reader.generation, ids(reader), reader.trouble) == ("1", ["a"], None)
    assert EmbeddedEngine(index).verify().generations == ("1",)


def test_the_later_one_can_be_gone_back_to(index: Path) -> None:
    go_back(index, None)
    assert [(each.number, each.served) for each in held(index)] == [(2, False), (1, True)]
    go_back(index, 2)
    assert ids(EmbeddedEngine(index)) == ["a", "b"]


def test_the_next_change_builds_on_what_is_served_and_a_number_is_given_once(index: Path) -> None:
    go_back(index, None)
    put(index, A, C)
    assert ids(EmbeddedEngine(index)) == ["a", "c"]
    assert generations(index) == ["1", "3"]


def test_without_one_before_or_with_one_that_is_not_kept_nothing_changes(index: Path) -> None:
    go_back(index, None)
    for number in (None, 7):
        with pytest.raises(InputError, match="generations lists"):
            go_back(index, number)
    assert ids(EmbeddedEngine(index)) == ["a"]


def test_a_damaged_generation_is_not_gone_back_to(index: Path) -> None:
    largest = max((index / "generations" / "1").iterdir(), key=lambda path: path.stat().st_size)
    content = largest.read_bytes()
    largest.unlink()  # the other generation may share the file
    largest.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(IndexDamaged):
        go_back(index, None)
    assert ids(EmbeddedEngine(index)) == ["a", "b"]


def test_what_is_wrong_with_one_is_listed(index: Path) -> None:
    (current(index) / "manifest.json").write_bytes(b"{}")
    second, first = held(index)
    assert (second.articles, "manifest" in str(second.trouble)) == (None, True)
    assert (first.articles, first.trouble) == (1, None)


def test_where_current_is_lost_the_newest_is_gone_back_to(index: Path) -> None:
    (index / "CURRENT").unlink()
    assert go_back(index, None).number == 2
    assert EmbeddedEngine(index).trouble is None


def test_a_writer_is_not_disturbed(index: Path) -> None:
    with writing(index), pytest.raises(IndexLocked):
        go_back(index, None)


def test_a_folder_without_an_index_is_left_as_it_is(tmp_path: Path) -> None:
    for ask in (held, lambda folder: go_back(folder, None)):
        with pytest.raises(IndexMissing):
            ask(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_the_commands(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--index", str(index)])
        return int(ended.value.code or 0), capsys.readouterr().out

    def run_json(*arguments: str) -> Any:
        return json.loads(run(*arguments, "--json")[1])

    code, lines = run("generations")
    assert (code, [line.split(":")[0] for line in lines.splitlines()]) == (0, ["2", "1"])
    assert "2 articles, served" in lines
    assert run("rollback") == (0, "Generation 1 is served: 1 article.\n")
    assert [each["served"] for each in run_json("generations")["generations"]] == [False, True]
    assert run_json("rollback", "2")["articles"] == 2
    assert run("rollback", "7")[0] == 2
    outdate(index)
    assert "Run searchapp index again" in run("generations")[1]
