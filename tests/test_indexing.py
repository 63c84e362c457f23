"""Files to an engine: incremental, honest about failures, never losing what is held."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from searchapp.archive import load_archive
from searchapp.authority.briefs import Drafts
from searchapp.authority.resolution import Resolution, load_authority, resolve
from searchapp.engines.memory import MemoryEngine
from searchapp.extract import extract
from searchapp.indexing import Passes, Report, index_paths
from searchapp.model.article import Article, ArticleId, Document
from searchapp.model.draft import Draft

HEADER = "Publication: Monitor Volume: {volume} Issue: {issue}\n\n"


@pytest.fixture
def passes(tmp_path: Path) -> Passes:
    authority = load_authority(tmp_path, load_archive(tmp_path))
    return Passes(
        extract=lambda document: extract(document, lambda _: ()),
        resolve=lambda drafts: resolve(drafts, authority),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of two issues, the later of which refers to the earlier."""
    write(tmp_path / "a.txt", 8, 66, "Grain prices rose in Omsk. Traders shrugged (Interfax, April 3).")
    write(tmp_path / "b.txt", 8, 68, "The Omsk traders met again (see the Monitor, April 4; AFP, April 5).")
    return tmp_path


def write(path: Path, volume: int, issue: int, text: str) -> None:
    path.write_text(HEADER.format(volume=volume, issue=issue) + text)


def counts(report: Report) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged


def test_only_what_changed_is_written(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    assert counts(index_paths([folder], engine, passes)) == (2, 0, 0)
    assert counts(index_paths([folder], engine, passes)) == (0, 0, 2)
    write(folder / "a.txt", 8, 66, "Grain prices fell in Omsk (Interfax, April 3).")
    assert counts(index_paths([folder], engine, passes)) == (0, 1, 1)
    assert "fell" in engine.get(ArticleId("a")).paragraphs[0]


def test_a_reference_heals_when_the_missing_issue_arrives(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    index_paths([folder / "b.txt"], engine, passes)
    assert _reference(engine.get(ArticleId("b"))) == (66, ())
    (folder / "b.txt").unlink()  # the second pass needs no file again
    report = index_paths([folder / "a.txt"], engine, passes)
    assert _reference(engine.get(ArticleId("b"))) == (66, ("a",))
    assert (report.added, report.refreshed) == (1, 1)


def _reference(article: Article) -> tuple[int | None, tuple[str, ...]]:
    [reference] = article.references
    return reference.issue, reference.articles


def test_failures_are_named_and_stop_nothing(folder: Path, passes: Passes) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01")
    (folder / "empty.txt").write_text("")
    report = index_paths([folder, folder / "gone.txt"], MemoryEngine(), passes)
    assert report.added == 2
    assert {Path(failure.path).name for failure in report.failures} == {"broken.txt", "empty.txt", "gone.txt"}


def test_a_taken_id_never_overwrites(folder: Path, passes: Passes) -> None:
    other = folder / "other"
    other.mkdir()
    write(other / "a.txt", 8, 70, "Quite another story.")
    engine = MemoryEngine()
    report = index_paths([folder / "a.txt", other], engine, passes)
    assert [Path(failure.path) for failure in report.failures] == [other / "a.txt"]
    assert "Grain" in engine.get(ArticleId("a")).paragraphs[0]


def test_a_moved_file_keeps_its_article(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    index_paths([folder], engine, passes)
    moved = folder / "moved"
    moved.mkdir()
    (folder / "a.txt").rename(moved / "a.txt")
    report = index_paths([moved], engine, passes)
    assert (counts(report), report.failures) == ((0, 0, 1), ())


def test_prune_withdraws_only_what_is_gone_under_the_paths(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    inside = folder / "inside"
    inside.mkdir()
    write(inside / "c.txt", 8, 69, "A third story.")
    index_paths([folder], engine, passes)
    (folder / "a.txt").unlink()
    (inside / "c.txt").unlink()
    assert index_paths([folder], engine, passes).withdrawn == 0
    assert index_paths([inside], engine, passes, prune=True).withdrawn == 1
    assert set(engine.digests()) == {"a", "b"}
    assert index_paths([folder], engine, passes, prune=True).withdrawn == 1
    assert set(engine.digests()) == {"b"}


def test_a_file_that_fails_for_now_is_not_withdrawn(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    index_paths([folder], engine, passes)
    (folder / "a.txt").write_bytes(b"\x00")
    report = index_paths([folder], engine, passes, prune=True)
    assert (report.withdrawn, len(report.failures)) == (0, 1)
    assert set(engine.digests()) == {"a", "b"}


def test_characters_that_are_not_utf_8_are_counted(folder: Path, passes: Passes) -> None:
    (folder / "c.txt").write_bytes(
        HEADER.format(volume=8, issue=69).encode() + b"Caf\xe9 owners in Omsk\x92s centre."
    )
    report = index_paths([folder], MemoryEngine(), passes)
    assert report.unreadable == ((str(folder / "c.txt"), 2),)
    assert not report.failures


def test_a_text_without_a_header_is_from_its_folders_publication(folder: Path, passes: Passes) -> None:
    (folder / "prism").mkdir()
    (folder / "prism" / "c.txt").write_text("A story of Tomsk and its trams.")
    (folder / "d.txt").write_text("A story of Perm and its opera.")
    engine = MemoryEngine()
    index_paths([folder], engine, passes)
    assert engine.get(ArticleId("c")).publication == "prism"
    assert engine.get(ArticleId("d")).publication is None
    assert set(engine.publications()) == {"monitor", "prism"}


def test_an_archive_may_say_what_texts_without_a_header_are_from(folder: Path) -> None:
    (folder / "archive.toml").write_text('default_publication = "Chechnya Weekly"')
    (folder / "d.txt").write_text("A story of Perm and its opera.")
    engine = MemoryEngine()
    authority = load_authority(folder, load_archive(folder))
    passes = Passes(
        extract=lambda document: extract(document, lambda _: ()),
        resolve=lambda drafts: resolve(drafts, authority),
    )
    index_paths([folder], engine, passes)
    assert engine.get(ArticleId("d")).publication == "north-caucasus-weekly"


def test_a_dry_run_changes_nothing(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    report = index_paths([folder], engine, passes, dry_run=True)
    assert (report.added, report.generation, engine.digests()) == (2, None, {})


def test_nothing_is_resolved_again_where_nothing_changed(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    resolved: list[int] = []

    def resolve_once(drafts: Drafts) -> Resolution:
        resolved.append(len(list(drafts)))
        resolution = passes.resolve(drafts)
        return replace(resolution, registry=replace(resolution.registry, made_by="one"))

    counted = replace(passes, resolve=resolve_once, made_by=lambda: "one")
    index_paths([folder], engine, counted)
    assert counts(index_paths([folder], engine, counted)) == (0, 0, 2)
    assert resolved == [2]
    index_paths([folder], engine, replace(counted, made_by=lambda: "two"))
    assert resolved == [2, 2]
    (folder / "a.txt").unlink()
    index_paths([folder], engine, counted, prune=True)
    assert resolved == [2, 2, 1]


def test_a_text_is_extracted_again_only_by_other_rules(folder: Path, passes: Passes) -> None:
    engine = MemoryEngine()
    extracted: list[str] = []

    def extract_once(document: Document) -> Draft:
        extracted.append(document.id)
        return passes.extract(document)

    counted = replace(passes, extract=extract_once, rules="one")
    index_paths([folder], engine, counted)
    index_paths([folder], engine, counted)
    assert extracted == ["a", "b"]
    assert counts(index_paths([folder], engine, replace(counted, rules="two"))) == (0, 0, 2)
    assert extracted == ["a", "b", "a", "b"]
