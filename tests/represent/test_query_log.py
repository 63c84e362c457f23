"""What readers search for most, and what they do not find."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from searchapp.cli.commands import main
from searchapp.represent.query_log import Asked, entry, top

NOW = datetime(2026, 3, 3, 12, 34, 56, tzinfo=UTC)
LINES = [
    entry(q, found, NOW)
    for q, found in (("bushehr", 3), ("Kharrazi", 2), ("kharrazi ", 4), ("ничто", 0), ("x\x1b[2J", 0))
]


def test_a_line_has_the_words_how_much_they_found_and_the_hour() -> None:
    assert json.loads(LINES[0]) == {"at": "2026-03-03T12Z", "q": "bushehr", "found": 3}


def test_the_most_frequent_are_first_and_the_last_answer_counts() -> None:
    assert top(LINES, zero=False)[:2] == [
        Asked(q="kharrazi ", times=2, found=4),
        Asked(q="bushehr", times=1, found=3),
    ]


def test_what_found_nothing() -> None:
    assert [each.q for each in top(LINES, zero=True)] == ["x\x1b[2J", "ничто"]


def test_a_torn_line_costs_no_other() -> None:
    assert [each.q for each in top([LINES[0], '{"at": "2026', LINES[3], ""], zero=False)] == [
        "bushehr",
        "ничто",
    ]


def test_the_command_prints_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "queries.jsonl"
    log.write_text("\n".join(LINES))
    monkeypatch.setenv("SEARCHAPP_QUERY_LOG", str(log))
    assert ran("log", "top", "--limit", "2") == 0
    assert capsys.readouterr().out == "     2       4  kharrazi\n     1       3  bushehr\n"
    assert ran("log", "top", "--zero") == 0
    assert "\x1b" not in capsys.readouterr().out
    assert ran("log", "top", "--zero", "--json") == 0
    assert json.loads(capsys.readouterr().out)["data"][1] == {"q": "ничто", "times": 1, "found": 0}


def test_without_a_log_it_says_what_to_set(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert ran("log", "top") == 2
    assert "SEARCHAPP_QUERY_LOG" in capsys.readouterr().err
    assert ran("log", "top", str(tmp_path / "nothing")) == 2
    assert "cannot be read" in capsys.readouterr().err


def ran(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)
