"""`searchapp watch`: indexes what arrives in a folder, until it is stopped."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from searchapp import wiring
from searchapp.cli import terminal
from searchapp.cli.options import everywhere, settings_of
from searchapp.errors import N_, InputError, Message, SearchAppError
from searchapp.indexing import Report, Running
from searchapp.journal import Leftover
from searchapp.reports import index_object
from searchapp.represent.json import error_object, line
from searchapp.settings import Settings
from searchapp.watching import Due, Look, Seen, due, look, looked

IDLE = 10.0
"""How many times as long as a look at a large folder takes, there is none."""
LONGEST_PAUSE = 60.0
"""Seconds until what could not be done is tried again, at most."""


@click.command("watch")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--interval",
    type=click.FloatRange(0.1, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two looks at the folder. A file is read when two have found it the same.",
)
@click.option("--prune", is_flag=True, help="Withdraw articles whose files are gone; never all of them.")
@click.option(
    "--processes", type=click.IntRange(1, 256), help="How many read files (default: as many as CPUs)."
)
@everywhere
def watch_command(
    folder: Path,
    interval: float,
    processes: int | None,
    index: Path | None,
    archive: Path | None,
    **asked: bool,
) -> int:
    """Index what is in FOLDER and what arrives there, until stopped.

    Files that change are read again. A file that fails is told, and stops nothing; so is another
    process that writes the index, which is waited for. With --json each run prints one line.
    """
    settings = settings_of(index, archive)
    settings = replace(settings, processes=processes or settings.processes)
    wiring.load_known(settings)  # what nobody could index with is told at once
    told = _Told(asked["as_json"])
    try:
        with _ended_by_sigterm():
            told.beginning(folder)
            _watch(settings, folder, _Rhythm(interval), told, prune=asked["prune"])
    except KeyboardInterrupt:
        told.end()
    return 0


def _watch(settings: Settings, folder: Path, rhythm: _Rhythm, told: _Told, *, prune: bool) -> NoReturn:
    seen = Seen()
    while True:
        began = time.monotonic()
        try:
            now = _look(folder)
            took = time.monotonic() - began
            run = due(folder, seen, now, prune=prune)
            if run is None:
                seen = looked(seen, now, prune=prune)
            else:
                told.report(_done(settings, run, told))
                seen = run.after
        except SearchAppError as error:
            told.trouble(error)
            time.sleep(rhythm.after_trouble())
        else:
            told.trouble(None)
            time.sleep(rhythm.after(took))


def _look(folder: Path) -> Look:
    """Raises InputError where the folder cannot be read, as when it is not mounted."""
    try:
        return look(folder)
    except OSError as error:
        problem = Message.of(N_("The folder %(folder)s cannot be read."), folder=folder)
        raise InputError(problem, Message.of(N_("It is looked for again until it is there."))) from error


def _done(settings: Settings, run: Due, told: _Told) -> Report:
    """What a run did; a file that is gone, and was asked for to withdraw it, is no failure."""
    report = wiring.index(
        settings,
        run.paths,
        prune=run.prune,
        dry_run=False,
        running=Running(resume=True, found=told.leftover, progress=terminal.progress),
        warn=terminal.warn,
    )
    gone = {str(path) for path in run.paths if path not in run.after.done and not path.exists()}
    return replace(report, failures=tuple(each for each in report.failures if each.path not in gone))


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM is taken as Ctrl-C is: the index stays as it was, and what was read is not read again."""

    def interrupt(_: int, __: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@dataclass(slots=True)
class _Rhythm:
    """How long to wait, in seconds."""

    interval: float
    troubles: int = 0

    def after(self, took: float) -> float:
        """Until the next look, when the last took so long."""
        self.troubles = 0
        return max(self.interval, IDLE * took)

    def after_trouble(self) -> float:
        """Longer each time."""
        self.troubles = min(self.troubles + 1, 16)
        return max(self.interval, min(LONGEST_PAUSE, self.interval * (1 << self.troubles)))


@dataclass(slots=True)
class _Told:
    """What is printed; the same trouble is told once."""

    as_json: bool
    last: str = ""

    def beginning(self, folder: Path) -> None:
        """Which folder is watched."""
        terminal.say(f"Watching {folder} (stop with Ctrl-C)")

    def end(self) -> None:
        """That it was stopped."""
        terminal.say("Stopped.")

    def leftover(self, leftover: Leftover | None) -> None:
        """What an interrupted run left."""
        if leftover is not None:
            terminal.print_leftover(leftover, resume=True)

    def report(self, report: Report) -> None:
        """What a run did."""
        if self.as_json:
            click.echo(line(index_object(report)), nl=False)
        elif report.read or report.withdrawn:
            terminal.print_report(report, dry_run=False)
        else:
            terminal.print_failures(report)

    def trouble(self, error: SearchAppError | None) -> None:
        """Why a run could not be done; None where all is well."""
        text = "" if error is None else str(error)
        if error is not None and text != self.last:
            terminal.warn(error)
            if self.as_json:
                click.echo(line(error_object(error)), nl=False)
        self.last = text
