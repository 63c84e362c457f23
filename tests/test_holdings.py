"""What `searchapp issues` tells: issues with their days, missing numbers, and what does not fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchapp.cli import main
from searchapp.holdings import Gap, gaps
from searchapp.model.article import IssueKey

SEEDS = Path(__file__).parent.parent / "seeds"
Run = Callable[..., tuple[int, str, str]]


def gap(publication: str, volume: int, first: int, last: int) -> Gap:
    return Gap(publication=publication, volume=volume, first=first, last=last)


def test_gaps_lie_between_the_held_numbers_of_a_volume() -> None:
    held = [("edm", 1, 3), ("monitor", 8, 1), ("monitor", 8, 2), ("monitor", 8, 4), ("monitor", 8, 9)]
    keys = [IssueKey(publication=slug, volume=volume, number=number) for slug, volume, number in held]
    assert list(gaps(keys)) == [gap("monitor", 8, 3, 3), gap("monitor", 8, 5, 8)]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`searchapp` over the seeds and one more issue, which prints what cannot be."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "late.txt").write_text(
        "Publication: Monitor Volume: 8 Issue: 72\n\nTraders met (Interfax, April 12, 18; AFP, April 11).\n"
    )

    def run_in(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    assert run_in("index", "seeds")[0] == 0
    return run_in


def test_a_line_for_each_issue_and_each_gap(run: Run) -> None:
    code, printed, _ = run("issues")
    assert code == 0
    lines = [line for line in printed.splitlines() if not line.startswith(" ")]
    assert lines == [
        "Monitor 8:66 · 2002-04-04 (certain) · 1 article",
        "Monitor 8:67 not held",
        "Monitor 8:68 · 2002-04-08 (inferred) · 1 article",
        "Monitor 8:69-71 not held",
        "Monitor 8:72 · 2002-04-12 (inferred) · 1 article",
    ]


def test_what_does_not_fit_is_told_with_its_article(run: Run) -> None:
    told = "late: It cites Interfax of 2002-04-18, which is later than its own day, 2002-04-12."
    assert f"    {told}" in run("issues")[1].splitlines()


def test_the_same_as_an_object(run: Run) -> None:
    body: Any = json.loads(run("issues", "--json")[1])
    assert (body["ok"], body["generation"]) == (True, "1")
    assert body["gaps"] == [
        {"publication": "Monitor", "volume": 8, "first": 67, "last": 67},
        {"publication": "Monitor", "volume": 8, "first": 69, "last": 71},
    ]
    first, _, last = body["issues"]
    assert first["date"]["value"] == "2002-04-04"
    assert first["articles"] == ["000_ed16eb6156c8d97f"]
    assert (first["troubles"], [each["article"] for each in last["troubles"]]) == ([], ["late"])


def test_a_publication_is_meant_by_its_whole_name(run: Run) -> None:
    assert len(json.loads(run("issues", "--publication", "monitor", "--json")[1])["issues"]) == 3
    code, printed, told = run("issues", "--publication", "Eurasia Daily Monitor")
    assert (code, printed, told) == (1, "", "No issue of this is held.\n")
    assert json.loads(run("issues", "--publication", "nothing", "--json")[1])["issues"] == []


def test_without_an_index_it_says_what_to_do(run: Run) -> None:
    code, _, told = run("issues", "--index", "nowhere")
    assert (code, "Run searchapp index" in told) == (3, True)
