"""Files to an index: read, extract, resolve over the whole archive, write what changed.

A file that fails is an outcome that is told at the end; it never stops the run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from searchapp.authority.resolution import Resolution
from searchapp.engines.base import Engine, Writer
from searchapp.errors import N_, ArticleNotFound, ExtractionError, IndexMissing, IndexOutdated, Message
from searchapp.formats import is_there
from searchapp.formats.source import Failure
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry
from searchapp.reading import Extract, Outcome, Reader, Same, files_under
from searchapp.workers import Read, outcomes

Resolve = Callable[[Sequence[Draft]], Resolution]
Progress = Callable[[Iterable[Read], int], Iterable[Read]]
"""Wraps what files give as they are read; the number is how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passes:
    """How documents become articles: each alone, then all together."""

    extract: Extract
    rules: str = ""
    """Fingerprint of `extract`: what is held by the same is not extracted again; without one all is."""
    processes: int = 1
    """How many read files."""
    resolve: Resolve
    keep: Callable[[Resolution], None] = lambda _: None
    """Called with what was resolved, once the index holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run did. Articles are counted once: as added, changed or unchanged."""

    articles: int
    """In the index after the run."""
    added: int
    changed: int
    """Their text is new."""
    unchanged: int
    withdrawn: int
    refreshed: int
    """Their text is not new, but what the archive knows of it is: a reference now found, a date."""
    failures: tuple[Failure, ...]
    generation: str | None
    """None where nothing was written."""

    @property
    def read(self) -> int:
        """How many articles the given files hold."""
        return self.added + self.changed + self.unchanged


@dataclass(slots=True)
class _Reading:
    """The drafts of the given files, compared with those already held."""

    held: Mapping[ArticleId, Draft]
    fresh: dict[ArticleId, Draft]
    failures: list[Failure]

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


def index_paths(
    paths: Sequence[Path],
    engine: Engine,
    passes: Passes,
    *,
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda files, _: files,
) -> Report:
    """Add and update the articles of files and folders; with `prune` withdraw what is gone there.

    Where nothing at all could be read, nothing is changed. Raises IndexLocked.
    """
    # What is held is read by whoever may write: nobody else's commit can come in between.
    with nullcontext(_Nowhere()) if dry_run else engine.writer() as writer:
        reading = _Reading(_held(engine), {}, [])
        _read(reading, paths, passes, progress)
        if not reading.fresh and not prune:
            return _report(reading, gone=(), refreshed=0, generation=None)
        gone = _gone(reading, paths) if prune else ()
        resolution, refreshed = _write(writer, engine, reading, passes.resolve, gone)
    if not dry_run:
        passes.keep(resolution)
    generation = None if dry_run else engine.generation
    return _report(reading, gone=gone, refreshed=refreshed, generation=generation)


def _read(reading: _Reading, paths: Sequence[Path], passes: Passes, progress: Progress) -> None:
    """Take what the given files give, in their order."""
    found = list(files_under(paths))
    reading.failures += (each for each in found if isinstance(each, Failure))
    files = [each for each in found if not isinstance(each, Failure)]
    known = {key: draft.digest for key, draft in reading.held.items() if draft.rules == passes.rules}
    reader = Reader(extract=passes.extract, rules=passes.rules, held=known if passes.rules else {})
    with closing(outcomes(files, reader, passes.processes)) as read:
        for given in progress(read, len(files)):
            for each in given:
                reading.take(each)


def reresolve(engine: Engine, resolve: Resolve) -> tuple[Resolution, int]:
    """Resolve the drafts that are held once more, no file being read; how many articles are refreshed.

    Where `resolve` raises, nothing is changed. Raises IndexMissing and IndexLocked.
    """
    _ = engine.generation
    with engine.writer() as writer:
        return _write(writer, engine, _Reading(_held(engine), {}, []), resolve, ())


def _write(
    writer: Writer, engine: Engine, reading: _Reading, resolve: Resolve, gone: Collection[ArticleId]
) -> tuple[Resolution, int]:
    """Write what changed; how many articles are refreshed, their own text being as it was."""
    kept = {key: draft for key, draft in {**reading.held, **reading.fresh}.items() if key not in gone}
    resolution = resolve([kept[key] for key in sorted(kept)])
    refreshed = 0
    for article, draft in _changes(engine, resolution, reading.held, kept):
        writer.put(article, draft)
        refreshed += _digest(reading.held, article.id) == draft.digest
    for article_id in gone:
        writer.delete(article_id)
    writer.set_registry(resolution.registry)
    return resolution, refreshed


class _Nowhere:
    """The writer of a dry run."""

    def put(self, article: Article, draft: Draft, /) -> None:
        """Nothing."""

    def delete(self, article_id: ArticleId, /) -> None:
        """Nothing."""

    def set_registry(self, registry: Registry, /) -> None:
        """Nothing."""


def _held(engine: Engine) -> Mapping[ArticleId, Draft]:
    try:
        return {draft.id: draft for draft in engine.drafts()}
    except (IndexMissing, IndexOutdated):
        return {}  # the writer starts from nothing too


def _is_another_file(taken: str, path: str) -> bool:
    """Whether an id belongs to a file that is still there and is not this one."""
    one, other = Path(taken), Path(path)
    if taken == path or one.resolve() == other.resolve() or not is_there(one):
        return False
    return not (one.exists() and other.exists() and one.samefile(other))


def _gone(reading: _Reading, paths: Sequence[Path]) -> tuple[ArticleId, ...]:
    """The held articles whose file lay under the paths and no longer gives them.

    Files that failed this time keep their articles: a passing fault must not withdraw anything.
    """
    folders = [path.resolve() for path in paths]
    failed = {Path(failure.path).resolve() for failure in reading.failures}

    def is_gone(draft: Draft) -> bool:
        path = Path(draft.path).resolve()
        asked = any(path == folder or folder in path.parents for folder in folders)
        broken = any(each in failed and is_there(each) for each in (path, *path.parents))
        return asked and draft.id not in reading.fresh and not broken

    return tuple(sorted(key for key, draft in reading.held.items() if is_gone(draft)))


def _changes(
    engine: Engine,
    resolution: Resolution,
    held: Mapping[ArticleId, Draft],
    kept: Mapping[ArticleId, Draft],
) -> Iterator[tuple[Article, Draft]]:
    """The articles that differ from what the index holds."""
    for article in resolution.articles:
        draft = kept[article.id]
        if held.get(article.id) != draft or _indexed(engine, article.id) != article:
            yield article, draft


def _indexed(engine: Engine, article_id: ArticleId) -> Article | None:
    try:
        return engine.get(article_id)
    except (ArticleNotFound, IndexMissing, IndexOutdated):
        return None


def _digest(drafts: Mapping[ArticleId, Draft], article_id: ArticleId) -> str | None:
    draft = drafts.get(article_id)
    return draft.digest if draft else None


def _report(
    reading: _Reading, *, gone: Sequence[ArticleId], refreshed: int, generation: str | None
) -> Report:
    held, fresh = reading.held, reading.fresh
    added = sum(key not in held for key in fresh)
    changed = sum(key in held and held[key].digest != draft.digest for key, draft in fresh.items())
    return Report(
        articles=len({**held, **fresh}) - len(gone),
        added=added,
        changed=changed,
        unchanged=len(fresh) - added - changed,
        withdrawn=len(gone),
        refreshed=refreshed,
        failures=tuple(reading.failures),
        generation=generation,
    )


def _id_taken(article_id: str, path: str) -> ExtractionError:
    return ExtractionError(
        Message.of(N_("The id “%(id)s” belongs to %(path)s."), id=article_id, path=path),
        Message.of(N_("Rename one of the files.")),
    )
