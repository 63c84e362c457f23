"""`searchapp log top`: what readers search for, and what they do not find."""

from __future__ import annotations

import os
from pathlib import Path

import click

from searchapp.cli.options import everywhere, settings_of
from searchapp.errors import N_, InputError, Message
from searchapp.represent.json import dumped
from searchapp.represent.query_log import Asked, top
from searchapp.urls.values import clean

_LISTED = 20


@click.group("log")
def log_group() -> None:
    """Read the log of searches, where SEARCHAPP_QUERY_LOG has one kept."""


@log_group.command("top")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--zero", is_flag=True, help="Only what found nothing.")
@click.option("--limit", type=click.IntRange(1), default=_LISTED, show_default=True, help="How many.")
@everywhere
def top_command(
    file: Path | None,
    zero: bool,
    limit: int,
    index: Path | None,
    archive: Path | None,
    as_json: bool,
) -> int:
    """Print how often each was searched for, how much it found, and its words; the most frequent first.

    FILE is another log than the one that is kept.
    """
    asked = _read(file or _kept(index, archive), zero=zero)[:limit]
    if as_json:
        listed = [{"q": each.q, "times": each.times, "found": each.found} for each in asked]
        click.echo(dumped({"ok": True, "data": listed}), nl=False)
    else:
        for each in asked:
            # A query may hold what a terminal would obey.
            click.echo(f"{each.times:>6}  {each.found:>6}  {clean(each.q)}")
    return 0 if asked else 1


def _kept(index: Path | None, archive: Path | None) -> Path:
    settings = settings_of(index, archive)
    if not settings.query_log:
        raise InputError(
            Message.of(N_("Searches are not logged.")),
            Message.of(N_("Set SEARCHAPP_QUERY_LOG to a file where the site is served, or give one.")),
        )
    return Path(settings.query_log)


def _read(path: Path, *, zero: bool) -> list[Asked]:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return top(lines, zero=zero)
    except OSError as error:
        raise InputError(
            Message.of(
                N_("%(path)s cannot be read: %(error)s."), path=path, error=os.strerror(error.errno or 0)
            ),
            Message.of(N_("Check that the file is there and that you may read it.")),
        ) from error
