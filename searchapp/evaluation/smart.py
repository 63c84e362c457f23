"""Test collections in the form of Cornell's SMART: `.I 1`, then `.T`, `.W` with lines of text under each.

Judgments are lines of numbers: topic and document, then perhaps a grade, or zeros that say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from searchapp.evaluation.collection import CollectionDocument, Part, Topic

_RECORD = re.compile(r"^\.I[ \t]+(\S+)[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^\.([A-Z])[ \t]*$", re.MULTILINE)
JUDGMENT = re.compile(r"\s*\d+\s+\d+(?:\s+-?\d+(?:\.\d+)?){0,2}\s*\Z")

_BLANK = re.compile(r"\n\s*\n")


def is_smart(text: str) -> bool:
    """Whether a file has records."""
    return bool(_RECORD.match(text.lstrip()))


def documents(text: str) -> Part:
    """Titles (`.T`) and texts (`.W`); authors and citations are not read."""
    return Part(
        documents=[
            CollectionDocument(number, " ".join(fields.get("T", "").split()), paragraphs(fields.get("W", "")))
            for number, fields in _records(text)
        ]
    )


def topics(text: str) -> Part:
    """Questions (`.W`)."""
    return Part(
        topics=[
            Topic(number, f"{fields.get('T', '')}\n{fields.get('W', '')}")
            for number, fields in _records(text)
        ]
    )


def judgments(lines: Sequence[Sequence[str]]) -> Part:
    """`lines` are the words of each. Where there is no grade, or all are 0, what is named is relevant."""
    graded = any(float(grade) for line in lines for grade in line[2:3])
    found: dict[str, dict[str, int]] = {}
    for topic, document, *rest in lines:
        found.setdefault(_number(topic), {})[_number(document)] = (
            int(float(rest[0])) if graded and rest else 1
        )
    return Part(judgments=found)


def paragraphs(text: str) -> tuple[str, ...]:
    """What stands between blank lines, each as one line."""
    found = (" ".join(each.split()) for each in _BLANK.split(text))
    return tuple(each for each in found if each)


def _records(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    _, *found = _RECORD.split(text)
    for number, inside in zip(found[::2], found[1::2], strict=True):
        _, *fields = _FIELD.split(inside)
        held: dict[str, str] = {}
        for name, value in zip(fields[::2], fields[1::2], strict=True):
            held[name] = held.get(name, "") + value
        yield _number(number), held


def _number(written: str) -> str:
    """`007` and `7` are one."""
    return written.lstrip("0") or "0" if written.isdigit() else written
