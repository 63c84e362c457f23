"""The drafts of given files beside those already held: which id is whose, what is new, what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from searchapp.errors import N_, ExtractionError, Message
from searchapp.formats import is_there
from searchapp.formats.source import Failure
from searchapp.model.article import ArticleId
from searchapp.model.draft import Draft
from searchapp.reading import Outcome, Same

_UNREADABLE = "\ufffd"


@dataclass(slots=True, kw_only=True)
class Gathering:
    """What the given files gave so far, compared with what is held."""

    held: Mapping[ArticleId, Draft]
    fresh: dict[ArticleId, Draft] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)

    def take(self, read: Outcome) -> None:
        """Take what a file gives; an id that belongs to another file is a failure."""
        if isinstance(read, Failure):
            self.failures.append(read)
            return
        taken = self.fresh.get(read.id) or self.held.get(read.id)
        if taken and _is_another_file(taken.path, read.path):
            self.failures.append(Failure(path=read.path, error=_id_taken(read.id, taken.path)))
        elif isinstance(read, Same):
            self.fresh[read.id] = replace(self.held[read.id], path=read.path, position=read.position)
        else:
            self.fresh[read.id] = read

    @property
    def unreadable(self) -> tuple[tuple[str, int], ...]:
        """The files that gave characters nobody can read, and how many: bytes that were not UTF-8."""
        found: Counter[str] = Counter()
        for draft in self.fresh.values():
            found[draft.path] += sum(
                text.count(_UNREADABLE) for text in (draft.title or "", *draft.paragraphs)
            )
        return tuple((path, count) for path, count in sorted(found.items()) if count)

    @property
    def is_as_held(self) -> bool:
        """Whether every draft is held just so."""
        return all(self.held.get(key) == draft for key, draft in self.fresh.items())

    def gone(self, paths: Sequence[Path]) -> tuple[ArticleId, ...]:
        """The held articles whose file lay under the paths and no longer gives them.

        Files that failed this time keep their articles: a passing fault must not withdraw anything.
        """
        folders = [path.resolve() for path in paths]
        failed = {Path(failure.path).resolve() for failure in self.failures}

        def is_gone(draft: Draft) -> bool:
            path = Path(draft.path).resolve()
            asked = any(path == folder or folder in path.parents for folder in folders)
            broken = any(each in failed and is_there(each) for each in (path, *path.parents))
            return asked and draft.id not in self.fresh and not broken

        return tuple(sorted(key for key, draft in self.held.items() if is_gone(draft)))


def _is_another_file(taken: str, path: str) -> bool:
    """Whether an id belongs to a file that is still there and is not this one."""
    one, other = Path(taken), Path(path)
    if taken == path or one.resolve() == other.resolve() or not is_there(one):
        return False
    return not (one.exists() and other.exists() and one.samefile(other))


def _id_taken(article_id: str, path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("The id “%(id)s” belongs to %(path)s."), id=article_id, path=path),
        Message.of(N_("Rename one of the files.")),
    )
