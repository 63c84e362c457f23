"""The drafts of given files beside those already held: which id is whose, what is new, what is gone."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from msgspec.structs import replace

from searchapp.formats import is_there
from searchapp.formats.source import Failure
from searchapp.history import MOST_IDS, News
from searchapp.journal import Journal
from searchapp.kept import Kept
from searchapp.model.article import ArticleId
from searchapp.model.draft import Draft
from searchapp.records import unreadable_characters
from searchapp.settling import Settled, Taken, settled

_Order = tuple[int, tuple[str, ...]]
_Gone = tuple[ArticleId, str]
"""What is held and no longer given, and its file."""


@dataclass(slots=True)
class Gathering:
    """What the given files gave, compared with what is held."""

    journal: Journal
    kept: Kept
    rules: str
    """Those by which the journal's drafts were made."""
    failures: list[Failure] = field(default_factory=list)
    unreadable: Counter[str] = field(default_factory=Counter)
    """Characters that nobody can read, by file: bytes that were not UTF-8."""
    held: int = 0
    """How many drafts were held before."""
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    news: int = 0
    """Drafts of files that are not held just so."""
    gone: tuple[ArticleId, ...] = ()
    """What is withdrawn, since files no longer give it."""
    _new: list[ArticleId] = field(default_factory=list)
    _altered: list[ArticleId] = field(default_factory=list)
    """The ids of what is added and changed: a few more than can be told, and no more than that."""

    @property
    def read(self) -> int:
        """How many articles the files hold."""
        return self.added + self.changed + self.unchanged

    @property
    def told(self) -> News:
        """What there is to tell of."""
        return News(tuple(self._new), tuple(self._altered), self.gone[: MOST_IDS + 1])

    def gather(self, held: Iterable[Draft], paths: Sequence[Path], *, prune: bool) -> None:
        """Compare the two, in order of id; with `prune` withdraw what is gone under the paths."""
        is_asked = _under(paths)
        gone: list[_Gone] = []
        for draft, texts in _by_id(held, self._texts(paths)):
            self.held += draft is not None
            if found := settled(draft, texts, self.rules, self.failures):
                self._count(draft, found)
                self._keep(draft, found)
            elif draft is not None:
                self.kept.add_held(draft)
                if prune and is_asked(draft.path):
                    gone.append((draft.id, draft.path))
        self.gone = self._withdrawn(gone)
        if self.gone:
            self.kept.remove(frozenset(self.gone))

    def _texts(self, paths: Sequence[Path]) -> Iterator[list[Taken]]:
        """The texts of each id, in order of ids; of one id in the order in which files are read."""
        ids, order = self.journal.takes.ids, _reading_order(paths)
        places = array("I", sorted(range(len(ids)), key=ids.__getitem__))
        for _, own in groupby(places, key=ids.__getitem__):
            texts = list(map(self._taken, own))
            if len(texts) > 1:
                # What an interrupted run read is at the journal's beginning.
                files: dict[int, _Order] = {}
                for taken in texts:
                    files.setdefault(taken.file, order(taken.text.head.path))
                texts.sort(key=lambda taken: files[taken.file])
            yield texts

    def _taken(self, place: int) -> Taken:
        takes = self.journal.takes
        start, file = takes.starts[place], takes.files[place]
        return Taken(start, self.journal.text(start), file, counts=bool(takes.counted[file]))

    def _count(self, held: Draft | None, found: Settled) -> None:
        if held is None:
            self.added += 1
            _note(found.head.id, self._new)
        elif held.digest != found.head.digest:
            self.changed += 1
            _note(found.head.id, self._altered)
        else:
            self.unchanged += 1
        draft = found.draft
        self.news += held is None or self._draft(found) != held
        unreadable = unreadable_characters(draft) if isinstance(draft, Draft) else draft.text.head.unreadable
        if unreadable:
            self.unreadable[found.head.path] += unreadable

    def _draft(self, found: Settled) -> Draft:
        draft, head = found.draft, found.head
        whole = draft if isinstance(draft, Draft) else self.journal.draft(draft.start)
        return replace(whole, path=head.path, position=head.position)

    def _keep(self, held: Draft | None, found: Settled) -> None:
        draft = found.draft
        if isinstance(draft, Draft):
            self.kept.add_held(draft, found.head)
        else:
            same = held is not None and held.digest == found.head.digest
            self.kept.add_taken(draft.start, draft.text, found.head, holds_text=same)

    def _withdrawn(self, gone: Iterable[_Gone]) -> tuple[ArticleId, ...]:
        """Files that failed this time keep their articles: a passing fault must not withdraw anything."""
        failed = {Path(failure.path).resolve() for failure in self.failures}

        def is_broken(path: Path) -> bool:
            return any(each in failed and is_there(each) for each in (path, *path.parents))

        return tuple(article_id for article_id, path in gone if not is_broken(Path(path).resolve()))


def _note(article_id: ArticleId, ids: list[ArticleId]) -> None:
    if len(ids) <= MOST_IDS:
        ids.append(article_id)


def _by_id(held: Iterable[Draft], texts: Iterable[list[Taken]]) -> Iterator[tuple[Draft | None, list[Taken]]]:
    """What is held of each id and the texts of it, both given in order of id."""
    drafts = iter(held)
    draft = next(drafts, None)
    for own in texts:
        article_id = own[0].text.head.id
        while draft is not None and draft.id < article_id:
            yield draft, []
            draft = next(drafts, None)
        same = draft is not None and draft.id == article_id
        yield draft if same else None, own
        draft = next(drafts, None) if same else draft
    while draft is not None:
        yield draft, []
        draft = next(drafts, None)


def _under(paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a file is one of these, or in one of these folders."""
    asked = {path.resolve() for path in paths}

    def is_under(name: str) -> bool:
        path = Path(name).resolve()
        return path in asked or not asked.isdisjoint(path.parents)

    return is_under


def _reading_order(paths: Sequence[Path]) -> Callable[[str], _Order]:
    """The order in which files are read: those of an earlier path first, inside a path by their names."""
    asked = [path.parts for path in paths]

    def order(name: str) -> _Order:
        parts = Path(name).parts
        inside = (number for number, own in enumerate(asked) if parts[: len(own)] == own)
        return next(inside, len(asked)), parts

    return order
