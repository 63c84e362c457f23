"""Whose an id is: the file's that had it first, the one the index knows before those of this run.

Settles one id at a time, by what is held of it and the texts that files give for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats import is_there
from searchapp.formats.source import Failure
from searchapp.model.draft import Draft
from searchapp.records import Head, Kind, Text


class Taken(NamedTuple):
    """A text that a file gave, in a journal."""

    start: int
    """Where its record begins."""
    text: Text
    file: int
    """The number of its file in the journal."""
    counts: bool
    """Whether this run asked for its file; if not, its draft may serve for a text that says the same."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What an id stands for after a run."""

    head: Head
    """Its text, and where that is now."""
    draft: Draft | Taken
    """The one that the index holds, or the record with it."""


def settled(
    held: Draft | None, texts: Iterable[Taken], rules: str, failures: list[Failure]
) -> Settled | None:
    """What files make of an id, in the order they were read; None where they leave it as it is held.

    `rules` are those by which drafts are made. A text of another file than the one that has the id fails.
    """
    drafts = {taken.text.head.digest: taken for taken in texts if taken.text.kind is Kind.DRAFT}
    found: Settled | None = None
    for taken in texts:
        head = taken.text.head
        path = found.head.path if found else held.path if held else head.path
        if not taken.counts:
            continue
        if _is_another_file(path, head.path):
            failures.append(Failure(path=head.path, error=_id_taken(head.id, path)))
        elif taken.text.kind is Kind.DRAFT:
            found = Settled(head, taken)
        elif held is not None and (held.digest, held.rules) == (head.digest, rules):
            found = Settled(head, held)
        elif head.digest in drafts:
            found = Settled(head, drafts[head.digest])
        else:
            failures.append(Failure(path=head.path, error=_no_draft(head.path)))
    return found


def _is_another_file(taken: str, path: str) -> bool:
    """Whether an id belongs to a file that is still there and is not this one."""
    one, other = Path(taken), Path(path)
    if taken == path or one.resolve() == other.resolve() or not is_there(one):
        return False
    try:
        return not one.samefile(other)
    except OSError:
        return True


def _id_taken(article_id: str, path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("The id “%(id)s” belongs to %(path)s."), id=article_id, path=path),
        Message.of(N_("Rename one of the files.")),
    )


def _no_draft(path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("%(path)s was like what the index held, which has changed meanwhile."), path=path),
        Message.of(N_("Run searchapp index again.")),
    )
