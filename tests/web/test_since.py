"""A bookmark tells what is new since it was made: what came, what changed, what was withdrawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from searchapp import wiring
from searchapp.archive import load_archive
from searchapp.history import FILE
from searchapp.settings import Settings
from searchapp.web import create_app

TEXT = "Publication: Monitor Volume: 8 Issue: {number}\n\n{words} (AFP, April 3)."


class Archive:
    """A folder with files, an index of it, and a site over that."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.settings = Settings(index=folder / "index", archive=folder)

    def write(self, **texts: str) -> None:
        for name, words in texts.items():
            (self.files / f"{name}.txt").write_text(TEXT.format(number=60 + ord(name) % 20, words=words))

    def index(self) -> str:
        """The generation that comes of it."""
        wiring.index(self.settings, [self.files], prune=True, dry_run=False)
        return wiring.open_engine(self.settings).generation

    def notices(self, asked: str) -> list[str]:
        app = create_app(
            self.settings, wiring.open_engine(self.settings), load_archive(self.settings.archive)
        )
        client: FlaskClient = app.test_client()
        html = client.get(f"/search?{asked}").text
        return re.findall(r'<p class="notice">((?:Since|Nothing)[^<]*)</p>', html)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.write(a="Rain in Omsk", b="Snow in Omsk", c="Rain in Perm")
    return archive


def test_what_came_changed_and_went_is_told_of_the_search(archive: Archive) -> None:
    seen = archive.index()
    archive.write(d="More rain in Omsk", e="Sun in Omsk", b="Rain after snow in Omsk")
    (archive.files / "c.txt").unlink()
    archive.index()
    [notice] = archive.notices(f"q=rain&seen={seen}")
    assert re.fullmatch(r"Since \d+ \w+ \d{4}: 1 new, 1 changed and 1 withdrawn from the archive\.", notice)
    [notice] = archive.notices(f"q=omsk&seen={seen}")
    assert "2 new, 1 changed and" in notice
    [notice] = archive.notices(f"q=rain&volume=9&seen={seen}")
    assert ": 1 withdrawn from the archive." in notice


def test_where_nothing_is_new_it_says_so(archive: Archive) -> None:
    seen = archive.index()
    assert archive.notices("q=rain") == []
    assert archive.notices(f"q=rain&seen={seen}")[0].startswith("Nothing is new since")
    archive.write(d="Sun in Omsk")
    archive.index()
    assert archive.notices(f"q=rain&seen={seen}")[0].startswith("Nothing is new since")


@pytest.mark.parametrize("seen", ["0", "99", "x", "", "<b>"])
def test_what_is_not_known_is_not_told(archive: Archive, seen: str) -> None:
    archive.index()
    assert archive.notices(f"q=rain&seen={seen}") == []


def test_an_index_without_its_changes_tells_nothing(archive: Archive) -> None:
    seen = archive.index()
    (archive.settings.index / FILE).unlink()
    assert archive.notices(f"q=rain&seen={seen}") == []
