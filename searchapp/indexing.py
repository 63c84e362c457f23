"""Files to an index: read, extract, resolve over the whole archive, write what changed.

A file that fails is an outcome that is told at the end; it never stops the run.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from pathlib import Path

from searchapp.authority.resolution import Resolution
from searchapp.engines.base import Engine, Writer
from searchapp.errors import ArticleNotFound, IndexMissing, IndexOutdated
from searchapp.formats.source import Failure
from searchapp.gathering import Gathering
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry
from searchapp.reading import Extract, Reader, files_under
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
    made_by: Callable[[], str] = lambda: ""
    """Fingerprint of what `resolve` goes by now: with the same, equal drafts are not resolved again."""
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
    unreadable: tuple[tuple[str, int], ...]
    """Files that were read but for some characters, which are U+FFFD now, and how many of them."""
    generation: str | None
    """None where nothing was written."""

    @property
    def read(self) -> int:
        """How many articles the given files hold."""
        return self.added + self.changed + self.unchanged


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
    with nullcontext(_Nowhere(engine)) if dry_run else engine.writer() as writer:
        reading = Gathering(held=_held(engine))
        _read(reading, paths, passes, progress)
        if not reading.fresh and not prune:
            return _report(reading, gone=(), refreshed=0, generation=None)
        gone = reading.gone(paths) if prune else ()
        if not gone and _is_current(reading, engine, passes.made_by()):
            return _report(reading, gone=(), refreshed=0, generation=None if dry_run else engine.generation)
        resolution, refreshed = _write(writer, reading, passes.resolve, gone)
    if not dry_run:
        passes.keep(resolution)
    generation = None if dry_run else engine.generation
    return _report(reading, gone=gone, refreshed=refreshed, generation=generation)


def _read(reading: Gathering, paths: Sequence[Path], passes: Passes, progress: Progress) -> None:
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


def _is_current(reading: Gathering, engine: Engine, made_by: str) -> bool:
    """Whether resolving would change nothing."""
    if not made_by or not reading.held:
        return False
    return engine.made_by == made_by and reading.is_as_held


def reresolve(engine: Engine, resolve: Resolve) -> tuple[Resolution, int]:
    """Resolve the drafts that are held once more, no file being read; how many articles are refreshed.

    Where `resolve` raises, nothing is changed. Raises IndexMissing and IndexLocked.
    """
    _ = engine.generation
    with engine.writer() as writer:
        return _write(writer, Gathering(held=_held(engine)), resolve, ())


def _write(
    writer: Writer, reading: Gathering, resolve: Resolve, gone: Collection[ArticleId]
) -> tuple[Resolution, int]:
    """Write what changed; how many articles are refreshed, their own text being as it was."""
    kept = {key: draft for key, draft in {**reading.held, **reading.fresh}.items() if key not in gone}
    resolution = resolve([kept[key] for key in sorted(kept)])
    refreshed = 0
    for article in resolution.articles:
        draft = kept[article.id]
        differs = writer.put(article, draft)
        refreshed += differs and _digest(reading.held, article.id) == draft.digest
    for article_id in gone:
        writer.delete(article_id)
    writer.set_registry(resolution.registry)
    return resolution, refreshed


@dataclass(frozen=True, slots=True)
class _Nowhere:
    """The writer of a dry run: compares, and writes nothing."""

    engine: Engine

    def put(self, article: Article, draft: Draft, /) -> bool:
        """Whether the index holds something else."""
        try:
            return (self.engine.get(article.id), self.engine.draft(article.id)) != (article, draft)
        except (ArticleNotFound, IndexMissing, IndexOutdated):
            return True

    def delete(self, article_id: ArticleId, /) -> None:
        """Nothing."""

    def set_registry(self, registry: Registry, /) -> None:
        """Nothing."""


def _held(engine: Engine) -> Mapping[ArticleId, Draft]:
    try:
        return {draft.id: draft for draft in engine.drafts()}
    except (IndexMissing, IndexOutdated):
        return {}  # the writer starts from nothing too


def _digest(drafts: Mapping[ArticleId, Draft], article_id: ArticleId) -> str | None:
    draft = drafts.get(article_id)
    return draft.digest if draft else None


def _report(
    reading: Gathering, *, gone: Sequence[ArticleId], refreshed: int, generation: str | None
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
        unreadable=reading.unreadable,
        generation=generation,
    )
