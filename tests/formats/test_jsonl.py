import json
from pathlib import Path

import pytest

from searchapp.errors import ExtractionError
from searchapp.formats.jsonl import documents
from searchapp.formats.source import Failure, Reading, Source
from searchapp.model.article import ArticleId, Document


def read(folder: Path, *lines: object) -> list[Reading]:
    path = folder / "talks.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return list(documents(Source.of(path)))


def failures(read: list[Reading]) -> list[str]:
    return [str(each.error) for each in read if isinstance(each, Failure)]


def test_a_record_is_an_article_with_what_it_says_beside_its_text(tmp_path: Path) -> None:
    record = {"id": "8-66", "publication": "Monitor", "volume": 8, "issue": "66", "title": " Talks\n Fail "}
    [document] = read(tmp_path, {**record, "text": "Prices rose.", "date": "2002-04-04", "more": None})
    assert document == Document(
        id=ArticleId("8-66"),
        path=str(tmp_path / "talks.jsonl"),
        text="Prices rose.",
        publication="Monitor",
        volume=8,
        number=66,
        title="Talks Fail",
    )


def test_a_record_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    found = read(
        tmp_path, {"text": "One."}, "", {"id": None, "text": "Two."}, {"id": "..", "text": "Three."}, ""
    )
    assert [(each.id, each.position) for each in found if isinstance(each, Document)] == [
        ("talks-1", 1),
        ("talks-3", 3),
        ("talks-4", 4),
    ]


def test_an_id_is_fit_for_an_address(tmp_path: Path) -> None:
    found = read(tmp_path, {"id": "8/66 a", "text": "One."}, {"id": 12, "text": "Two."})
    assert [each.id for each in found if isinstance(each, Document)] == ["8-66-a", "12"]


@pytest.mark.parametrize(
    "record",
    [
        {"text": "One.\r\n\r\nTwo."},
        {"paragraphs": ["One.", " ", "Two.\n"]},
        {"body": "One.\n\nTwo."},
        {"content": ["One.", "Two."], "text": None},
    ],
)
def test_the_text_may_lie_in_several_places(tmp_path: Path, record: object) -> None:
    [document] = read(tmp_path, record)
    assert isinstance(document, Document)
    assert document.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"text": "cut', "is not JSON"),
        ("[1]", "not a JSON object"),
        ('{"title": "Talks"}', "text, paragraphs, body, content"),
        ('{"text": " "}', "“text” is empty"),
        ('{"text": 5}', "“text” is neither"),
        ('{"paragraphs": ["a", 5]}', "“paragraphs” is neither"),
        ('{"text": "a", "volume": "eight"}', "“volume” is not a number"),
        ('{"text": "a", "issue": true}', "“issue” is not a number"),
        ('{"text": "a", "title": 5}', "“title” is not a string"),
        ('{"text": "a", "id": [1]}', "“id” is neither"),
        ('{"text": "a", "id": "first"}', "as line 1 has"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_bad_line_fails_by_its_number_and_the_others_are_read(tmp_path: Path, line: str, told: str) -> None:
    found = read(tmp_path, {"id": "first", "text": "One."}, line, {"text": "Three."})
    assert [each.id for each in found if isinstance(each, Document)] == ["first", "talks-3"]
    [failure] = failures(found)
    assert told in failure
    assert f"ine 2 of {tmp_path / 'talks.jsonl'}" in failure


def test_a_line_that_is_not_utf_8_fails(tmp_path: Path) -> None:
    path = tmp_path / "talks.ndjson"
    path.write_bytes(b'\xef\xbb\xbf{"text": "One."}\n{"text": "El\xb4za"}\n')
    first, second = documents(Source.of(path))
    assert isinstance(first, Document)
    assert isinstance(second, Failure)


def test_halves_of_characters_do_not_get_in(tmp_path: Path) -> None:
    [document] = read(tmp_path, r'{"text": "a\ud800b\u0000", "title": "\udfff"}')
    assert isinstance(document, Document)
    assert (document.text, document.title) == ("a\ufffdb\ufffd", "\ufffd")


def test_a_file_without_a_line_is_empty(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="is empty"):
        read(tmp_path, "", "\ufeff ")
