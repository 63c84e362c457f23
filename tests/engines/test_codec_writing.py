"""Whoosh's own writer writes through our codec what the engine would have written."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from whoosh import qparser
from whoosh.fields import ID, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import create_in, open_dir
from whoosh.query import Phrase, Term
from whoosh.writing import IndexingError

from searchapp.engines.embedded.codec.columnar import ColumnarCodec
from searchapp.engines.embedded.codec.schema import document, schema
from searchapp.engines.embedded.engine import _page
from searchapp.engines.embedded.search.snapshot import Snapshot
from searchapp.engines.memory import MemoryEngine
from searchapp.errors import Message, PageNotFound
from searchapp.model.search import SearchPage, SearchQuery
from tests.engines import strategies
from tests.engines.builders import Put, article, registry
from tests.engines.test_codec import is_as_whoosh_finds
from tests.engines.test_random import answered
from tests.engines.test_random import change as change_engine
from tests.engines.whoosh_written import change, parts, snapshot, writer

commits = st.lists(
    st.tuples(
        strategies.steps, st.sampled_from(({}, {"merge": False}, {"merge": False}, {"optimize": True}))
    ),
    min_size=1,
    max_size=4,
)


def files(folder: Path) -> list[str]:
    return sorted(path.suffix for path in folder.iterdir() if path.suffix in (".ndoc", ".nfld"))


def page(query: SearchQuery, written: Snapshot) -> SearchPage | Message:
    """As `answered`."""
    try:
        return replace(_page(query, written), generation="")
    except PageNotFound as error:
        return error.message


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(commits, st.lists(strategies.queries(), min_size=1, max_size=8))
def test_the_engine_answers_from_what_whoosh_wrote(
    commits: list[tuple[list[strategies.Step], dict[str, bool]]], queries: list[SearchQuery]
) -> None:
    memory, held = MemoryEngine(), dict[str, Put]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for steps, how in commits:
            for step in steps:
                if isinstance(step, str):
                    held.pop(step, None)
                else:
                    held[step[0].id] = step
            change(folder, steps, **how)
            change_engine(memory, steps, held)
        written = snapshot(folder, memory.registry)
        event(
            f"{len(written.segments)} segments, {'some' if written.size < len(written) else 'none'} deleted"
        )
        for query in queries:
            assert page(query, written) == answered(memory, query), query
        assert {written.article(doc).id: written.article(doc) for doc in written.summary.by_id.tolist()} == {
            key: memory.get(key) for key in memory.digests()
        }
        assert [written.draft(doc) for doc in written.summary.by_id.tolist()] == list(memory.drafts())
        assert {written.id(doc): written.digest(doc) for doc in written.summary.by_id} == memory.digests()
        with open_dir(name).searcher() as searcher:
            for query in queries:
                is_as_whoosh_finds(query.q, written, searcher)


def test_a_document_needs_no_article(tmp_path: Path) -> None:
    with writer(tmp_path) as writing:
        writing.add_document(
            id="a", title="Itar-Tass", body="An axis.\n\nOf evil.", person=["x", "y"], day=730944
        )
        writing.add_document(id="b", body="Nothing", volume="8", issue="8:66")
    with open_dir(str(tmp_path)).searcher() as searcher:
        stored = [dict(hit) for hit in searcher.search(Term("body", "axis"))]
        assert stored == [{"id": "a", "day": 730944, "person": ["x", "y"]}]
        assert not searcher.search(Phrase("body", ["axis", "of"]))  # another paragraph
        assert [hit["id"] for hit in searcher.search(Term("volume", "8"))] == ["b"]
        assert [hit["id"] for hit in searcher.search(Term("person", "none"))] == ["b"]
    written = snapshot(tmp_path, registry(()))
    assert [written.digest(0), written.segments[0].documents["days"].tolist()] == ["00" * 32, [730944, 0]]


def test_words_are_read_as_the_engine_reads_them(tmp_path: Path) -> None:
    change(tmp_path, [article("a", "The U.S. and Itar-Tass.", "Putin’s Élysée")])
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert list(searcher.lexicon("body")) == [
            b"and",
            b"elysee",
            b"itar",
            b"putin",
            b"tass",
            b"the",
            b"us",
        ]
        parser = qparser.QueryParser("body", searcher.schema)
        assert parser.parse("itar-tass") == Phrase("body", ["itar", "tass"])
        (hit,) = searcher.search(parser.parse("putin's AND U.S. AND Itar-Tass"))
        text = "No.\n\nThen Putin’s, Élysée"
        assert hit.highlights("body", text=text) == 'No.\n\nThen <b class="match term0">Putin</b>’s, Élysée'


def test_several_documents_deleted_and_merged(tmp_path: Path) -> None:
    first, second, third = (article(key, f"Text of {key}") for key in "abc")
    change(tmp_path, [first, second], merge=False)
    change(tmp_path, [third, article("a", "New text")], merge=False)
    assert [part.live.tolist() for part in parts(tmp_path)] == [[False, True], [True, True]]
    change(tmp_path, ["b"], optimize=True)
    (merged,) = parts(tmp_path)
    assert sorted(merged.segment.ids) == [b"a", b"c"]
    assert files(tmp_path) == [".ndoc", ".nfld"]


def test_all_documents_deleted_and_merged(tmp_path: Path) -> None:
    change(tmp_path, [article("a", "Text")])
    change(tmp_path, ["a"], optimize=True)
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert not searcher.search(Term("body", "text"))
        assert searcher.reader().max_field_length("body") == 0
    change(tmp_path, [article("b", "Text")])
    assert [list(part.segment.ids) for part in parts(tmp_path) if len(part.segment)] == [[b"b"]]


def test_a_cancelled_writer_leaves_nothing(tmp_path: Path) -> None:
    change(tmp_path, [article("a", "Text")])
    writing = writer(tmp_path)
    writing.add_document(id="b", body="Text")
    writing.cancel()
    assert files(tmp_path) == [".ndoc", ".nfld"]
    change(tmp_path, ["a"], merge=False)  # nothing is added
    assert files(tmp_path) == [".ndoc", ".nfld"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "needs its id"),
        ({"id": "a"}, "two documents of one id"),
        ({"id": "x", "day": 0}, "0 is no day"),
        ({"id": "x", "volume": "8..9"}, "no value of volume"),
        ({"id": "x", "issue": "eight"}, "no value of issue"),
        ({"id": "x", "year": ["2001", "2002"]}, "year has one value"),
        ({"id": "x", "record": b"Text"}, "record is not what"),
    ],
)
def test_a_document_that_cannot_be_kept_ends_the_writing(
    tmp_path: Path, wrong: dict[str, object], told: str
) -> None:
    writing = writer(tmp_path)
    writing.add_document(id="a", body="Text")
    with pytest.raises(IndexingError, match=told):
        writing.add_document(body="Its words must not be another's", **wrong)
    with pytest.raises(IndexingError, match="failed half-way"):
        writing.add_document(id="b", body="Text")
    writing.commit()
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert list(searcher.lexicon("body")) == [b"text"]
        assert [hit["id"] for hit in searcher.search(Term("body", "text"))] == ["a"]


def test_what_whoosh_itself_refuses_ends_the_writing_too(tmp_path: Path) -> None:
    writing = writer(tmp_path)
    with pytest.raises(ValueError, match="not unicode"):
        writing.add_document(id="a", body="Text", title=8)
    with pytest.raises(IndexingError, match="failed half-way"):
        writing.add_document(id="b", body="Text")
    writing.cancel()


def test_boosts_are_refused(tmp_path: Path) -> None:
    writing = writer(tmp_path)
    writing.add_document(id="a", body="Text", _body_boost=2.0)
    with pytest.raises(IndexingError, match="no boosts"):
        writing.commit()


def test_other_fields_are_refused(tmp_path: Path) -> None:
    index = create_in(str(tmp_path), Schema(id=ID(unique=True, stored=True), colour=ID(stored=True)))
    writing = index.writer(codec=ColumnarCodec())
    with pytest.raises(IndexingError, match="no field 'colour'"):
        writing.add_document(id="a", colour="red")
    writing.cancel()


def test_an_index_in_memory_is_refused() -> None:
    index = RamStorage().create_index(schema())
    with pytest.raises(IndexingError, match="in a folder"):
        index.writer(codec=ColumnarCodec())


def test_the_record_of_an_article_survives_merging(tmp_path: Path) -> None:
    made, draft = article("a", "Text", people=["Igor Ivanov"])
    draft = msgspec.structs.replace(draft, original="The file's Text")
    change(tmp_path, [(made, draft)])
    change(tmp_path, [article("b", "Text")], optimize=True)
    (part,) = parts(tmp_path)
    at = list(part.segment.ids).index(b"a")
    assert (part.segment.records.article(at), part.segment.records.draft(at)) == (made, draft)
    with open_dir(str(tmp_path)).searcher() as searcher:
        assert searcher.document(id="a")["record"] == document(made, draft)["record"]
