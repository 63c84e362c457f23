"""Articles and drafts are read as they were written, whatever their originals look like."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.records import FEW, Compression, Records, encoded, trained
from searchapp.engines.embedded.columns.sections import Sections, SectionWriter
from searchapp.engines.embedded.columns.strings import put_strings
from tests.engines.builders import Put, article
from tests.engines.strategies import random_put

SURROGATES = "\ud800", "\udfff text"

_texts = st.text(max_size=12) | st.sampled_from(("a", "aa", "", "The axis of evil. ", "Путин"))
_paragraphs = st.lists(_texts, max_size=5).map(tuple)


@st.composite
def puts(draw: st.DrawFn) -> Put:
    """The original has the paragraphs or some of them, in any order, with anything in between."""
    made, draft = article("a", *draw(_paragraphs))
    between = st.sampled_from(("\n\n", "", *SURROGATES)) | _texts
    pieces = st.sampled_from(made.paragraphs) | between if made.paragraphs else between
    original = draw(st.just("\n\n".join(made.paragraphs)) | st.lists(pieces, max_size=8).map("".join))
    paragraphs = draw(st.just(made.paragraphs) | _paragraphs)
    return made, msgspec.structs.replace(draft, original=original, paragraphs=paragraphs)


@cache
def dictionary() -> bytes:
    """A trained one."""
    told = trained([encoded(*random_put(seed)).article for seed in range(4 * FEW)])
    assert told
    return told


@contextmanager
def stored(puts: Sequence[Put], dictionary: bytes) -> Iterator[Records]:
    compression = Compression(dictionary)
    records = [encoded(*each) for each in puts]
    with tempfile.TemporaryDirectory() as folder:
        with SectionWriter(Path(folder) / "columns") as writer:
            put_strings(writer, "articles", [compression.article(record) for record in records])
            put_strings(writer, "drafts", [compression.draft(record) for record in records])
            writer.put("dictionary", dictionary)
        yield Records(Sections(Path(folder) / "columns"))


@settings(max_examples=200, deadline=None)
@given(st.lists(puts(), max_size=4), st.booleans())
def test_read_as_written(puts: list[Put], is_trained: bool) -> None:
    with stored(puts, dictionary() if is_trained else b"") as records:
        for place, (made, draft) in enumerate(puts):
            assert records.article(place) == made
            assert records.draft(place) == draft
            assert records.encoded(place) == encoded(made, draft)


def test_what_an_original_shares_with_its_article_is_kept_once() -> None:
    paragraphs = [f"Paragraph {number} is about the axis of evil, and so on. " * 9 for number in range(4)]
    made, draft = article("a", *paragraphs)
    alone = len(encoded(made, draft).original)
    for original in ("\n\n".join(paragraphs), f"A header\n{paragraphs[0]}\n{paragraphs[2]}. Copyright"):
        record = encoded(made, msgspec.structs.replace(draft, original=original))
        assert len(record.original) - alone < 60
    # A paragraph that comes before its turn is kept as text.
    reordered = encoded(made, msgspec.structs.replace(draft, original="".join(reversed(paragraphs))))
    assert len(reordered.original) > 3 * len(paragraphs[0])


def test_the_stamp_changes_with_each_part() -> None:
    made, draft = article("a", "Text")
    same, other = encoded(made, draft), article("a", "Text", volume=8)[0]
    assert same.stamp == encoded(*article("a", "Text")).stamp
    changed = [
        encoded(other, draft),
        encoded(made, msgspec.structs.replace(draft, path="b.txt")),
        encoded(made, msgspec.structs.replace(draft, original="Text.")),
        encoded(made, msgspec.structs.replace(draft, paragraphs=("Text", "Text"))),
        same._replace(article=same.article + same.draft[:1], draft=same.draft[1:]),
    ]
    assert len({same.stamp, *(record.stamp for record in changed)}) == 1 + len(changed)
    assert 0 <= same.stamp < 1 << 64


def test_few_articles_or_all_alike_have_no_dictionary() -> None:
    some = [encoded(*random_put(seed)).article for seed in range(FEW - 1)]
    assert trained(some) == b""
    assert trained([b""] * FEW) == b""


@pytest.mark.parametrize("is_trained", [True, False])
def test_many_threads_read_at_once(is_trained: bool) -> None:
    puts = [random_put(seed) for seed in range(40)]
    with stored(puts, dictionary() if is_trained else b"") as records:

        def read(place: int) -> bool:
            made, draft = puts[place % 40]
            return (records.article(place % 40), records.draft(place % 40)) == (made, draft)

        with ThreadPoolExecutor(8) as threads:
            assert all(threads.map(read, range(800)))
