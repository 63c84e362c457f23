"""The measuring itself: made articles are the same each time, and tags are counted where texts name them."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bench.articles import FOLDERS, SIZE, synthetic_articles

ROOT = Path(__file__).resolve().parent.parent
SGM = """<REUTERS TOPICS="YES" NEWID="7">
<PEOPLE><D>james-baker</D><D>volcker</D></PEOPLE><TEXT>
<BODY>Treasury Secretary James Baker met
Senator Bob Dole in Houston.
    They talked of &lt;Texaco>.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""


@pytest.mark.parametrize("texts", FOLDERS)
def test_made_articles_are_the_same_each_time(texts: str) -> None:
    made = list(synthetic_articles(20, texts=texts, seed=3))
    assert made == list(synthetic_articles(20, texts=texts, seed=3))
    assert made != list(synthetic_articles(20, texts=texts, seed=4))
    assert all(SIZE <= len(text) < 2 * SIZE for _, text in made)
    assert len({name for name, _ in made}) == 20


def test_extraction_is_measured() -> None:
    printed = bench("extraction", "--articles", "3", "--rounds", "1")
    for stage in ("formats", "extract", "resolve", "all"):
        assert f"\n{stage} " in printed


def test_marking_is_measured() -> None:
    printed = bench("marking", "--articles", "2", "--rounds", "1")
    for query in ("moscow", '"foreign minister"', "gover*", "presidant~"):
        assert f" {query} " in printed


def test_tags_that_a_text_names_are_counted(tmp_path: Path) -> None:
    corpus = tmp_path / "reuters21578.tar.gz"
    with tarfile.open(corpus, "w:gz") as files:
        member = tarfile.TarInfo("reuters21578/reut2-000.sgm")
        member.size = len(SGM.encode())
        files.addfile(member, io.BytesIO(SGM.encode()))
    printed = bench("reuters_people", "--corpus", str(corpus))
    assert "1 articles read; 1 tags, of 1 people" in printed
    assert "Bob Dole  [reuters-00007]" in printed


def test_without_the_corpus_it_says_so(tmp_path: Path) -> None:
    printed = bench("reuters_people", "--corpus", str(tmp_path / "reuters21578.tar.gz"))
    assert printed.startswith("Skipped: there is no reuters21578.tar.gz")


def bench(name: str, *arguments: str) -> str:
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
