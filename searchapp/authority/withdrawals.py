"""The articles that were withdrawn: what is remembered of them, so that whoever cited one learns what it was.

Lines of `registry.jsonl`, one an article; of two that speak of one id the later one holds. An article that
comes back is held again, and its line waits in case it goes once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from searchapp.authority.slug_file import FILE, add_lines, registry_text
from searchapp.model.article import Article
from searchapp.model.registry import Withdrawn


class _Line(msgspec.Struct):
    withdrawn: Withdrawn | None = None


def cited(article: Article) -> Withdrawn:
    """What is remembered of an article."""
    return Withdrawn(
        id=article.id,
        publication=article.publication,
        volume=article.volume,
        issue=article.issue,
        day=article.date.value,
        title=article.title,
    )


def load_withdrawn(folder: Path) -> tuple[Withdrawn, ...]:
    """Of an archive's folder. Lines that speak of no article are passed over. Raises SettingsError."""
    found = {}
    for text in registry_text(folder / FILE).split("\n"):
        if '"withdrawn"' in text and (record := _record(text)) is not None:
            found[record.id] = record
    return tuple(found.values())


def add_withdrawn(folder: Path, records: Iterable[Withdrawn]) -> None:
    """Remember those that are not remembered just so. Raises SettingsError."""
    known = set(load_withdrawn(folder))
    lines = [_Line(withdrawn=record) for record in records if record not in known]
    add_lines(folder, [msgspec.json.encode(line).decode() + "\n" for line in lines])


def _record(text: str) -> Withdrawn | None:
    try:
        return msgspec.json.decode(text, type=_Line).withdrawn
    except msgspec.DecodeError:
        return None
