"""One file can hold several articles: a second header line begins a new one, with the title above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from searchapp.model.article import ArticleId, Document

# What a header says is read in searchapp.extract.header; here it only shows where an article begins.
_HEADER_LINE = re.compile(
    r"^[ \t]*Publication:[^\n]{1,160}?\bVolume:[ \t]*\d+[^\n]{0,20}?\bIssue:[ \t]*\d",
    re.MULTILINE | re.IGNORECASE,
)
_HEADER = re.compile(
    r"\bPublication:\s*(?P<publication>[^\n:]{1,120}?)[\s,;|]*"
    r"\bVolume:\s*(?P<volume>\d{1,4})[\s,;|]*\bIssue:\s*(?P<issue>\d{1,4})\b",
    re.IGNORECASE,
)
_ODD = re.compile(r"[^A-Za-z0-9._-]")
_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
_ENDS_LIKE_PROSE = tuple('.,;:)]”"')
_NO_TITLE = ("Copyright", "©", "Publication:")
_LONGEST_TITLE = 25
"""In words."""


def documents_of(stem: str, path: str, text: str) -> Iterator[Document]:
    """The articles of one text: the first has the stem as its id, others `<stem>-2`, `<stem>-3`."""
    for position, part in enumerate(_parts(tidied(text)), start=1):
        own = stem if position == 1 else f"{stem}-{position}"
        yield Document(id=article_id(own), path=path, text=part, position=position)


def article_id(name: str) -> ArticleId:
    """A name as an id: what may not stand in an address becomes `-`."""
    return ArticleId(_ODD.sub("-", name))


def tidied(text: str) -> str:
    """A text with one kind of line ends and without characters that no text can hold."""
    return _LINE_ENDS.sub("\n", _NO_TEXT.sub("\ufffd", text))


def headers(text: str) -> tuple[str, ...]:
    """The header lines of a text whose lines mean nothing (a page's), each as it should be printed."""
    return tuple(map(_printed, _HEADER.finditer(text)))


def with_headers_apart(text: str) -> str:
    """The same text with each header as one line and a paragraph of its own."""
    return _HEADER.sub(lambda header: f"\n\n{_printed(header)}\n\n", text)


def _printed(header: re.Match[str]) -> str:
    publication = " ".join(header["publication"].split())
    return f"Publication: {publication} Volume: {header['volume']} Issue: {header['issue']}"


def _parts(text: str) -> Iterator[str]:
    start = 0
    for header in list(_HEADER_LINE.finditer(text))[1:]:
        end = _title_start(text, start, header.start())
        yield text[start:end]
        start = end
    yield text[start:]


def _title_start(text: str, start: int, header: int) -> int:
    """Where the title above a header begins; the header itself where nothing above looks like one."""
    at = found = header
    for line in reversed(text[start:header].splitlines(keepends=True)):
        at -= len(line)
        words = line.strip()
        if at == start or (found < header and not words):
            break
        if words.isupper():
            found = at  # a title in capitals may run over several lines
        elif words:
            return at if found == header and _is_title(words) else found
    return found


def _is_title(line: str) -> bool:
    short = len(line.split()) <= _LONGEST_TITLE
    return short and not line.endswith(_ENDS_LIKE_PROSE) and not line.startswith(_NO_TITLE)
