"""What an editor does about people on the command line, and what becomes of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from searchapp.cli import main

TEXTS = {
    "a": "Iranian Foreign Minister Kamal Kharrazi came to Moscow. Kharrazi met President Vladimir Putin.",
    "b": "Iranian Foreign Minister Camal Kharazi left Moscow. Kharazi was tired.",
    "c": "Defense Minister Igor Rodionov spoke to General Igor Petrov. Petrov agreed. Rodionov slept.",
    "d": "General Ivan Petrov disagreed. The rebel leader, field commander Vakhit, did so too.",
    "e": "Then Petrov left. Foreign Minister Andrei Kozyrev stayed.",
}
OWN = """\
# What we know ourselves.

[[person]]
name = "Boris Godunov"   # invented
aliases = ["Борис Годунов"]
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str

    @property
    def body(self) -> Any:
        return json.loads(self.stdout)


Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`searchapp` in the folder of a small archive with a people.toml, indexed."""
    monkeypatch.chdir(tmp_path)

    def run_in(*arguments: str) -> Done:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        return Done(int(ended.value.code or 0), printed.out, printed.err)

    (tmp_path / "texts").mkdir()
    for number, (name, text) in enumerate(TEXTS.items(), start=60):
        header = f"Publication: Monitor Volume: 8 Issue: {number}"
        (tmp_path / "texts" / f"{name}.txt").write_text(f"{header}\n\n{text}\n", encoding="utf-8")
    (tmp_path / "people.toml").write_text(OWN, encoding="utf-8")
    assert run_in("index", "texts").returncode == 0
    return run_in


def slugs(run: Run, *options: str) -> list[str]:
    body = run("people", "list", "--sort", "name", "--json", *options).body
    return [person["slug"] for person in body["people"]]


def found(run: Run, slug: str) -> list[str]:
    done = run("search", "", "--person", slug, "--json")
    return sorted(hit["id"] for hit in done.body["data"])


def test_people_are_listed_by_articles_or_name(run: Run) -> None:
    assert slugs(run) == [
        "andrei-kozyrev", "camal-kharazi", "igor-petrov", "igor-rodionov", "ivan-petrov", "kamal-kharrazi",
        "vakhit", "vladimir-putin",
    ]  # fmt: skip
    done = run("people", "list", "--limit", "2", "--json")
    assert (done.body["total"], len(done.body["people"])) == (8, 2)
    assert "1  Andrei Kozyrev" in run("people", "list").stdout


def test_a_person_is_shown(run: Run) -> None:
    told = run("people", "show", "igor-petrov")
    assert "Igor Petrov (igor-petrov)" in told.stdout
    assert "Not to be confused with: ivan-petrov" in told.stdout
    body = run("people", "show", "igor-petrov", "--json").body
    assert body["article_ids"] == ["c"]
    assert body["spellings"] == [{"name": "Igor Petrov", "mentions": 1}]
    assert body["confusable_with"] == ["ivan-petrov"]


def test_an_unknown_slug_tells_near_ones(run: Run) -> None:
    done = run("people", "show", "igor-petrof")
    assert (done.returncode, "Did you mean igor-petrov" in done.stderr) == (1, True)
    done = run("people", "merge", "petrov", "igor-petrov", "--json")
    assert (done.returncode, done.body["ok"], done.body["status"]) == (1, False, 404)
    assert "igor-petrov" in done.body["hint"]


def test_an_index_that_is_missing_is_told(run: Run) -> None:
    done = run("people", "merge", "a", "b", "--index", "nowhere")
    assert (done.returncode, "Run searchapp index" in done.stderr) == (3, True)
    assert not Path("nowhere").exists()


def test_a_merge_is_seen_at_once_without_the_files(run: Run) -> None:
    for text in Path("texts").iterdir():
        text.unlink()
    done = run("people", "merge", "camal-kharazi", "kamal-kharrazi", "--json")
    assert (done.returncode, done.body["person"]["slug"], done.body["refreshed"]) == (0, "kamal-kharrazi", 1)
    assert done.body["person"]["articles"] == 2
    assert found(run, "kamal-kharrazi") == ["a", "b"]
    assert "camal-kharazi" not in slugs(run)


def test_a_merge_forgets_nothing_that_is_known_of_either(run: Run) -> None:
    run("people", "merge", "kamal-kharrazi", "camal-kharazi")
    body = run("people", "show", "camal-kharazi", "--json").body
    assert "Камаль Харрази" in body["aliases"]
    assert run("search", "person:Харрази", "--json").body["meta"]["total"] == 2


def test_a_merged_slug_leads_to_the_other(run: Run) -> None:
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    assert found(run, "camal-kharazi") == ["a", "b"]
    assert run("search", "person:camal-kharazi", "--json").body["meta"]["total"] == 2
    assert run("people", "show", "camal-kharazi", "--json").body["slug"] == "kamal-kharrazi"


def test_an_edit_keeps_comments_and_layout(run: Run) -> None:
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    text = Path("people.toml").read_text(encoding="utf-8")
    assert OWN.splitlines()[0] in text
    assert 'name = "Boris Godunov"   # invented\naliases = ["Борис Годунов"]\n' in text
    assert '["Kamal Kharrazi", "Camal Kharazi"],' in text


def test_a_merge_outlives_a_new_index(run: Run) -> None:
    run("people", "merge", "kamal-kharrazi", "camal-kharazi")
    assert run("index", "texts", "--index", "other").returncode == 0
    assert slugs(run, "--index", "other") == slugs(run)
    body = run("people", "show", "kamal-kharrazi", "--json", "--index", "other").body
    assert body["slug"] == "camal-kharazi"


def test_indexing_again_changes_nothing_after_a_merge(run: Run) -> None:
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    registry = Path("registry.jsonl").read_bytes()
    done = run("index", "texts", "--json")
    assert (done.body["refreshed"], done.body["generation"]) == (0, "2")
    assert Path("registry.jsonl").read_bytes() == registry


def test_a_split_undoes_a_merge_and_gives_the_slug_back(run: Run) -> None:
    before = slugs(run)
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    done = run("people", "split", "kamal-kharrazi", "Camal", "--json")
    assert (done.returncode, done.body["person"]["slug"]) == (0, "camal-kharazi")
    assert slugs(run) == before
    text = Path("people.toml").read_text(encoding="utf-8")
    assert '["Kamal Kharrazi", "Camal Kharazi"]' in text.partition("never_merge")[2]
    assert "always_merge" not in text
    assert run("people", "merge", "camal-kharazi", "kamal-kharrazi").returncode == 0
    assert "never_merge" not in Path("people.toml").read_text(encoding="utf-8")


def test_a_single_name_is_merged_and_split(run: Run) -> None:
    before = slugs(run)
    done = run("people", "merge", "vakhit", "igor-petrov", "--json")
    assert (done.returncode, done.body["person"]["articles"]) == (0, 2)
    assert 'alone = ["Vakhit"]' in Path("people.toml").read_text(encoding="utf-8")
    assert run("people", "split", "igor-petrov", "Vakhit").returncode == 0
    assert slugs(run) == before


def test_two_persons_are_kept_apart_until_an_editor_merges_them(run: Run) -> None:
    assert run("people", "split", "igor-petrov", "Ivan Petrov").returncode == 0
    assert '["Igor Petrov", "Ivan Petrov"]' in Path("people.toml").read_text(encoding="utf-8")
    assert run("people", "merge", "ivan-petrov", "igor-petrov").returncode == 0


def test_what_the_shipped_file_keeps_apart_is_not_merged(run: Run) -> None:
    names = "Foreign Minister Igor Ivanov met Defense Minister Sergei Ivanov."
    Path("texts/f.txt").write_text(f"Publication: Monitor Volume: 8 Issue: 70\n\n{names}\n", encoding="utf-8")
    run("index", "texts")
    before = Path("people.toml").read_bytes(), Path("registry.jsonl").read_bytes(), slugs(run)
    done = run("people", "merge", "sergei-ivanov", "igor-ivanov")
    assert (done.returncode, "stay apart" in done.stderr) == (2, True)
    assert (Path("people.toml").read_bytes(), Path("registry.jsonl").read_bytes(), slugs(run)) == before


@pytest.mark.parametrize("names", [["Nobody Else"], ["Igor Petrov"]])
def test_a_split_that_splits_nothing_is_refused(run: Run, names: list[str]) -> None:
    done = run("people", "split", "igor-petrov", *names)
    assert (done.returncode, "cannot be split" in done.stderr) == (2, True)
    assert Path("people.toml").read_text(encoding="utf-8") == OWN


def test_nobody_is_merged_with_themselves(run: Run) -> None:
    assert run("people", "merge", "igor-petrov", "igor-petrov").returncode == 2


def test_a_renamed_person_is_found_under_both_slugs(run: Run) -> None:
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    done = run("people", "rename", "kamal-kharrazi", "Camal Kharazi", "--json")
    assert (done.returncode, done.body["person"]["slug"]) == (0, "camal-kharazi")
    assert found(run, "kamal-kharrazi") == found(run, "camal-kharazi") == ["a", "b"]
    run("people", "rename", "camal-kharazi", "Kamal Kharrazi")
    body = run("people", "show", "camal-kharazi", "--json").body
    assert (body["slug"], body["name"]) == ("kamal-kharrazi", "Kamal Kharrazi")


def test_a_renamed_person_may_keep_the_slug(run: Run) -> None:
    run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    done = run("people", "rename", "kamal-kharrazi", "Camal Kharazi", "--keep-slug", "--json")
    assert (done.body["person"]["slug"], done.body["person"]["name"]) == ("kamal-kharrazi", "Camal Kharazi")


def test_a_label_must_be_printed(run: Run) -> None:
    done = run("people", "rename", "vladimir-putin", "V. V. Putin")
    assert done.returncode == 2
    assert "does not print “V. V. Putin”" in done.stderr
    assert "Vladimir Putin" in done.stderr


def test_a_damaged_people_toml_is_told_and_left(run: Run) -> None:
    Path("people.toml").write_text("[[person]\n")
    done = run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    assert (done.returncode, "people.toml is not valid TOML" in done.stderr) == (78, True)
    assert Path("people.toml").read_text() == "[[person]\n"


def test_a_damaged_registry_is_told(run: Run) -> None:
    with Path("registry.jsonl").open("a") as registry:
        registry.write("oh\n")
    done = run("index", "texts")
    assert done.returncode == 78
    assert "of registry.jsonl is damaged" in done.stderr


def test_the_registry_is_no_text_of_the_archive(run: Run) -> None:
    assert run("index", ".", "--json").body["failed"] == 0
    assert run("index", "registry.jsonl", "texts", "--json").body["failed"] == 0


def test_check_finds_near_duplicates_and_says_how_to_settle_them(run: Run) -> None:
    body = run("people", "check", "--json").body
    [near] = body["near_duplicate"]
    assert near["slugs"] == ["camal-kharazi", "kamal-kharrazi"]
    assert near["commands"][0] == "searchapp people merge kamal-kharrazi camal-kharazi"
    assert run(*near["commands"][0].split()[1:]).returncode == 0
    assert run("people", "check", "--json").body["near_duplicate"] == []


def test_what_was_told_apart_is_not_found_again(run: Run) -> None:
    assert run("people", "split", "camal-kharazi", "Kamal Kharrazi").returncode == 0
    assert run("people", "check", "--json").body["near_duplicate"] == []


def test_check_counts_surnames_nobody_could_be_found_for(run: Run) -> None:
    [petrov] = run("people", "check", "--json").body["ambiguous_surname"]
    assert (petrov["name"], petrov["slugs"], petrov["articles"]) == (
        "Petrov",
        ["igor-petrov", "ivan-petrov"],
        1,
    )
    assert "Petrov (1): igor-petrov, ivan-petrov" in run("people", "check").stdout


def test_check_lists_new_names_but_not_those_an_editor_knows(run: Run) -> None:
    names = [each["name"] for each in run("people", "check", "--json").body["single_article"]]
    assert "Igor Petrov" in names
    assert "Vladimir Putin" not in names
    assert "and 1 more" in run("people", "check", "--limit", str(len(names) - 1)).stdout


def test_indexing_goes_on_where_the_archive_cannot_be_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr("searchapp.authority.slug_file.tempfile.mkstemp", refused)
    (tmp_path / "texts" / "g.txt").write_text(
        "Publication: Monitor Volume: 8 Issue: 71\n\nSays Ivan Bunin.\n"
    )
    done = run("index", "texts")
    assert (done.returncode, "registry.jsonl cannot be written" in done.stderr) == (0, True)
    assert "1 added" in done.stdout
    done = run("people", "merge", "camal-kharazi", "kamal-kharrazi")
    assert (done.returncode, "people.toml cannot be written" in done.stderr) == (78, True)
    assert "camal-kharazi" in slugs(run)
