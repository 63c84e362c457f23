"""What files gave, on the disk: every record comes back as it was, and a torn or changed one is noticed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.errors import EngineError, ExtractionError, Message
from searchapp.extract import extract
from searchapp.extract.lexicon import load_lexicon
from searchapp.extract.people import name_mentions
from searchapp.formats import documents
from searchapp.formats.source import Failure
from searchapp.journal import Journal, Leftover
from searchapp.model.article import ArticleId, Document
from searchapp.model.draft import Draft
from searchapp.reading import Outcome, Same
from searchapp.records import FileEnd, Given, Head, Kind, draft_of
from searchapp.records import given as records_given
from searchapp.unfinished import unfinished

GOLD = sorted((Path(__file__).parent / "gold").glob("monitor-8-*.txt"))


def real_drafts() -> list[Draft]:
    read = (each for path in GOLD for each in documents(path) if isinstance(each, Document))
    return [extract(each, lambda text: name_mentions(text, load_lexicon())) for each in read]


DRAFTS = real_drafts()


def gave(path: Path, *outcomes: Outcome) -> Given:
    return records_given(outcomes, lambda: FileEnd.of(path))


def draft(key: str, path: Path, text: str = "text") -> Draft:
    return Draft(
        id=ArticleId(key),
        path=str(path),
        digest=f"digest of {text}",
        publication=None,
        volume=None,
        number=None,
        title=None,
        paragraphs=(text,),
        original=text,
    )


@pytest.fixture
def file(tmp_path: Path) -> Iterator[int]:
    descriptor = os.open(tmp_path / "journal", os.O_RDWR | os.O_CREAT)
    yield descriptor
    os.close(descriptor)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text("text")
    return path


def begun(file: int) -> Journal:
    journal = Journal(file)
    journal.begin("rules")
    return journal


def left(file: int, rules: str = "rules") -> tuple[Journal, Leftover | None]:
    journal = Journal(file)
    return journal, journal.go_on(rules)


@pytest.mark.parametrize("each", DRAFTS, ids=lambda each: each.id)
def test_a_draft_comes_back_as_it_was(each: Draft) -> None:
    [start] = (made := gave(Path(each.path), each)).starts
    assert start == 0
    assert draft_of(made.records) == each


printable = st.text(st.characters(codec="utf-8"), max_size=300)


@settings(max_examples=200)
@given(st.text("ab-é", min_size=1, max_size=200), printable, printable, st.lists(printable, max_size=3))
def test_any_words_come_back(key: str, path: str, title: str, paragraphs: list[str]) -> None:
    made = Draft(
        id=ArticleId(key),
        path=path,
        digest="",
        publication=title,
        volume=1,
        number=None,
        title=title,
        paragraphs=tuple(paragraphs),
    )
    assert draft_of(gave(Path("nowhere"), made).records) == made


def test_texts_are_found_where_they_are_said_to_be(file: int, path: Path) -> None:
    journal = begun(file)
    same = Same(id=ArticleId("b"), path="b.txt", position=7, digest="digest")
    long = draft("c", Path("far/" * 300 + "c.txt"))
    journal.take(gave(path, *DRAFTS[:3], same))
    journal.take(gave(path, long))
    first, *_, b, c = journal.takes.starts
    assert journal.takes.ids == [*(each.id for each in DRAFTS[:3]), "b", "c"]
    assert [*map(journal.draft, journal.takes.starts[:3]), journal.draft(c)] == [*DRAFTS[:3], long]
    assert journal.text(first).head.id == DRAFTS[0].id
    assert journal.text(b)[:2] == (Kind.SAME, Head(ArticleId("b"), "b.txt", 7, "digest"))
    assert journal.text(c).head.path == long.path


def test_a_run_goes_on_with_what_was_left(file: int, path: Path) -> None:
    other = path.with_name("other.txt")
    begun(file).take(gave(path, draft("a", path)))
    journal, found = left(file)
    assert found == Leftover(articles=1, files=1)
    assert list(journal.takes.counted) == [0, 0, 1]
    assert journal.has(path)
    assert not journal.has(other)
    assert list(journal.takes.counted) == [1, 0, 1]
    journal.take(gave(other, draft("b", other)))
    journal, found = left(file)
    assert found == Leftover(articles=2, files=1)  # the other file is not there: it cannot be as it was
    assert journal.takes.ids == ["a", "b"]


def test_a_file_that_changed_is_read_again(file: int, path: Path) -> None:
    begun(file).take(gave(path, draft("a", path)))
    stamp = path.stat().st_mtime_ns
    path.write_text("longer text")
    os.utime(path, ns=(stamp, stamp))
    assert not left(file)[0].has(path)
    path.write_text("text")
    os.utime(path, ns=(stamp, stamp + 1))
    assert not left(file)[0].has(path)
    os.utime(path, ns=(stamp, stamp))
    assert left(file)[0].has(path)


def test_a_file_that_failed_in_part_is_read_again(file: int, path: Path) -> None:
    journal = begun(file)
    journal.take(Given(*gave(path, draft("a", path))[:3], (), None))  # a part of a large file
    failure = Failure(path=str(path), error=ExtractionError(Message("It is bad.")))
    journal.take(gave(path, failure, draft("b", path)))
    journal, found = left(file)
    assert found == Leftover(articles=2, files=0)
    assert not journal.has(path)


def test_a_part_of_a_file_is_no_part_of_the_next(file: int, path: Path) -> None:
    begun(file).take(Given(*gave(path, draft("part", path))[:3], (), None))
    journal, _ = left(file)
    journal.take(gave(path, draft("whole", path)))
    journal, found = left(file)
    assert found == Leftover(articles=2, files=1)
    assert journal.has(path)
    counted = [journal.takes.counted[number] for number in journal.takes.files]
    assert dict(zip(journal.takes.ids, counted, strict=True)) == {"part": 0, "whole": 1}


def test_other_rules_can_use_nothing(file: int, path: Path) -> None:
    begun(file).take(gave(path, draft("a", path)))
    assert left(file, "others")[1] is None


def test_a_journal_that_is_torn_anywhere_gives_what_stands_before(file: int, path: Path) -> None:
    journal = begun(file)
    ends = []
    for key in "abc":
        journal.take(gave(path, draft(key, path, key)))
        ends.append(os.fstat(file).st_size)
    whole = os.pread(file, ends[-1], 0)
    for length in range(len(whole)):
        os.truncate(file, length)
        journal, found = left(file)
        kept = sum(end <= length for end in ends)
        if found is not None:
            assert found.files == kept
            assert found.articles in (kept, kept + 1)
            said = [journal.draft(start).original for start in journal.takes.starts]
            assert said == list("abc")[: found.articles]
        else:
            assert length < ends[0]
        os.pwrite(file, whole, 0)


def test_no_changed_bit_passes_for_a_draft(file: int, path: Path) -> None:
    journal = begun(file)
    for each in DRAFTS[:2]:
        journal.take(gave(path, each))
    whole = os.pread(file, os.fstat(file).st_size, 0)
    for at in range(0, len(whole), 37):
        os.truncate(file, 0)
        os.pwrite(file, whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :], 0)
        journal, _ = left(file)
        found = [journal.draft(start) for start in journal.takes.starts]
        assert found == DRAFTS[: len(found)]


def test_a_full_disk_is_told(path: Path) -> None:
    full = os.open("/dev/full", os.O_RDWR)
    try:
        with pytest.raises(EngineError, match="cannot be written"):
            Journal(full).take(gave(path, draft("a", path)))
    finally:
        os.close(full)


def test_a_journal_stays_until_its_run_has_come_to_its_end(tmp_path: Path, path: Path) -> None:
    folder = tmp_path / "index" / "unfinished"
    with pytest.raises(KeyboardInterrupt), unfinished(folder, "rules") as own:  # noqa: PT012 - late
        journal, found = own.journal()
        assert found is None
        journal.take(gave(path, draft("a", path)))
        raise KeyboardInterrupt
    [left_there] = folder.iterdir()
    with unfinished(folder, "rules") as own:
        _, found = own.journal()
        assert found == Leftover(articles=1, files=1)
        [now] = folder.iterdir()
        assert now != left_there
    assert not folder.exists()


def test_nobodys_journal_is_removed_but_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "unfinished"
    with unfinished(folder, "rules") as own:
        own.journal()
        (folder / "another.journal").write_bytes(b"")
    assert [path.name for path in folder.iterdir()] == ["another.journal"]


def test_without_rules_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), unfinished(tmp_path / "none", "") as own:  # noqa: PT012 - late
        own.journal()
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []
