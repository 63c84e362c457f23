"""A file of sections gives back what was put into it, and nothing where a byte of that has changed."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from searchapp.engines.embedded.columns.sections import (
    ALIGNED,
    Array,
    Sections,
    SectionWriter,
    smallest,
    spill,
)
from searchapp.errors import IndexDamaged

DTYPES = {
    dtype: int(np.iinfo(dtype).max)
    for dtype in (np.uint8, np.uint16, np.uint32, np.uint64, np.int32, np.int64)
} | {np.float64: 1 << 50, np.bool_: 1}


@st.composite
def arrays(draw: st.DrawFn) -> Array:
    dtype = draw(st.sampled_from(tuple(DTYPES)))
    return np.array(draw(st.lists(st.integers(0, DTYPES[dtype]), max_size=20)), dtype=dtype)


tables = st.dictionaries(st.text(min_size=1, max_size=8), arrays(), max_size=6)


def written(path: Path, table: Mapping[str, Array | bytes]) -> Path:
    with SectionWriter(path) as writer:
        for name, values in table.items():
            writer.put(name, values)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with sections of all sizes, and gaps between them."""
    table: dict[str, Array | bytes] = {
        "empty": b"",
        "numbers": np.arange(40, dtype=np.uint16),
        "none": np.zeros(0),
        "text": b"Text",
    }
    return written(tmp_path / "columns", table)


@given(tables)
def test_arrays_are_read_as_they_were_put(table: dict[str, Array]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sections = Sections(written(Path(folder) / "columns", table))
        assert list(sections) == list(table)
        for name, values in table.items():
            assert sections[name].dtype == values.dtype
            assert sections[name].tolist() == values.tolist()
            assert sections.size(name) == values.nbytes
            assert sections._sections[name].offset % ALIGNED == 0
            assert not sections[name].flags.writeable
        sections.check_all()


@given(st.lists(st.lists(st.integers(0, 2**32 - 1), max_size=10), max_size=5))
def test_pieces_and_spilled_bytes_are_one_section(pieces: list[list[int]]) -> None:
    dtype = np.dtype(np.uint32)
    arrays = [np.array(piece, dtype=dtype) for piece in pieces]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with spill(folder) as spilled, SectionWriter(folder / "columns") as writer:
            for array in arrays:
                spilled.write(array.data)
            writer.put_all("pieces", dtype, iter(arrays))
            writer.put_file("spilled", dtype, spilled)
        sections = Sections(folder / "columns")
        whole = [number for piece in pieces for number in piece]
        assert sections["pieces"].tolist() == sections["spilled"].tolist() == whole
        assert [path.name for path in folder.iterdir()] == ["columns"]


def test_bytes_and_empty_sections(path: Path) -> None:
    sections = Sections(path)
    assert bytes(sections["text"]) == b"Text"
    assert [len(sections[name]) for name in ("empty", "none")] == [0, 0]
    assert sections["none"].dtype == np.float64
    assert "other" not in sections


def test_a_bit_flipped_anywhere_is_detected_or_not_of_any_section(path: Path) -> None:
    whole = path.read_bytes()
    held = Sections(path)
    directory = max(section.offset + section.size for section in held._sections.values())
    used = {place for s in held._sections.values() for place in range(s.offset, s.offset + s.size)}
    padding = set(range(8, directory + -directory % ALIGNED)) - used
    assert padding
    for place in range(len(whole)):
        for bit in (0, 7):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            if place in padding:
                Sections(path).check_all()
            else:
                with pytest.raises(IndexDamaged):
                    Sections(path).check_all()


@settings(max_examples=50)
@given(tables.filter(lambda table: any(map(len, table.values()))), st.data())
def test_damage_of_one_section_is_told_by_that_one_alone(
    table: dict[str, Array], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([name for name in table if len(table[name])]))
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "columns", table)
        section = Sections(path)._sections[name]
        place = section.offset + data.draw(st.integers(0, section.size - 1))
        changed = bytearray(path.read_bytes())
        changed[place] ^= data.draw(st.integers(1, 255))
        path.write_bytes(changed)
        sections = Sections(path)
        with pytest.raises(IndexDamaged):
            _ = sections[name]
        for other in table.keys() - {name}:
            assert sections[other].tolist() == table[other].tolist()


def test_a_file_that_was_cut_or_grew_is_detected(path: Path) -> None:
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.write_bytes(whole[:size])
        with pytest.raises(IndexDamaged):
            Sections(path)
    for more in (b"\0", whole):
        path.write_bytes(whole + more)
        with pytest.raises(IndexDamaged):
            Sections(path).check_all()


def test_what_was_not_finished_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        written(tmp_path / "columns", {"text": b"Text", "nothing": None})  # type: ignore[dict-item]
    with pytest.raises(IndexDamaged):
        Sections(tmp_path / "columns")


def test_a_file_is_written_once(path: Path) -> None:
    with pytest.raises(FileExistsError):
        written(path, {})


@pytest.mark.parametrize(
    ("most", "dtype"),
    [
        (0, "u1"),
        (255, "u1"),
        (256, "u2"),
        (65535, "u2"),
        (65536, "u4"),
        (2**32 - 1, "u4"),
        (2**32, "u8"),
    ],
)
def test_smallest_types(most: int, dtype: str) -> None:
    values = np.array([0, most], dtype=np.uint64)
    assert smallest(values).dtype == np.dtype(dtype)
    assert smallest(values).tolist() == [0, most]
    assert smallest(values[:0]).dtype == np.uint8
