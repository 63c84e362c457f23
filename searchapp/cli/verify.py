"""`searchapp verify`: whether every byte of the index is as it was written."""

from __future__ import annotations

from pathlib import Path

import click

from searchapp import wiring
from searchapp.cli.options import everywhere, settings_of
from searchapp.represent.json import dumped


@click.command("verify")
@everywhere
def verify_command(index: Path | None, archive: Path | None, as_json: bool) -> int:
    """Read every byte of the index and compare it with what was written.

    Reads the generation that is served and the one kept before it; readers and a writer may go on
    meanwhile. Ends with 3 where anything is damaged, and says what, and what to do.
    """
    verified = wiring.verify(settings_of(index, archive))
    generation, *before = verified.generations
    if as_json:
        told = {"ok": True, "generation": generation, "files": verified.files, "bytes": verified.bytes}
        click.echo(dumped(told), nl=False)
    else:
        whole = f"Generation {generation} is whole"
        whole += "".join(f", and so is {number} before it" for number in before)
        click.echo(f"{whole}: {verified.files} files, {verified.bytes:,} bytes.")
    return 0
