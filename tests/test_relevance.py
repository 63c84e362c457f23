"""`searchapp eval relevance`: test collections as they are found, and the figures by hand."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchapp.cli import main
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.errors import InputError
from searchapp.evaluation.collection import Collection, CollectionDocument, Topic
from searchapp.evaluation.collection_files import load_collections
from searchapp.evaluation.measures import average_precision, ndcg, precision
from searchapp.evaluation.relevance import OURS, PLAIN, any_of_words, measured, plain_words
from searchapp.model.search import Match, SearchQuery
from searchapp.query.parser import parse
from searchapp.query.parts import any_of
from tests.engines.builders import article

SMART = {
    "talks.all": """.I 1
.T
Talks on gas
.A
A. Writer
.W
Talks on gas went on in Minsk.

A second day follows.
.I 2
.W
A reactor was shut down
for a day.
.I 3
.T
Elections
.W
Nobody spoke of gas.
""",
    "talks.qry": '.I 001\n.W\nwhat talks were there on gas?\n.I 004\n.W\n"reactor" AND -gas\n',
    "talks.rel": "1 1 2\n1 3 1\n2 2 1\n2 3 -1\n",
    "README": "Three documents, two questions.\n",
}
TREC = {
    "talks.trec": """<DOC>
<DOCNO> 1 </DOCNO><DATE>12 May 1998</DATE>
<TITLE>Talks on gas</TITLE>
<TEXT>
Talks on <B>gas</B> went on in Minsk.

A second day follows.
</TEXT>
</DOC>
<DOC><DOCNO>2</DOCNO><TEXT>A reactor was shut down
for a day.</TEXT></DOC>
<DOC><DOCNO>3</DOCNO><HEADLINE>Elections</HEADLINE><TEXT>Nobody spoke of gas.</TEXT></DOC>
""",
    "topics": """<top>
<num> Number: 1
<title> what talks were there on gas?
<desc> Description:
all about it
</top>
<top><num>2<title> empty <desc> Description: "reactor" AND -gas
</top>
""",
    "qrels": "1 0 1 2\n1 0 3 1\n2 0 2 1\n2 0 3 -1\n",
}
DOCUMENTS = [
    CollectionDocument("1", "Talks on gas", ("Talks on gas went on in Minsk.", "A second day follows.")),
    CollectionDocument("2", "", ("A reactor was shut down for a day.",)),
    CollectionDocument("3", "Elections", ("Nobody spoke of gas.",)),
]
JUDGED = {"1": {"1": 2, "3": 1}, "2": {"2": 1, "3": -1}}


def laid(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def packed_tar(folder: Path, files: Mapping[str, str]) -> Path:
    path = folder / "talks.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"talks/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return path


def packed_zip(folder: Path, files: Mapping[str, str]) -> Path:
    path = folder / "talks.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"talks/{name}", text)
    return path


def laid_beside(folder: Path, files: Mapping[str, str]) -> Path:
    return laid(folder / "talks", files)


@pytest.mark.parametrize("pack", [laid_beside, packed_tar, packed_zip])
@pytest.mark.parametrize(("form", "files"), [("SMART", SMART), ("TREC", TREC)])
def test_both_forms_are_read_from_folders_and_archives(
    tmp_path: Path, form: str, files: Mapping[str, str], pack: Callable[[Path, Mapping[str, str]], Path]
) -> None:
    (collection,) = load_collections(pack(tmp_path, files))
    assert (collection.name, collection.form) == ("talks", form)
    assert collection.documents == DOCUMENTS
    assert [topic.id for topic in collection.topics] == ["1", "2"]
    assert [plain_words(topic.text) for topic in collection.topics] == [
        ["what", "talks", "there", "gas"],
        ["reactor", "gas"],
    ]
    assert collection.judgments == JUDGED


def test_both_forms_in_one_place_are_two_collections(tmp_path: Path) -> None:
    found = load_collections(laid(tmp_path, SMART | TREC))
    assert [each.form for each in found] == ["TREC", "SMART"]
    assert found[0].documents == found[1].documents


def test_texts_may_have_the_one_form_and_judgments_the_other(tmp_path: Path) -> None:
    files = {name: text for name, text in SMART.items() if name != "talks.rel"}
    (collection,) = load_collections(laid(tmp_path, files | {"qrels": TREC["qrels"]}))
    assert (collection.form, collection.judgments) == ("SMART", JUDGED)


@pytest.mark.parametrize(
    "judgments",
    [
        "1 1\n1 3\n2 2\n",
        "     1      1\t0\t0.000000\n 1 3\t0\t0.000000\n 2 2\t0\t0.000000\n",
        "01 0001  0 0\n1 3 0 0\n2 2 0 0",
    ],
)
def test_judgments_without_grades_say_what_is_relevant(tmp_path: Path, judgments: str) -> None:
    (collection,) = load_collections(laid(tmp_path, SMART | {"talks.rel": judgments}))
    assert collection.judgments == {"1": {"1": 1, "3": 1}, "2": {"2": 1}}


def test_topics_are_named_by_their_numbers_where_judgments_do_so(tmp_path: Path) -> None:
    (collection,) = load_collections(laid(tmp_path, SMART | {"talks.rel": "1 1 1\n4 2 1\n"}))
    assert [topic.id for topic in collection.topics] == ["1", "4"]


def test_only_topics_of_which_something_relevant_is_known_are_asked(tmp_path: Path) -> None:
    (collection,) = load_collections(laid(tmp_path, SMART | {"talks.rel": "1 1 1\n2 3 -1\n2 9 1\n"}))
    assert [topic.id for topic in collection.topics] == ["1"]


def test_old_files_are_read_too(tmp_path: Path) -> None:
    files = laid(tmp_path, SMART)
    (files / "talks.all").write_bytes(".I 1\r\n.W\r\nCafé in Minsk\r\n".encode("latin-1"))
    (collection,) = load_collections(files)
    assert collection.documents == [CollectionDocument("1", "", ("Café in Minsk",))]


def without(files: Mapping[str, str], name: str) -> dict[str, str]:
    return {each: text for each, text in files.items() if each != name}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no test collection"),
        ({"README": "Nothing here."}, "holds no test collection"),
        (without(SMART, "talks.rel"), "has no judgments in SMART form"),
        (without(SMART, "talks.qry"), "has no topics in SMART form"),
        (without(TREC, "topics"), "has no topics in TREC form"),
        (without(TREC, "qrels"), "has no judgments in TREC form"),
        (TREC | {"more.trec": TREC["talks.trec"]}, "has two documents of one number"),
        (TREC | {"qrels": "7 0 1 1\n"}, "other topics or documents only"),
        (TREC | {"qrels": "1 0 9 1\n"}, "other topics or documents only"),
        (TREC | {"talks.trec": TREC["talks.trec"] + "<DOC>No number</DOC>"}, "a document without a number"),
        (TREC | {"topics": TREC["topics"] + "<top><num> <title>gas</top>"}, "a topic without a number"),
        (SMART | {"talks.rel": "1 1 1\n" * 20 + "one two\n"}, "has no judgment in line 21"),
    ],
)
def test_what_is_missing_or_wrong_is_said(tmp_path: Path, files: Mapping[str, str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        load_collections(laid(tmp_path, files))


@pytest.mark.parametrize("data", [None, b"", b"no archive", b"\x1f\x8b broken"])
def test_what_cannot_be_read_is_said(tmp_path: Path, data: bytes | None) -> None:
    path = tmp_path / "talks.tar.gz"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(InputError, match="could not be read"):
        load_collections(path)


# Figures ------------------------------------------------------------------------------------------


def test_ndcg_by_hand() -> None:
    judged = {"a": 3, "b": 1, "c": 0, "d": -1}
    best = 3 + 1 / log2(3)
    assert ndcg(["a", "b"], judged) == 1
    assert ndcg(["x", "b", "d", "a"], judged) == pytest.approx((1 / log2(3) + 3 / log2(5)) / best)
    assert ndcg(["x"] * 10 + ["a"], judged) == 0
    assert ndcg([], {}) == 0


def test_average_precision_by_hand() -> None:
    judged = {"a": 2, "b": 1, "c": 0, "d": -1}
    assert average_precision(["a", "b"], judged) == 1
    assert average_precision(["x", "b", "c", "a"], judged) == (1 / 2 + 2 / 4) / 2
    assert average_precision(["d", "a"], judged) == (1 / 2) / 2


def test_precision_by_hand() -> None:
    assert precision(["a", "x", "b", "c"], {"a": 1, "b": 4, "c": 1, "x": -1}) == pytest.approx(2 / 3)
    assert precision(["a"], {"a": 1}) == pytest.approx(1 / 3)


_judged = st.dictionaries(st.sampled_from("abcdefghijklmno"), st.integers(-1, 4), min_size=1)


@given(_judged, st.permutations("abcdefghijklmno"))
def test_no_ranking_is_better_than_the_best(judged: dict[str, int], ranking: list[str]) -> None:
    best = sorted(ranking, key=lambda document: -judged.get(document, 0))
    for measure in (ndcg, average_precision, precision):
        assert 0 <= measure(ranking, judged) <= measure(best, judged) <= 1 + 1e-12
    if any(grade > 0 for grade in judged.values()):
        assert ndcg(best, judged) == pytest.approx(1)
        assert average_precision(best, judged) == pytest.approx(1)


@given(
    st.text(alphabet="abc -\"'():*~=\n", max_size=30)
    | st.sampled_from(["person:putin OR", "-a NOT b*", "to be"])
)
def test_a_topic_asks_what_a_reader_asks_by_its_words(text: str) -> None:
    asked = plain_words(text)
    if asked:
        assert any_of(parse(" ".join(asked)).node) == any_of_words(asked)


def test_measured_is_what_readers_find(tmp_path: Path) -> None:
    """The same order as the page of a search gives with any of the words enough."""
    engine = EmbeddedEngine(tmp_path)
    with engine.writer() as writer:
        for document in DOCUMENTS:
            writer.put(*article(document.id, *document.paragraphs, title=document.title or None))
    topic = Topic("1", 'talks (of) gas: a second "day"?')
    page = engine.search(SearchQuery(q=" ".join(plain_words(topic.text)), match=Match.ANY))
    last = page.hits[-1].article.id
    collection = Collection("talks", "TREC", DOCUMENTS, [topic], {"1": {last: 1}})
    found = measured(collection).settings[OURS]
    assert found.ndcg == pytest.approx(1 / log2(1 + len(page.hits)))
    assert found.map == pytest.approx(1 / len(page.hits))


def test_long_topics_are_asked_whole() -> None:
    words = [f"word{number}" for number in range(50)]
    documents = [CollectionDocument("1", "", (words[-1],)), CollectionDocument("2", "", ("other",))]
    found = measured(Collection("long", "SMART", documents, [Topic("1", " ".join(words))], {"1": {"1": 1}}))
    assert {name: measures.map for name, measures in found.settings.items()} == {PLAIN: 1, OURS: 1}


# The command --------------------------------------------------------------------------------------


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["eval", "relevance", *arguments])
    printed = capsys.readouterr()
    return int(ended.value.code or 0), printed.out, printed.err


def test_the_command_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(laid_beside(tmp_path, SMART)))
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "talks, SMART form: 3 documents, 2 topics, 3 relevant"
    assert lines[1].split() == ["NDCG@10", "MAP", "P@3"]
    assert lines[2].split() == ["plain", "BM25", "1.0000", "1.0000", "0.5000"]
    assert lines[3].split() == ["searchapp", "1.0000", "1.0000", "0.5000"]
    assert lines[4].split() == ["+0.0", "%"] * 3


def test_the_command_prints_one_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, str(laid_beside(tmp_path, TREC)), "--json")
    assert code == 0
    assert json.loads(out) == {
        "ok": True,
        "collections": [
            {
                "name": "talks",
                "form": "TREC",
                "documents": 3,
                "topics": 2,
                "relevant": 3,
                "settings": {name: {"ndcg_10": 1.0, "map": 1.0, "p_3": 0.5} for name in (PLAIN, OURS)},
            }
        ],
    }


def test_bad_input_ends_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, str(tmp_path / "nowhere"))
    assert (code, out) == (2, "")
    assert "nowhere could not be read" in err
    code, out, _ = run(capsys, str(tmp_path / "nowhere"), "--json")
    assert (code, json.loads(out)["ok"]) == (2, False)
