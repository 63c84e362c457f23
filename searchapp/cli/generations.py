"""`searchapp generations` and `searchapp rollback`: what is kept of an index, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from searchapp import wiring
from searchapp.cli.options import everywhere, settings_of
from searchapp.engines.embedded import Held
from searchapp.represent.json import dumped


@click.command("generations")
@everywhere
def generations_command(index: Path | None, archive: Path | None, as_json: bool) -> int:
    """List the generations that are kept, newest first, and which of them is served.

    Each run of index, watch or people that changes anything leaves a new one, and the one it was made from.
    """
    kept = wiring.generations(settings_of(index, archive))
    if as_json:
        click.echo(dumped({"ok": True, "generations": [_object(each) for each in kept]}), nl=False)
        return 0
    for each in kept:
        written = f"{each.written:%Y-%m-%d %H:%M:%S} UTC" if each.written else "unknown when"
        served = ", served" if each.served else ""
        click.echo(f"{each.number}: {written}, {each.trouble or _articles(each)}{served}")
    return 0


@click.command("rollback")
@click.argument("generation", required=False, type=click.IntRange(1))
@everywhere
def rollback_command(generation: int | None, index: Path | None, archive: Path | None, as_json: bool) -> int:
    """Serve an earlier GENERATION again; by default the one before.

    Every byte of it is read first. A running site answers from it within a second. The later one stays, to
    be gone back to in the same way, until the next change of the index. The files are as they were: index
    and watch read them again, so stop these, and put right first what should not be indexed.
    """
    served = wiring.roll_back(settings_of(index, archive), generation)
    if as_json:
        click.echo(dumped({"ok": True, **_object(served)}), nl=False)
    else:
        click.echo(f"Generation {served.number} is served: {_articles(served)}.")
    return 0


def _articles(held: Held) -> str:
    return "1 article" if held.articles == 1 else f"{held.articles} articles"


def _object(held: Held) -> dict[str, Any]:
    return {
        "generation": str(held.number),
        "served": held.served,
        "written": held.written.isoformat(timespec="seconds") if held.written else None,
        "articles": held.articles,
        "trouble": str(held.trouble) if held.trouble else None,
    }
