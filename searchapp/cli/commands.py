"""The command line: the same questions and answers as the site's, as text or `--json`.

Data goes to stdout and messages to stderr. Exit codes: 0 fine, 1 nothing found, 2 usage or bad
input, 3 the index, 78 the settings.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click

from searchapp import __version__, wiring
from searchapp.cli import terminal
from searchapp.cli.evaluate import eval_group
from searchapp.cli.explain import explain_command
from searchapp.cli.generations import generations_command, rollback_command
from searchapp.cli.issues import issues_command
from searchapp.cli.log import log_group
from searchapp.cli.options import everywhere, pairs, question, search_options, settings_of
from searchapp.cli.people import people_group
from searchapp.cli.verify import verify_command
from searchapp.cli.watch import watch_command
from searchapp.engines.base import Engine
from searchapp.errors import N_, InputError, Message, SearchAppError
from searchapp.indexing import Running
from searchapp.model.article import ArticleId
from searchapp.model.search import SearchQuery
from searchapp.query.conditions import Condition, ways_out
from searchapp.reports import index_object, original_object, stats_object
from searchapp.represent.json import Object, article_object, dumped, error_object, search_object
from searchapp.urls.either import noticed

NOTHING_FOUND = 1
BAD_INPUT = 2
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_exit_code(arguments))


def _exit_code(arguments: Sequence[str]) -> int:
    as_json = "--json" in arguments
    try:
        return _done(arguments)
    except SearchAppError as error:
        return _told(error, as_json=as_json)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return BAD_INPUT
    except click.UsageError as error:
        if not as_json:
            error.show()
            return BAD_INPUT
        hint = Message.of(N_("See searchapp --help."))
        return _told(InputError(Message(error.format_message().replace("%", "%%")), hint), as_json=True)
    except click.Abort:
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # The reader of a pipe has seen enough, which Click and rich tell by leaving.
        return _silenced(0)
    except OSError as error:
        click.echo(f"The answer cannot be written: {error.strerror}.", err=True)
        return _silenced(BAD_INPUT)


def _done(arguments: Sequence[str]) -> int:
    """Do what was asked; what was printed is written when this gives its exit code."""
    code: int = cli.main(arguments, prog_name="searchapp", standalone_mode=False) or 0
    sys.stdout.flush()
    return code


def _silenced(code: int) -> int:
    """Keep Python from writing once more at its exit, and failing once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return code


def _told(error: SearchAppError, *, as_json: bool) -> int:
    if as_json:
        _print_object(error_object(error))
    else:
        click.echo(str(error), err=True)
    return error.exit_code


def _print_object(body: Object) -> None:
    click.echo(dumped(body), nl=False)


@click.group(no_args_is_help=True)
@click.version_option(__version__, prog_name="searchapp")
def cli() -> None:
    """Search for the archive of a periodical."""


cli.add_command(eval_group)
cli.add_command(explain_command)
cli.add_command(people_group)
cli.add_command(issues_command)
cli.add_command(log_group)
cli.add_command(verify_command)
cli.add_command(generations_command)
cli.add_command(rollback_command)
cli.add_command(watch_command)


@cli.command("index")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--prune", is_flag=True, help="Withdraw articles whose files are gone under PATHS.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on where an interrupted run was: files it had read are not read again, unless their size or time"
    " has changed. Without this all are read; what it had extracted of texts that say the same is kept.",
)
@click.option(
    "--processes", type=click.IntRange(1, 256), help="How many read files (default: as many as CPUs)."
)
@everywhere
def index_command(
    paths: tuple[Path, ...],
    resume: bool,
    processes: int | None,
    index: Path | None,
    archive: Path | None,
    as_json: bool,
    **asked: bool,
) -> int:
    """Add the articles of files and folders, or update them."""
    settings = settings_of(index, archive)
    settings = replace(settings, processes=processes or settings.processes)
    report = wiring.index(
        settings,
        paths,
        **asked,
        running=Running(
            resume=resume,
            found=partial(terminal.print_leftover, resume=resume),
            progress=terminal.progress,
        ),
        warn=terminal.warn,
    )
    if as_json:
        _print_object(index_object(report))
    else:
        terminal.print_report(report, dry_run=asked["dry_run"])
    return BAD_INPUT if not report.read and not report.withdrawn else 0


# A query may begin with a minus; only what begins with two is an option.
@cli.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@search_options
@everywhere
def search_command(
    query: tuple[str, ...],
    index: Path | None,
    archive: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Find articles. An empty QUERY ("") is everything."""
    engine = wiring.open_engine(settings_of(index, archive))
    asked = question(query, options, engine.redirects)
    started = time.perf_counter()
    page = noticed(engine.search(asked), pairs(options))
    took_ms = (time.perf_counter() - started) * 1000
    if as_json:
        _print_object(search_object(page, engine.publications(), took_ms=took_ms))
    else:
        terminal.print_page(page, engine.publications(), () if page.total else _ways_out(engine, asked))
    return 0 if page.total else NOTHING_FOUND


def _ways_out(engine: Engine, query: SearchQuery) -> list[tuple[Condition, int]]:
    """The conditions without which something is found, and how much."""
    ways = ways_out(query)
    counts = engine.totals([way.without for way in ways])
    return [(way, count) for way, count in zip(ways, counts, strict=True) if count]


@cli.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--original", is_flag=True, help="The text as its file gave it, and what of it was left out.")
@everywhere
def show_command(
    article_id: str,
    original: bool,
    index: Path | None,
    archive: Path | None,
    as_json: bool,
) -> int:
    """Print one article with its people, sources and references."""
    engine = wiring.open_engine(settings_of(index, archive))
    article = engine.get(ArticleId(article_id))
    if original:
        draft = engine.draft(article.id)
        if as_json:
            _print_object(original_object(draft))
        else:
            terminal.print_original(draft)
    elif as_json:
        _print_object(article_object(article, engine.publications()))
    else:
        terminal.print_article(article, engine.publications())
    return 0


@cli.command("stats")
@everywhere
def stats_command(
    index: Path | None,
    archive: Path | None,
    as_json: bool,
) -> int:
    """Print what the index holds."""
    engine = wiring.open_engine(settings_of(index, archive))
    stats = stats_object(engine)
    if as_json:
        _print_object(stats)
    else:
        terminal.print_stats(stats)
    return 0


@cli.command("serve")
@click.option("--host", help="Address to listen on (default 127.0.0.1).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default 8000).")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes (default: as many as CPUs, up to 4).")
@everywhere
def serve_command(
    host: str | None,
    port: int | None,
    workers: int | None,
    index: Path | None,
    archive: Path | None,
    as_json: bool,  # noqa: ARG001 - errors are printed by it, further out
) -> int:
    """Serve the site until stopped."""
    settings = settings_of(index, archive)
    settings = replace(
        settings,
        host=host or settings.host,
        port=port or settings.port,
        workers=workers or settings.workers,
    )
    # Only this command needs a server and the site.
    from searchapp.cli.server import serve

    serve(settings, announce=terminal.announce)
    return 0
