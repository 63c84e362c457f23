"""A withdrawn article is not forgotten: its address says what it was, even when all is indexed anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from searchapp import wiring
from searchapp.archive import load_archive
from searchapp.authority.withdrawals import add_withdrawn, load_withdrawn
from searchapp.model.article import ArticleId
from searchapp.model.registry import Withdrawn
from searchapp.settings import Settings
from searchapp.web import create_app

TEXT = "Publication: Monitor Volume: 8 Issue: {number}\n\nMOSCOW WAITS FOR <RAIN>.\n\n{words} (AFP, April 3)."
CITATION = "“MOSCOW WAITS FOR &lt;RAIN&gt;.” Monitor vol. 8 no. 66, 4 April 2002"


class Archive:
    """A folder with files, an index of it, and a site over that."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        self.settings = Settings(index=folder / "index", archive=folder)

    def write(self, name: str, number: int, words: str = "Nobody knows why it rains.") -> None:
        (self.files / f"{name}.txt").write_text(TEXT.format(number=number, words=words))

    def index(self) -> None:
        wiring.index(self.settings, [self.files], prune=True, dry_run=False)

    @property
    def site(self) -> FlaskClient:
        app = create_app(
            self.settings, wiring.open_engine(self.settings), load_archive(self.settings.archive)
        )
        return app.test_client()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two articles of one issue; the first was withdrawn."""
    archive = Archive(tmp_path)
    archive.write("a", 66)
    archive.write("b", 66)
    archive.index()
    (archive.files / "a.txt").unlink()
    archive.index()
    return archive


def test_a_withdrawn_article_is_gone_with_its_citation(archive: Archive) -> None:
    answer = archive.site.get("/article/a")
    assert answer.status_code == 410
    assert CITATION in answer.text
    assert "<h1>Withdrawn</h1>" in answer.text
    assert '<a class="name" href="/issue/monitor/8/66">Monitor vol. 8 no. 66</a>' in answer.text
    assert '<input type="search"' in answer.text
    assert 'rel="canonical"' not in answer.text


def test_programs_learn_it_too(archive: Archive) -> None:
    answer = archive.site.get("/article/a.json")
    error = json.loads(answer.data)
    assert (answer.status_code, error["status"], error["ok"]) == (410, 410, False)
    assert "“MOSCOW WAITS FOR <RAIN>.” Monitor vol. 8 no. 66" in error["error"]


def test_what_never_was_is_not_found(archive: Archive) -> None:
    assert archive.site.get("/article/c").status_code == 404
    assert archive.site.get("/article/b").status_code == 200


def test_it_is_remembered_by_later_runs(archive: Archive) -> None:
    archive.write("b", 66, "It rains still.")
    archive.index()
    archive.write("c", 68)
    archive.index()
    assert archive.site.get("/article/a").status_code == 410


def test_it_is_remembered_when_all_is_indexed_anew(archive: Archive) -> None:
    shutil.rmtree(archive.settings.index)
    archive.index()
    assert CITATION in archive.site.get("/article/a").text


def test_what_comes_back_is_there_again_and_can_go_again(archive: Archive) -> None:
    archive.write("a", 66)
    archive.index()
    assert archive.site.get("/article/a").status_code == 200
    assert wiring.open_engine(archive.settings).withdrawn() == {}
    (archive.files / "a.txt").unlink()
    archive.index()
    assert archive.site.get("/article/a").status_code == 410


def test_an_issue_of_which_nothing_is_left_is_named_without_a_link(archive: Archive) -> None:
    (archive.files / "b.txt").unlink()
    archive.write("c", 68)
    archive.index()
    html = archive.site.get("/article/b").text
    assert CITATION in html
    assert "/issue/monitor/8/66" not in html


def test_what_is_remembered_stands_among_the_slugs_once(tmp_path: Path) -> None:
    (tmp_path / "registry.jsonl").write_text('{"person":"igor-ivanov","names":["Igor Ivanov"]}\n')
    record = Withdrawn(id=ArticleId("a"), title="Rain")
    add_withdrawn(tmp_path, [record])
    add_withdrawn(tmp_path, [record])
    assert load_withdrawn(tmp_path) == (record,)
    lines = (tmp_path / "registry.jsonl").read_text().splitlines()
    assert len(lines) == 2
    assert lines[0] == '{"person":"igor-ivanov","names":["Igor Ivanov"]}'
