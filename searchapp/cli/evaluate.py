"""`searchapp eval`: how well texts are read and questions answered, measured against what people say."""

from __future__ import annotations

from pathlib import Path

import click

from searchapp import wiring
from searchapp.cli.options import settings_of
from searchapp.evaluation.collection_files import load_collections
from searchapp.evaluation.extraction import evaluate
from searchapp.evaluation.relevance import measured
from searchapp.evaluation.relevance_report import relevance_lines, relevance_object
from searchapp.evaluation.report import evaluation_lines, evaluation_object
from searchapp.represent.json import dumped


@click.group("eval")
def eval_group() -> None:
    """Measure how well texts are read, and questions answered."""


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


@eval_group.command("relevance")
@click.argument("collection", metavar="COLLECTION", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def relevance_command(collection: Path, as_json: bool) -> int:
    """Ask the questions of a test collection and compare the answers with what people judged relevant.

    COLLECTION is a folder or an archive file with documents, topics and judgments in TREC or SMART form.
    Prints NDCG@10, MAP and P@3 of our ranking, with any of the words enough, and of plain BM25. The
    collection is indexed in a temporary folder; no other index is read or written.
    """
    found = [measured(each) for each in load_collections(collection)]
    if as_json:
        click.echo(dumped(relevance_object(found)), nl=False)
    else:
        click.echo("\n".join(relevance_lines(found)))
    return 0
