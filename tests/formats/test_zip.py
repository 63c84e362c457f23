import json
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import searchapp.formats.zip
from searchapp.formats import documents, is_there
from searchapp.formats.source import Failure, Reading
from searchapp.model.article import Document
from tests.formats.papers import pdf, set_lines


def zipped(folder: Path, members: Mapping[str, str | bytes]) -> Path:
    path = folder / "archive.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def told(found: list[Reading]) -> list[tuple[str, str]]:
    return [(each.path, str(each.error)) for each in found if isinstance(each, Failure)]


def ids(found: list[Reading]) -> list[str]:
    return [each.id for each in found if isinstance(each, Document)]


def test_members_of_all_kinds_are_read_in_order_of_name(tmp_path: Path) -> None:
    path = zipped(
        tmp_path,
        {
            "8/d.pdf": pdf(set_lines("Nobody ate bread.")),
            "8/b.txt": "Prices rose.",
            "8/c.HTML": "<p>Traders shrugged.</p>",
            "a.jsonl": json.dumps({"text": "One."}) + "\n",
            "8/": "",
            "8/picture.png": b"\x89PNG",
            "8/.hidden.txt": "x",
            "__MACOSX/8/b.txt": "x",
        },
    )
    found = list(documents(path))
    assert ids(found) == ["b", "c", "d", "a-1"]
    assert [each.path for each in found] == [
        f"{path}/8/b.txt",
        f"{path}/8/c.HTML",
        f"{path}/8/d.pdf",
        f"{path}/a.jsonl",
    ]


def test_a_member_that_fails_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = zipped(
        tmp_path, {"a.txt": "One.", "b.txt": " ", "c.txt": b"\x00", "d.jsonl": "{", "e.txt": "Five."}
    )
    found = list(documents(path))
    assert ids(found) == ["a", "e"]
    assert [Path(name).name for name, _ in told(found)] == ["b.txt", "c.txt", "d.jsonl"]


@pytest.mark.parametrize("name", ["../a.txt", "8/../../a.txt", "/etc/a.txt", "C:\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    found = list(documents(zipped(tmp_path, {name: "One.", "b.txt": "Two."})))
    assert ids(found) == ["b"]
    [(_, message)] = told(found)
    assert "out of its archive" in message


def test_an_archive_in_an_archive_is_named(tmp_path: Path) -> None:
    inner = zipped(tmp_path, {"a.txt": "One."}).read_bytes()
    [(name, message)] = told(list(documents(zipped(tmp_path, {"inner.zip": inner, "b.txt": "Two."}))))
    assert name.endswith("inner.zip")
    assert "Unpack" in message


def test_a_bomb_does_not_go_off(tmp_path: Path) -> None:
    found = list(documents(zipped(tmp_path, {"a.txt": "x" * 3 * 2**20, "b.txt": "Two."})))
    assert ids(found) == ["b"]
    assert "would unpack to 3 MiB" in told(found)[0][1]


def test_many_members_may_not_add_up_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searchapp.formats.zip, "LARGEST_WHOLE", 2**20)
    path = zipped(tmp_path, {f"{number}.txt": "x" * 2**18 for number in range(5)})
    [(name, message)] = told(list(documents(path)))
    assert name == str(path)
    assert "unpack it and index the folder" in message


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"a.txt": "One.", "b.txt": "Two."})
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    content[entry + 8] |= 1  # the flag in the directory's entry of the first member
    path.write_bytes(content)
    found = list(documents(path))
    assert ids(found) == ["b"]
    [(name, message)] = told(found)
    assert name.endswith("a.txt")
    assert "password" in message


def test_a_damaged_member_is_named(tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Prices rose.")
        archive.writestr("b.txt", "Two.")
    path.write_bytes(path.read_bytes().replace(b"Prices rose.", b"Prices fell."))
    found = list(documents(path))
    assert ids(found) == ["b"]
    assert "damaged" in told(found)[0][1]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_one_name_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "archive.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "One.")
        archive.writestr("a.txt", "Two.")
    found = list(documents(path))
    assert [each.text for each in found if isinstance(each, Document)] == ["Two."]
    assert "twice" in told(found)[0][1]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off"])
def test_what_is_no_archive_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "archive.zip"
    path.write_bytes(content)
    [(name, message)] = told(list(documents(path)))
    assert name == str(path)
    assert "damaged" in message


def test_an_archive_without_anything_to_read_is_named(tmp_path: Path) -> None:
    [(_, message)] = told(list(documents(zipped(tmp_path, {"a.png": b"x"}))))
    assert ".jsonl" in message


def test_it_can_be_told_whether_a_member_is_still_there(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"8/a.txt": "One."})
    assert is_there(path)
    assert is_there(path / "8/a.txt")
    assert not is_there(path / "8/b.txt")
    assert not is_there(tmp_path / "gone.zip/8/a.txt")
    path.write_bytes(b"")
    assert not is_there(path / "8/a.txt")
