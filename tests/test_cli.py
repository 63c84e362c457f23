"""The command line as a user meets it: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from searchapp.cli import main
from tests.engines.folders import current, outdate

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`searchapp` in a folder of its own, with its own index."""
    monkeypatch.chdir(tmp_path)

    def run_in(*arguments: str, **environ: str) -> Done:
        capsys.readouterr()
        with monkeypatch.context() as context:
            for name, value in environ.items():
                context.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main(arguments)
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    return run_in


@pytest.fixture
def seeded(run: Run, tmp_path: Path) -> Run:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    assert run("index", "seeds").returncode == 0
    return run


def printed(done: Done) -> Any:
    return json.loads(done.stdout)


def test_indexing_twice_changes_nothing(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    first, second = run("index", "seeds/"), run("index", "seeds/")
    assert "2 articles, 0 failed" in first.stdout
    assert "2 added" in first.stdout
    assert "0 added, 0 changed, 2 unchanged" in second.stdout
    assert (first.returncode, second.returncode) == (0, 0)
    assert printed(run("index", "seeds", "--json"))["generation"] == "1"


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_indexed(run: Run, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "seeds" / "broken.txt").write_bytes(b"Publication: Monitor\x00\x01\x02")
    done = run("index", "seeds")
    assert done.returncode == 0
    assert "2 articles, 1 failed" in done.stdout
    assert "broken.txt" in done.stderr


def test_nothing_readable_is_bad_input(run: Run, tmp_path: Path) -> None:
    assert run("index", "nowhere").returncode == 2
    (tmp_path / "empty").mkdir()
    done = run("index", "empty", "--json")
    body = printed(done)
    assert (done.returncode, body["ok"], body["status"]) == (2, False, 400)
    assert {"error", "hint", "param"} <= body.keys()
    assert run("stats").returncode == 3, "an index of nothing was made"


def test_an_index_of_another_version_is_made_anew(seeded: Run, tmp_path: Path) -> None:
    outdate(tmp_path / "index")
    done = seeded("search", "kharrazi")
    assert (done.returncode, "Run searchapp index again" in done.stderr) == (3, True)
    assert "2 added" in seeded("index", "seeds").stdout
    assert seeded("search", "kharrazi").returncode == 0


def test_a_dry_run_writes_nothing(run: Run) -> None:
    done = run("index", str(SEEDS), "--dry-run")
    assert "2 would be added" in done.stdout
    assert run("stats").returncode == 3


def test_prune_withdraws_what_is_gone(seeded: Run, tmp_path: Path) -> None:
    next((tmp_path / "seeds").glob("000_*")).unlink()
    assert printed(seeded("index", "seeds", "--json"))["articles"] == 2
    assert printed(seeded("index", "seeds", "--prune", "--json"))["withdrawn"] == 1
    assert printed(seeded("search", "", "--json"))["meta"]["total"] == 1


def test_a_pipe_among_the_files_stops_nothing(seeded: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "seeds" / "pipe.txt")
    done = seeded("index", "seeds")
    assert "2 articles, 1 failed" in done.stdout
    assert "pipe.txt is not a file" in done.stderr


def test_what_an_article_holds_does_not_command_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("Publication: Monitor Volume: 8 Issue: 70\n\nOmsk \x1b[31mred grain.")
    run("index", "x.txt")
    assert "\x1b" not in run("show", "x").stdout + run("search", "grain").stdout


def test_a_taken_id_fails_by_name_and_overwrites_nothing(seeded: Run, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    name = "000_ed16eb6156c8d97f.txt"
    (tmp_path / "more" / name).write_text("Publication: Monitor Volume: 8 Issue: 66\n\nAnother text.")
    done = seeded("index", "more")
    assert name in done.stderr
    assert done.returncode == 2
    assert printed(seeded("search", "kharrazi", "--json"))["meta"]["total"] == 2


def test_a_missing_index_says_what_to_do(run: Run) -> None:
    done = run("search", "bushehr")
    assert done.returncode == 3
    assert "Run searchapp index" in done.stderr
    done = run("search", "bushehr", "--json")
    body = printed(done)
    assert (done.returncode, body["ok"], body["status"]) == (3, False, 503)
    assert "Run searchapp index" in f"{body['error']} {body['hint']}"


def test_search_prints_hits_and_messages_apart(seeded: Run) -> None:
    done = seeded("search", "the kharrazi")
    assert done.returncode == 0
    assert "2 articles" in done.stdout
    assert "Kharrazi" in done.stdout
    assert "almost every page" in done.stderr
    assert "\x1b" not in done.stdout


def test_nothing_found_is_exit_code_1(seeded: Run) -> None:
    done = seeded("search", "zeppelin", "--json")
    assert (done.returncode, printed(done)["meta"]["total"]) == (1, 0)


def test_a_query_may_begin_with_a_minus(seeded: Run) -> None:
    assert printed(seeded("search", "-ballistic", "--json"))["meta"]["total"] == 1


def test_every_filter_is_an_option(seeded: Run) -> None:
    def total(*options: str) -> int:
        found: int = printed(seeded("search", "", *options, "--json"))["meta"]["total"]
        return found

    assert total("--person", "igor-ivanov", "--person", "sergei-ivanov") == 2
    assert total("--person", "igor-ivanov", "--person", "sergei-ivanov", "--person-op", "all") == 1
    assert total("--not-source", "irna", "--volume", "8") == 1
    assert total("--month", "2002-04", "--after", "2002-04-05") == 1


@pytest.mark.parametrize(
    ("arguments", "param"),
    [
        (["--page", "0"], "page"),
        (["--per-page", "7"], "per_page"),
        (["--volume", "x"], "volume"),
        (["--sort", "best"], "sort"),
    ],
)
def test_bad_options_are_explained(seeded: Run, arguments: list[str], param: str) -> None:
    done = seeded("search", "", *arguments, "--json")
    assert (done.returncode, printed(done)["param"]) == (2, param)
    assert seeded("search", "", *arguments).stderr


def test_usage_errors_are_objects_too(run: Run) -> None:
    for arguments in (["search"], ["search", "x", "--preson", "y"], ["find"]):
        done = run(*arguments, "--json")
        assert (done.returncode, printed(done)["ok"]) == (2, False)
        assert run(*arguments).returncode == 2


def test_a_query_that_is_too_long(seeded: Run) -> None:
    done = seeded("search", "x" * 501, "--json")
    assert (done.returncode, printed(done)["status"]) == (2, 400)


def test_show_prints_one_article(seeded: Run) -> None:
    shown = seeded("show", "002_a488e1ec50027d39")
    assert "Igor Ivanov: Russian Foreign Minister" in shown.stdout
    assert "Monitor 8:66, 2002-04-04: 000_ed16eb6156c8d97f" in shown.stdout
    missing = seeded("show", "nothing", "--json")
    assert (missing.returncode, printed(missing)["status"]) == (1, 404)


def test_the_original_text_stays_as_its_file_gave_it(run: Run, tmp_path: Path) -> None:
    header = "GRAIN PRICES RISE.\n\nPublication: Monitor Volume: 3 Issue: 70"
    text = f"{header}\n\nOmsk grain rose (AFP, April 9).\n\nMayor Resigns.\n"
    (tmp_path / "x.txt").write_text(text)
    run("index", "x.txt")
    (tmp_path / "x.txt").unlink()
    shown = run("show", "x", "--original")
    assert shown.stdout == text
    assert "Mayor Resigns." in shown.stderr
    body = printed(run("show", "x", "--original", "--json"))
    assert (body["original"], [cut["text"] for cut in body["cuts"]]) == (text, ["Mayor Resigns."])


def test_stats_count_what_is_held(seeded: Run) -> None:
    stats = printed(seeded("stats", "--json"))
    assert (stats["articles"], stats["issues"], stats["lost_source"], stats["undated"]) == (2, 2, 2, 0)
    assert (stats["first_date"], stats["last_date"]) == ("2002-04-04", "2002-04-08")
    assert "articles: 2" in seeded("stats").stdout


def test_verify_reads_every_byte(seeded: Run, tmp_path: Path) -> None:
    assert seeded("verify").stdout.startswith("Generation 1 is whole: ")
    next((tmp_path / "seeds").glob("000_*")).unlink()
    seeded("index", "seeds", "--prune")
    done = seeded("verify")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Generation 2 is whole, and so is 1 before it: ")
    body = printed(seeded("verify", "--json"))
    assert (body["ok"], body["generation"]) == (True, "2")
    assert min(body["files"], body["bytes"]) > 0


def test_verify_says_what_is_damaged_and_what_to_do(seeded: Run, tmp_path: Path) -> None:
    (current(tmp_path / "index") / "registry.json").write_text("{}")
    done, body = seeded("verify"), printed(seeded("verify", "--json"))
    assert (done.returncode, done.stdout, body["ok"], body["status"]) == (3, "", False, 503)
    assert "registry.json has 2 bytes" in done.stderr
    assert "registry.json has 2 bytes" in body["error"]
    assert "searchapp index again" in body["hint"]
    shutil.rmtree(tmp_path / "index")
    assert seeded("verify").returncode == 3


def test_bad_settings_are_exit_code_78(run: Run, tmp_path: Path) -> None:
    done = run("stats", SEARCHAPP_PRT="1")
    assert done.returncode == 78
    assert "SEARCHAPP_PORT" in done.stderr
    assert run("stats", SEARCHAPP_INDEX="").returncode == 78
    assert run("index", str(SEEDS), "--archive", "nowhere").returncode == 78
    (tmp_path / "archive.toml").write_text("title = ")
    assert run("index", str(SEEDS)).returncode == 78


@pytest.mark.usefixtures("seeded")
def test_a_reader_who_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "searchapp", "show", "002_a488e1ec50027d39"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as shown:
        assert shown.stdout
        assert shown.stderr
        shown.stdout.close()  # as `head` does
        assert shown.stderr.read() == b""
    assert shown.returncode == 0
