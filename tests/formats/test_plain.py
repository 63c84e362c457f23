from pathlib import Path

import pytest

from searchapp.errors import ExtractionError
from searchapp.formats.plain import documents as read
from searchapp.formats.source import Source
from searchapp.model.article import Document


def documents(path: Path) -> list[Document]:
    return [each for each in read(Source.of(path)) if isinstance(each, Document)]


HEADER = "Publication: Monitor Volume: 8 Issue: {}"


def written(folder: Path, content: bytes, name: str = "talks.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_a_document_named_by_its_stem(tmp_path: Path) -> None:
    path = written(tmp_path, b"Text.", "talks no. 3 (new).txt")
    [document] = documents(path)
    assert (document.id, document.path, document.text) == ("talks-no.-3--new-", str(path), "Text.")


def test_marks_and_line_ends_of_other_systems_vanish(tmp_path: Path) -> None:
    [document] = documents(written(tmp_path, b"\xef\xbb\xbfOne.\r\n\r\nTwo.\rThree."))
    assert document.text == "One.\n\nTwo.\nThree."


def test_bytes_that_are_no_text_are_replaced(tmp_path: Path) -> None:
    [document] = documents(written(tmp_path, b"El\xb4za spoke."))
    assert document.text == "El\ufffdza spoke."


def test_a_second_header_begins_a_new_article(tmp_path: Path) -> None:
    text = f"{HEADER.format(1)}\n\nFirst text.\n\n{HEADER.format(2)}\n\nSecond text.\n"
    first, second = documents(written(tmp_path, text.encode()))
    assert (first.id, second.id) == ("talks", "talks-2")
    assert (first.position, second.position) == (1, 2)
    assert "First" in first.text
    assert "Second" not in first.text
    assert second.text.startswith("Publication")


@pytest.mark.parametrize(
    "title", ["TALKS FAIL.", "Talks Fail in Baku", "TALKS FAIL IN BAKU, BUT WILL\nGO ON IN MAY."]
)
def test_the_title_above_a_header_goes_with_it(tmp_path: Path, title: str) -> None:
    text = f"{HEADER.format(1)}\n\nFirst text.\n\n{title}\n\n{HEADER.format(2)}\n\nSecond text.\n"
    first, second = documents(written(tmp_path, text.encode()))
    assert second.text.startswith(title)
    assert first.text.rstrip().endswith("First text.")


def test_a_last_sentence_above_a_header_is_no_title(tmp_path: Path) -> None:
    text = f"{HEADER.format(1)}\nFirst text.\nThey left (Turan, May 5).\n{HEADER.format(2)}\nSecond text.\n"
    first, _ = documents(written(tmp_path, text.encode()))
    assert first.text.rstrip().endswith("(Turan, May 5).")


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf\n", b"PK\x03\x04\x00\x00"])
def test_a_file_without_text_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = written(tmp_path, content)
    with pytest.raises(ExtractionError) as caught:
        list(documents(path))
    assert str(path) in str(caught.value)
    assert caught.value.hint is not None


def test_a_folder_or_nothing_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(ExtractionError, match=str(path)):
            list(documents(path))
