"""All kinds of files, from their names to an index."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from searchapp.archive import load_archive
from searchapp.authority.resolution import load_authority, resolve
from searchapp.engines.memory import MemoryEngine
from searchapp.extract import extract
from searchapp.formats import SUFFIXES, documents
from searchapp.formats.source import Failure
from searchapp.indexing import Passes, index_paths
from searchapp.model.article import Article, ArticleId, Document
from searchapp.model.draft import Draft

HEADER = "Publication: Monitor Volume: 8 Issue: 66"


@pytest.fixture
def passes(tmp_path: Path) -> Passes:
    authority = load_authority(tmp_path, load_archive(tmp_path))
    return Passes(
        extract=lambda document: extract(document, lambda _: ()),
        resolve=lambda drafts: resolve(drafts, authority),
    )


def draft(text: str, **beside: object) -> Draft:
    document = Document(id=ArticleId("a"), path="a.jsonl", text=text, **beside)  # type: ignore[arg-type]
    return extract(document, lambda _: ())


def write_records(path: Path, *records: dict[str, object]) -> None:
    path.write_text("\n".join(map(json.dumps, records)))


def write_zip(path: Path, **members: str) -> None:
    with ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.txt", text)


def test_the_ending_tells_what_reads_a_file(tmp_path: Path) -> None:
    assert {".txt", ".html", ".htm", ".xhtml", ".pdf", ".jsonl", ".ndjson", ".zip"} == SUFFIXES
    for name in ("talks.doc", "talks.txt", "talks.PDF"):
        [failure] = documents(tmp_path / name)
        assert isinstance(failure, Failure)
        assert failure.path == str(tmp_path / name)
        assert failure.error.hint is not None


def test_a_record_tells_what_its_text_does_not() -> None:
    read = draft("Prices rose.", publication="Monitor", volume=8, number=66, title="Talks Fail")
    assert (read.publication, read.volume, read.number, read.title) == ("Monitor", 8, 66, "Talks Fail")
    assert read.paragraphs == ("Prices rose.",)


def test_a_header_in_a_records_text_fills_the_gaps() -> None:
    read = draft(f"TALKS FAIL.\n{HEADER}\n\nPrices rose.", number=67, title="Talks Go On")
    assert (read.publication, read.volume, read.number, read.title) == ("Monitor", 8, 67, "Talks Go On")
    assert read.paragraphs == ("Prices rose.",)


def test_a_records_title_is_not_repeated_in_its_text() -> None:
    assert draft("Lazarenko resigns.\n\nPrices rose.", title="Lazarenko Resigns").paragraphs == (
        "Prices rose.",
    )
    assert len(draft("Who Is Who\n\nPrices rose in Omsk.", title="Lazarenko Resigns").paragraphs) == 2


def test_a_page_lends_its_title_only_where_none_is_printed() -> None:
    assert draft("Prices rose.", page_title="Talks Fail").title == "Talks Fail"
    assert draft(f"TALKS FAIL.\n{HEADER}\n\nPrices rose.", page_title="Monitor").title == "TALKS FAIL."
    assert draft("Talks fail.\n\nPrices rose.", page_title="Talks Fail").paragraphs == ("Prices rose.",)


def test_what_a_record_says_counts_for_its_digest() -> None:
    digests = {draft("Prices rose.").digest, draft("Prices rose.", volume=8).digest, draft("Rose.").digest}
    assert len(digests) == 3


def test_an_article_without_text_is_named_with_its_id(tmp_path: Path, passes: Passes) -> None:
    write_records(tmp_path / "talks.jsonl", {"text": HEADER}, {"text": "Prices rose."})
    report = index_paths([tmp_path], MemoryEngine(), passes)
    assert report.added == 1
    assert "talks.jsonl (talks-1)" in str(report.failures[0].error)


def test_records_and_members_become_articles_with_their_place(tmp_path: Path, passes: Passes) -> None:
    record = {"id": "r", "text": "Prices rose.", "publication": "Monitor", "volume": 8, "issue": 66}
    write_records(tmp_path / "talks.jsonl", {"text": ""}, record)
    write_zip(tmp_path / "all.zip", m=f"{HEADER}\n\nTraders shrugged.")
    engine = MemoryEngine()
    report = index_paths([tmp_path], engine, passes)
    assert (report.added, len(report.failures)) == (2, 1)
    assert issue(engine.get(ArticleId("r"))) == issue(engine.get(ArticleId("m"))) == ("monitor", 8, 66)
    places = {each.id: (Path(each.path).name, each.position) for each in engine.drafts()}
    assert places == {"r": ("talks.jsonl", 2), "m": ("m.txt", 1)}
    assert index_paths([tmp_path], engine, passes).unchanged == 2


def issue(article: Article) -> tuple[str | None, int | None, int | None]:
    return article.publication, article.volume, article.issue


def test_members_with_one_stem_do_not_overwrite_each_other(tmp_path: Path, passes: Passes) -> None:
    write_zip(tmp_path / "all.zip", **{"1/a": "Prices rose.", "2/a": "Traders shrugged."})
    engine = MemoryEngine()
    report = index_paths([tmp_path], engine, passes)
    assert [failure.path for failure in report.failures] == [str(tmp_path / "all.zip/2/a.txt")]
    assert engine.get(ArticleId("a")).paragraphs == ("Prices rose.",)


def test_prune_withdraws_members_and_records_that_are_gone(tmp_path: Path, passes: Passes) -> None:
    write_zip(tmp_path / "all.zip", a="Prices rose.", b="Traders shrugged.")
    write_records(tmp_path / "talks.jsonl", {"id": "r", "text": "One."}, {"id": "s", "text": "Two."})
    engine = MemoryEngine()
    index_paths([tmp_path], engine, passes)
    write_zip(tmp_path / "all.zip", b="Traders shrugged.")
    write_records(tmp_path / "talks.jsonl", {"id": "r", "text": "One."})
    assert index_paths([tmp_path], engine, passes, prune=True).withdrawn == 2
    assert set(engine.digests()) == {"b", "r"}


def test_prune_keeps_what_only_fails_for_now(tmp_path: Path, passes: Passes) -> None:
    write_zip(tmp_path / "all.zip", a="Prices rose.", b="Traders shrugged.")
    write_zip(tmp_path / "more.zip", c="Nobody ate bread.")
    write_records(tmp_path / "talks.jsonl", {"id": "r", "text": "One."}, {"id": "s", "text": "Two."})
    engine = MemoryEngine()
    index_paths([tmp_path], engine, passes)
    write_zip(tmp_path / "all.zip", a="\0", b="Traders shrugged.")
    (tmp_path / "more.zip").write_bytes(b"cut off")
    write_records(tmp_path / "talks.jsonl", {"id": "r", "text": "One."}, {"id": "s", "text": 2})
    report = index_paths([tmp_path], engine, passes, prune=True)
    assert (report.withdrawn, len(report.failures)) == (0, 3)
    (tmp_path / "more.zip").unlink()
    assert index_paths([tmp_path], engine, passes, prune=True).withdrawn == 1
