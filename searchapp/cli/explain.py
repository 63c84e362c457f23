"""`searchapp explain`: why an article is found by a question, or is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from searchapp import wiring
from searchapp.cli.options import everywhere, question, search_options, settings_of
from searchapp.fields import field_named
from searchapp.model.article import ArticleId
from searchapp.model.explanation import Explanation, NearShare, WordShare
from searchapp.represent.explanation import explanation_object
from searchapp.represent.json import dumped

NOT_FOUND = 1


@click.command("explain", context_settings={"ignore_unknown_options": True})
@click.argument("query", nargs=-1, required=True)
@click.argument("article_id", metavar="ID")
@search_options
@everywhere
def explain_command(
    query: tuple[str, ...],
    article_id: str,
    index: Path | None,
    archive: Path | None,
    as_json: bool,
    **options: Any,
) -> int:
    """Say why QUERY finds the article ID, or why not, and what its score is made of."""
    if article_id.startswith("--"):
        raise click.NoSuchOption(article_id)
    engine = wiring.open_engine(settings_of(index, archive))
    found = engine.explain(question(query, options, engine.redirects), ArticleId(article_id))
    if as_json:
        click.echo(dumped(explanation_object(found)), nl=False)
    else:
        click.echo("\n".join(_lines(found)))
    return 0 if found.found else NOT_FOUND


def _lines(found: Explanation) -> Iterator[str]:
    yield f"{found.id} is {'found' if found.found else 'not found'} by: {found.read_as or 'everything'}"
    yield from (f"It does not have: {text}" for text in found.missing)
    yield from (f"It does not pass the filter: {name}" for name in found.filters)
    if found.words:
        yield f"{found.score:8.3f}  score" + ("" if found.found else ", if it were found")
    yield from map(_word, found.words)
    yield from map(_near, found.near)


def _word(word: WordShare) -> str:
    fields = ", ".join(
        f"{_label(each.field)} {each.occurrences} × ({each.amount:.3f})" for each in word.fields
    )
    light = (
        "" if word.weight == 1 else f"; counts {word.weight:g} of a word, since it only holds others together"
    )
    return f"{word.amount:8.3f}  {word.text}: {fields}{light}"


def _near(near: NearShare) -> str:
    steps = "side by side" if near.steps == 1 else f"{near.steps} steps apart"
    return f"{near.amount:8.3f}  {near.texts[0]} … {near.texts[1]}: {steps}, {_label(near.field)}"


def _label(name: str) -> str:
    field = field_named(name)
    return (field.label if field else name).lower()
