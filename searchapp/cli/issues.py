"""`searchapp issues`: what is held of each publication, what is missing, and what does not fit."""

from __future__ import annotations

from pathlib import Path

import click

from searchapp import wiring
from searchapp.archive import load_archive
from searchapp.cli.options import everywhere, settings_of
from searchapp.holdings import holdings, holdings_lines, holdings_object
from searchapp.represent.json import dumped

NOTHING_FOUND = 1


@click.command("issues")
@click.option("--publication", metavar="P", help="Only this one: its whole name, an alias or the slug.")
@everywhere
def issues_command(publication: str | None, index: Path | None, archive: Path | None, as_json: bool) -> int:
    """List the issues that are held, with their dates, and the numbers missing between them.

    Below an issue stands what cannot be so in its articles, mostly misprints: a source of a later day,
    a reference to a day without an issue.
    """
    settings = settings_of(index, archive)
    held = holdings(wiring.open_engine(settings), load_archive(settings.archive), publication)
    if as_json:
        click.echo(dumped(holdings_object(held)), nl=False)
    elif held.issues:
        click.echo("\n".join(holdings_lines(held)))
    else:
        click.echo("No issue of this is held.", err=True)
    return 0 if held.issues else NOTHING_FOUND
