"""`searchapp eval`: how good the archive's reading of texts is, measured against what people say."""

from __future__ import annotations

from pathlib import Path

import click

from searchapp import wiring
from searchapp.cli.options import settings_of
from searchapp.evaluation.extraction import evaluate
from searchapp.evaluation.report import evaluation_lines, evaluation_object
from searchapp.represent.json import dumped


@click.group("eval")
def eval_group() -> None:
    """Measure how well texts are read."""


@eval_group.command("extraction")
@click.argument("folder", metavar="GOLD_DIR", type=click.Path(path_type=Path))
@click.option("--archive", type=click.Path(path_type=Path), help="Folder of archive.toml.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def extraction_command(folder: Path, archive: Path | None, as_json: bool) -> int:
    """Read the texts of GOLD_DIR as one archive and compare what is found with their gold files.

    Prints precision, recall and F1 for people, citations, cross-references, dates and titles, then
    everything missed and everything false, by article. No index is read or written.
    """
    known = wiring.load_known(settings_of(None, archive))
    evaluation = evaluate(folder, wiring.passes(known))
    if as_json:
        click.echo(dumped(evaluation_object(evaluation)), nl=False)
    else:
        click.echo("\n".join(evaluation_lines(evaluation)))
    return 0
