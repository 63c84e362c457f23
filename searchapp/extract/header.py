"""The header line, `Publication: Monitor Volume: 8 Issue: 66`: which issue a text belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADER = re.compile(
    r"^[ \t]*Publication:[ \t]*(?P<publication>[^\n]{1,120}?)[ \t,;]*"
    r"\bVolume:[ \t]*(?P<volume>\d{1,4})[ \t,;]*\bIssue:[ \t]*(?P<number>\d{1,4})\b[ \t.]*",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the header says, as printed."""

    publication: str
    volume: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A text as its header parts it; without one, all of it is below."""

    header: Header | None
    above: str
    below: str


def parted(text: str) -> Parted:
    """The text's first header line, with what stands above and below it."""
    match = _HEADER.search(text)
    if match is None:
        return Parted(header=None, above="", below=text)
    header = Header(
        publication=match["publication"].strip(), volume=int(match["volume"]), number=int(match["number"])
    )
    return Parted(header=header, above=text[: match.start()], below=text[match.end() :])
