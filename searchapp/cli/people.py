"""`searchapp people`: who is in the archive, and an editor's corrections, which are seen at once."""

from __future__ import annotations

from pathlib import Path

import click

from searchapp import wiring
from searchapp.authority.people_file import load_people
from searchapp.cli import people_lines as lines
from searchapp.cli.options import everywhere, settings_of
from searchapp.editing.acts import found_person, merge, rename, split
from searchapp.editing.changes import Change
from searchapp.editing.findings import findings
from searchapp.editing.spellings import Spellings
from searchapp.engines.base import Engine
from searchapp.model.registry import Person
from searchapp.represent.json import Object, dumped, person_object
from searchapp.settings import Settings

NOTHING_FOUND = 1

_limit = click.option(
    "--limit", type=click.IntRange(1), help="Print at most so many.", metavar="N", default=None
)


@click.group("people")
def people_group() -> None:
    """List the people of the archive, and correct who is who."""


@people_group.command("list")
@click.option("--sort", type=click.Choice(["articles", "name"]), default="articles", help="The order.")
@_limit
@everywhere
def list_command(
    sort: str, limit: int | None, index: Path | None, archive: Path | None, as_json: bool
) -> int:
    """Print everyone with their slug and how many articles name them."""
    engine = wiring.open_engine(settings_of(index, archive))
    people = sorted(engine.people().values(), key=_by_name if sort == "name" else _by_articles)
    shown = people[:limit]
    _print(lines.listed(shown), lines.list_object(engine, people, shown), as_json=as_json)
    return 0 if people else NOTHING_FOUND


@people_group.command("show")
@click.argument("slug")
@everywhere
def show_command(slug: str, index: Path | None, archive: Path | None, as_json: bool) -> int:
    """Print one person: spellings, dated roles, articles, and with whom not to be confused."""
    engine = wiring.open_engine(settings_of(index, archive))
    person = found_person(engine, slug)
    spellings = Spellings.of(engine.drafts())
    held = lines.articles_of(person, engine)
    body = {"ok": True, **lines.details_object(person, spellings, held)}
    _print(lines.details(person, spellings, held), body, as_json=as_json)
    return 0


@people_group.command("merge")
@click.argument("slug")
@click.argument("into", metavar="INTO_SLUG")
@everywhere
def merge_command(slug: str, into: str, index: Path | None, archive: Path | None, as_json: bool) -> int:
    """Say that SLUG and INTO_SLUG are one person, who keeps INTO_SLUG; the other leads there."""
    settings = settings_of(index, archive)
    engine = wiring.open_engine(settings)
    one, other = found_person(engine, slug), found_person(engine, into)
    return _apply(settings, merge(one, other, _printed(engine)), as_json=as_json)


@people_group.command("split")
@click.argument("slug")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@everywhere
def split_command(
    slug: str, names: tuple[str, ...], index: Path | None, archive: Path | None, as_json: bool
) -> int:
    """Say that NAME is not SLUG: some spellings, a given name, or another person never to be merged."""
    settings = settings_of(index, archive)
    engine = wiring.open_engine(settings)
    person = found_person(engine, slug)
    return _apply(settings, split(person, names, _printed(engine), engine.people()), as_json=as_json)


@people_group.command("rename")
@click.argument("slug")
@click.argument("label")
@click.option("--keep-slug", is_flag=True, help="Leave the address as it is.")
@everywhere
def rename_command(
    slug: str, label: str, keep_slug: bool, index: Path | None, archive: Path | None, as_json: bool
) -> int:
    """Show SLUG as LABEL, a form that the archive prints; the old slug leads to the new one."""
    settings = settings_of(index, archive)
    engine = wiring.open_engine(settings)
    person, known = found_person(engine, slug), wiring.load_known(settings)
    change = rename(person, label, _printed(engine), known.people, known.slugs, keep_slug=keep_slug)
    return _apply(settings, change, as_json=as_json)


@people_group.command("check")
@_limit
@everywhere
def check_command(limit: int | None, index: Path | None, archive: Path | None, as_json: bool) -> int:
    """Print what needs a look, with the commands that would settle it. --limit counts for each kind."""
    settings = settings_of(index, archive)
    engine = wiring.open_engine(settings)
    people = list(engine.people().values())
    articles = (engine.get(article_id) for article_id in engine.digests())
    found = findings(people, articles, load_people(settings.archive))
    _print(lines.check(found, limit), lines.check_object(engine, found, limit), as_json=as_json)
    return 0


def _apply(settings: Settings, change: Change, *, as_json: bool) -> int:
    done = wiring.edit_people(settings, change)
    body = {
        "ok": True,
        "generation": done.generation,
        "refreshed": done.refreshed,
        "file": str(done.path),
        "person": person_object(done.person),
    }
    _print(lines.applied(done), body, as_json=as_json)
    return 0


def _printed(engine: Engine) -> Spellings:
    return Spellings.of(engine.drafts())


def _print(text: list[str], body: Object, *, as_json: bool) -> None:
    if as_json:
        click.echo(dumped(body), nl=False)
    else:
        click.echo("\n".join(text))


def _by_articles(person: Person) -> tuple[object, ...]:
    return -person.articles, person.name.casefold(), person.slug


def _by_name(person: Person) -> tuple[object, ...]:
    return person.name.casefold(), person.slug
