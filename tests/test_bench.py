"""The measuring itself: made articles are the same each time, and tags are counted where texts name them."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from itertools import islice
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.articles import FOLDERS, SIZE, synthetic_articles
from bench.corpus import Size, synthetic
from bench.given import stories
from bench.growth import picture
from bench.peers.base import articles
from bench.prepared import PARTED, Prepared, prepared
from bench.processes import Engine
from bench.questions import Question, by_kind, questions, search_query, stemmed
from bench.results import Results, quantile
from bench.rounds import Disagreement, Rounds
from searchapp.query.nodes import Phrase, Prefix, Term
from searchapp.query.parser import parse
from searchapp.text.analyze import stem, words

SMALL = Size(articles=200, words=120, titles=0.3)
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


def test_indexing_is_measured() -> None:
    printed = bench("indexing", "--articles", "3")
    assert "\nnew " in printed
    assert "\nunchanged " in printed


def test_pages_are_measured(work: Path) -> None:
    options = "--articles 60 --words 60 --rounds 1 --each 1 --work".split()
    printed = bench("pages", *options, str(work)).splitlines()
    assert "pages/s" in printed[2]
    assert [line.split()[0] for line in printed[3:]] == ["1", "4"]


def test_pages_that_arrive_at_a_rate_are_measured_beside_indexing(work: Path) -> None:
    options = "--articles 60 --words 60 --each 1 --rate 20 --seconds 1 --connections 5 --reindex --work"
    printed = bench("load", *options.split(), str(work)).splitlines()
    assert printed[2].split()[:3] == ["pages/s", "pages", "failed"]
    assert printed[3].split()[:3] == ["20", "20", "0"]
    assert not list(work.glob("reindexed-*"))


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


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bench")


@pytest.fixture(scope="module")
def corpus(work: Path) -> Prepared:
    return prepared(work / "corpus", SMALL, None)


def test_made_archives_are_the_same_each_time() -> None:
    made = list(synthetic(SMALL))
    assert made == list(synthetic(SMALL))
    assert made != list(synthetic(Size(articles=200, words=120, seed=2)))
    assert len({story.id for story in made}) == 200
    assert 90 < sum(len(paragraph.split()) for story in made for paragraph in story.paragraphs) / 200 < 150


def test_an_archive_of_any_size_is_made_as_it_is_read() -> None:
    first = list(islice(synthetic(Size(articles=10**6, words=5)), 3))
    assert [story.volume for story in first] == [1, 1, 1]


def test_a_made_text_names_its_people_and_sources_where_it_says() -> None:
    for story in synthetic(SMALL):
        for named in (*story.people, *story.sources):
            assert named.name in story.paragraphs[named.paragraph - 1][named.start : named.end]


def test_plain_archives_have_lower_case_ascii_words_beside_the_names() -> None:
    for story in synthetic(Size(articles=20, words=80, plain=True)):
        text = " ".join(story.paragraphs)
        for named in (*story.people, *story.sources):
            text = text.replace(named.name, "")
        assert text.isascii()
        assert text == text.lower()
        assert not set(text) - set("abcdefghijklmnopqrstuvwxyz ")


def test_the_peers_are_given_the_words_of_our_analyzer(corpus: Prepared) -> None:
    for mode, form in (("words", str), ("stems", stem)):
        fed = list(articles(corpus.folder, mode))
        for story, each in zip(corpus.stories(), fed, strict=True):
            assert each.body == [" ".join(map(form, words(paragraph))) for paragraph in story.paragraphs]
            assert each.text.split(PARTED) == [" ".join(p.split()) for p in story.paragraphs]
            assert each.title.split() == [form(word) for word in words(story.title or "")]


def test_json_lines_are_an_archive_too(tmp_path: Path) -> None:
    file = tmp_path / "mine.jsonl"
    facets = {"volume": 8, "number": 66, "date": "2002-04-04", "people": ["Igor Ivanov"]}
    file.write_bytes(msgspec.json.encode({"id": "1", "paragraphs": ["Words."], "facets": facets}))
    (story,) = stories(Size(articles=5), file)
    assert (story.people[0].slug, story.number, story.title) == ("igor-ivanov", 66, None)


def test_every_kind_of_question_is_asked_as_it_is_meant(corpus: Prepared) -> None:
    asked = questions(corpus, mode="words", each=3)
    assert asked == questions(corpus, mode="words", each=3)
    kinds = dict(by_kind(asked))
    assert {"rare", "frequent", "and 2", "or", "phrase", "frequent phrase", "prefix", "dates"} <= kinds.keys()
    (clause,) = kinds["phrase"][0].must
    node = parse(search_query(kinds["phrase"][0], mode="words").q).node
    assert node == Phrase(" ".join(clause.words), exact=True)
    assert isinstance(parse(search_query(kinds["prefix"][0], mode="words").q).node, Prefix)
    word = kinds["rare"][0]
    assert parse(search_query(word, mode="stems").q).node == Term(word.must[0].words[0])
    assert stemmed(word).must[0].words == (stem(word.must[0].words[0]),)
    assert not any(each.kind == "prefix" for each in questions(corpus, mode="stems", each=3))


def test_answers_that_differ_end_the_comparison() -> None:
    question = Question(kind="rare", must=())
    rounds = Rounds(dict[str, Engine](), [question], "words", seed=1)
    same = {"total": 3, "facets": {"volume": [3, 2, 1]}}
    rounds._check(question, "b", {"one": same, "other": {**same, "hits": 9}})
    for other in ({"total": 4, "facets": {}}, {"total": 3, "facets": {"volume": [3, 3]}}):
        with pytest.raises(Disagreement, match="one: "):
            rounds._check(question, "b", {"one": same, "other": other})


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1), st.floats(0, 1))
def test_quantiles_rise_with_their_share_within_the_values(
    values: list[float], one: float, other: float
) -> None:
    ordered, (low, high) = sorted(values), sorted((one, other))
    assert ordered[0] <= quantile(ordered, low) <= quantile(ordered, high) * (1 + 1e-12)
    assert quantile(ordered, high) <= ordered[-1] * (1 + 1e-12)


def test_engines_are_compared_and_drawn(work: Path) -> None:
    options = "--articles 200 --words 100 --each 1 --rounds 1 --titles 0.5 --engines embedded,sqlite".split()
    printed = bench("compare", *options, "--work", str(work), "--json", str(work / "figures.json"))
    assert "Ours over theirs" in printed
    assert "private memory" in printed
    results = msgspec.json.decode((work / "figures-words.json").read_bytes(), type=Results)
    assert {ratio.peer for ratio in results.ratios} == {"sqlite"}
    assert results.engines["embedded"].phases.keys() == {"a", "b", "c"}
    assert results.engines["embedded"].built.size > results.engines["embedded"].built.records > 0
    svg = ET.fromstring(picture([results]))  # noqa: S314  # our own text
    drawn = {(text.text or "").split()[0] for text in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"searchapp", "sqlite", "200"} <= drawn
