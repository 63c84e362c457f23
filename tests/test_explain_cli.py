"""`searchapp explain` as a user meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from searchapp.cli import main

Run = Callable[..., tuple[int, str, str]]

FOUND, OTHER = "talks", "reactor"
TEXTS = {
    FOUND: "Publication: Monitor Volume: 8 Issue: 66\n\nTalks on gas were held. Nobody asked what gas is.",
    OTHER: "Publication: Monitor Volume: 8 Issue: 67\n\nA reactor was shut down, and gas was cheap.",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`searchapp` over an index of two articles."""
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")

    def run_in(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    assert run_in("index", *(f"{name}.txt" for name in TEXTS))[0] == 0
    return run_in


def printed(run: Run, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--json")[1])


def test_the_amounts_make_up_the_score_of_the_hit(run: Run) -> None:
    told = printed(run, "explain", "talks", "gas", FOUND)
    amounts = [each["amount"] for each in (*told["words"], *told["near"])]
    assert told["score"] == pytest.approx(sum(amounts))
    assert [(each["text"], each["fields"][0]["occurrences"]) for each in told["words"]] == [
        ("talks", 1),
        ("gas", 2),
    ]
    assert [(each["texts"], each["field"], each["steps"]) for each in told["near"]] == [
        (["talks", "gas"], "body", 2)
    ]


def test_lines_for_people(run: Run) -> None:
    code, out, _ = run("explain", "what talks gas", FOUND)
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "talks is found by: what AND talks AND gas"
    assert [line.split()[1] for line in lines[1:]] == ["score", "what:", "talks:", "gas:", "talks"]
    assert lines[2].endswith("text 1 × (0.077); counts 0.25 of a word, since it only holds others together")
    assert lines[-1].endswith("talks … gas: 2 steps apart, text")


def test_what_is_not_found_is_told_with_the_part_that_fails(run: Run) -> None:
    code, out, _ = run("explain", "talks -gas", FOUND)
    assert (code, out.splitlines()[:2]) == (
        1,
        ["talks is not found by: talks AND -gas", "It does not have: -gas"],
    )
    code, out, _ = run("explain", "gas", FOUND, "--issue", "8:67")
    assert code == 1
    assert "It does not pass the filter: issue" in out
    assert printed(run, "explain", "gas reactor", FOUND, "--match", "all")["missing"] == ["reactor"]


def test_an_unknown_article_and_a_bad_option(run: Run) -> None:
    code, out, err = run("explain", "gas", "nowhere")
    assert (code, out) == (1, "")
    assert "nowhere" in err
    assert run("explain", "gas", FOUND, "--nothing")[0] == 2
    assert run("explain", "gas", FOUND, "--match", "some")[0] == 2
    assert run("explain", FOUND)[0] == 2
