"""The files of test collections, in a folder or an archive file: which is what, by what is in them."""

from __future__ import annotations

import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from searchapp.evaluation import smart, trec
from searchapp.evaluation.collection import Collection, Part, assembled, bad

FORMS = ("TREC", "SMART")

_QUESTIONS = re.compile(r"qry|que|topic", re.IGNORECASE)
_JUDGMENTS = re.compile(r"rel", re.IGNORECASE)
_MOSTLY = 0.9
"""Of the lines of a file that is called one of judgments: so many say what the others should be."""


def load_collections(path: Path) -> Sequence[Collection]:
    """The collection of a folder or an archive file in each form in which it is there, at least one.

    Raises InputError that says what is missing or cannot be read.
    """
    texts = dict(sorted(_files(path)))
    smarts = [name for name, text in texts.items() if smart.is_smart(text)]
    asking = [name for name in smarts if _QUESTIONS.search(Path(name).name)]
    if len(smarts) > 1 and not asking:
        asking = [min(smarts, key=lambda name: len(texts[name]))]
    parts = [found for name, text in texts.items() if (found := _part(name, text, asks=name in asking))]
    forms = [form for form in FORMS if any(part.documents for each, part in parts if each == form)]
    if not forms:
        raise bad(path, "holds no test collection", "Name a folder or an archive of TREC or SMART files.")
    whole = [form for form in forms if any(part.topics for each, part in parts if each == form)]
    name = path.name.split(".")[0] or str(path)
    return [assembled(name, form, _of_form(form, parts)) for form in whole or forms]


def _of_form(form: str, parts: Sequence[tuple[str, Part]]) -> Sequence[Part]:
    """Judgments are taken from the other form where this one has none: both may be in use together."""
    own = [part for each, part in parts if each == form]
    if any(part.judgments for part in own):
        return own
    return [*own, *(Part(judgments=part.judgments) for _, part in parts)]


def _files(path: Path) -> Iterator[tuple[str, str]]:
    try:
        for name, data in _contents(path):
            yield name, _decoded(data)
    except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise bad(path, f"could not be read: {error}", "Name a folder, a .tar.gz or a .zip file.") from error


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from ((str(each), each.read_bytes()) for each in path.rglob("*") if each.is_file())
    elif path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from ((each, archive.read(each)) for each in archive.namelist() if not each.endswith("/"))
    else:
        with tarfile.open(path) as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield member.name, file.read()


def _decoded(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return text.replace("\r\n", "\n")


def _part(name: str, text: str, *, asks: bool) -> tuple[str, Part] | None:
    """What a file gives, and in which form; None where it is no file of a collection."""
    if trec.has_documents(text):
        return "TREC", trec.documents(name, text)
    if trec.has_topics(text):
        return "TREC", trec.topics(name, text)
    if smart.is_smart(text):
        return "SMART", smart.topics(text) if asks else smart.documents(text)
    return _judgments(name, text)


def _judgments(name: str, text: str) -> tuple[str, Part] | None:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    wrong = [
        number for number, line in lines if not smart.JUDGMENT.match(line) and not trec.JUDGMENT.match(line)
    ]
    if wrong and _JUDGMENTS.search(Path(name).name) and len(wrong) < (1 - _MOSTLY) * len(lines):
        raise bad(name, f"has no judgment in line {wrong[0]}", "See docs/ranking.md for what is read.")
    if wrong or not lines:
        return None
    split = [line.split() for _, line in lines]
    if all(trec.JUDGMENT.match(line) for _, line in lines) and any(int(line[-1]) for line in split):
        return "TREC", trec.judgments(split)
    return "SMART", smart.judgments(split)
