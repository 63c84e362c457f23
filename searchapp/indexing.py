"""Files to an index: read, extract, resolve over the whole archive, write what changed.

A file that fails is an outcome that is told at the end; it never stops the run. What files give waits on the
disk: memory does not grow with their texts, and a run that was interrupted can go on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from searchapp.authority.briefs import Brief, Drafts
from searchapp.authority.resolution import Resolution
from searchapp.engines.base import Engine, Writer
from searchapp.errors import ArticleNotFound, IndexMissing, IndexOutdated
from searchapp.formats.source import Failure
from searchapp.gathering import Gathering
from searchapp.history import NO_NEWS, News
from searchapp.journal import Journal, Leftover
from searchapp.kept import Kept, held_drafts, lost_articles
from searchapp.model.article import Article, ArticleId
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry, Withdrawn
from searchapp.reading import Extract, Known, Reader, files_under
from searchapp.stages import Progress, Stage, silent, watched
from searchapp.unfinished import unfinished
from searchapp.workers import outcomes

Resolve = Callable[[Drafts], Resolution]


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
    withdrawn: Callable[[], Iterable[Withdrawn]] = tuple
    """What was withdrawn in other runs, beside what the index knows."""
    keep: Callable[[Resolution], None] = lambda _: None
    """Called with what was resolved, once the index holds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Where a run leaves what it is at, what becomes of what an interrupted one left, and who hears of it."""

    folder: Path | None = None
    """None: nothing is left."""
    resume: bool = False
    """Trust files that are as large and as old as when they were read: they are not read again."""
    found: Callable[[Leftover | None], None] = lambda _: None
    """Called when it is known what was left."""
    progress: Progress = silent


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
    news: News = NO_NEWS
    """The articles that were added, changed and withdrawn, as far as they can be told one by one."""

    @property
    def read(self) -> int:
        """How many articles the given files hold."""
        return self.added + self.changed + self.unchanged


ALONE = Running()
"""A run that leaves nothing and of which nobody hears."""


def index_paths(
    paths: Sequence[Path],
    engine: Engine,
    passes: Passes,
    *,
    prune: bool = False,
    dry_run: bool = False,
    running: Running = ALONE,
) -> Report:
    """Add and update the articles of files and folders; with `prune` withdraw what is gone there.

    Where nothing at all could be read, nothing is changed. Raises IndexLocked.
    """
    with (
        unfinished(None if dry_run else running.folder, passes.rules) as own,
        # What is held is read by whoever may write: nobody else's commit can come in between.
        nullcontext(_Nowhere(engine)) if dry_run else engine.writer() as writer,
    ):
        journal, leftover = own.journal()
        running.found(leftover)
        with closing(Kept(engine, journal)) as kept:
            gathering = Gathering(journal=journal, kept=kept, rules=passes.rules)
            _read(gathering, paths, engine, passes, running)
            gathering.gather(held_drafts(engine), paths, prune=prune)
            if not gathering.read and not prune:
                return _report(gathering, refreshed=0, generation=None)
            if not gathering.gone and _is_current(gathering, engine, passes.made_by()):
                return _report(gathering, refreshed=0, generation=None if dry_run else engine.generation)
            lost = lost_articles(engine, passes.withdrawn(), gathering.gone)
            resolution, refreshed = _write(
                writer, kept, passes.resolve, gathering.gone, lost, running.progress
            )
    if not dry_run:
        passes.keep(resolution)
    return _report(gathering, refreshed=refreshed, generation=None if dry_run else engine.generation)


def _read(
    gathering: Gathering,
    paths: Sequence[Path],
    engine: Engine,
    passes: Passes,
    running: Running,
) -> None:
    """Take what the given files give, in their order."""
    journal = gathering.journal
    known = Known.of(_known(engine, journal, passes.rules)) if passes.rules else Known()
    reader = Reader(extract=passes.extract, rules=passes.rules, known=known)

    def files() -> Iterator[Path]:
        for each in files_under(paths):
            if isinstance(each, Failure):
                gathering.failures.append(each)
            elif not (running.resume and journal.has(each)):
                yield each

    with (
        running.progress(Stage.READING, lambda: sum(1 for _ in files_under(paths))) as advance,
        closing(outcomes(files(), reader, passes.processes)) as read,
    ):
        for given in read:
            gathering.failures += given.failures
            journal.take(given)
            advance(given.end is not None, len(given.ids))


def _known(engine: Engine, journal: Journal, rules: str) -> Iterator[tuple[ArticleId, str]]:
    """The texts of which there are drafts by these rules: held ones, and those that a run left."""
    yield from ((draft.id, draft.digest) for draft in held_drafts(engine) if draft.rules == rules)
    yield from ((head.id, head.digest) for head in journal.drafts())


def _is_current(gathering: Gathering, engine: Engine, made_by: str) -> bool:
    """Whether resolving would change nothing."""
    if not made_by or not gathering.held:
        return False
    return engine.made_by == made_by and not gathering.news


def reresolve(engine: Engine, resolve: Resolve) -> tuple[Resolution, int]:
    """Resolve the drafts that are held once more, no file being read; how many articles are refreshed.

    Where `resolve` raises, nothing is changed. Raises IndexMissing and IndexLocked.
    """
    _ = engine.generation
    with unfinished(None, "") as own, engine.writer() as writer:
        journal, _ = own.journal()
        with closing(Kept(engine, journal)) as kept:
            for draft in held_drafts(engine):
                kept.add_held(draft)
            return _write(writer, kept, resolve, (), lost_articles(engine, (), ()), silent)


def _write(
    writer: Writer,
    kept: Kept,
    resolve: Resolve,
    gone: Iterable[ArticleId],
    lost: dict[ArticleId, Withdrawn],
    progress: Progress,
) -> tuple[Resolution, int]:
    """Write what changed; how many articles are refreshed, their own text being as it was."""
    resolution = resolve(_Watched(kept, progress))
    refreshed = 0
    drafts = watched(kept, Stage.WRITING, len(kept), progress)
    for draft, holds_text in zip(drafts, kept.held_texts(), strict=True):
        differs = writer.put(resolution.article(draft), draft)
        refreshed += differs and holds_text
        lost.pop(draft.id, None)
    for article_id in gone:
        writer.delete(article_id)
    withdrawn = tuple(lost[article_id] for article_id in sorted(lost))
    resolution = replace(resolution, registry=replace(resolution.registry, withdrawn=withdrawn))
    writer.set_registry(resolution.registry)
    return resolution, refreshed


@dataclass(frozen=True, slots=True)
class _Watched:
    """Drafts that show how far each walk over them is."""

    kept: Kept
    progress: Progress

    def briefs(self) -> Iterator[Brief]:
        """All of them, without their texts."""
        return watched(self.kept.briefs(), Stage.COMPARING, len(self.kept), self.progress)

    def __iter__(self) -> Iterator[Draft]:
        """All of them, whole."""
        return iter(self.kept)

    def draft(self, article_id: ArticleId, /) -> Draft:
        """The one of an id."""
        return self.kept.draft(article_id)


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


def _report(gathering: Gathering, *, refreshed: int, generation: str | None) -> Report:
    return Report(
        articles=len(gathering.kept),
        added=gathering.added,
        changed=gathering.changed,
        unchanged=gathering.unchanged,
        withdrawn=len(gathering.gone),
        refreshed=refreshed,
        failures=tuple(gathering.failures),
        unreadable=tuple(sorted(gathering.unreadable.items())),
        generation=generation,
        news=gathering.told,
    )
