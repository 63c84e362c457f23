"""The options that every command takes, and the settings they make."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from searchapp.fields import FACETS
from searchapp.model.search import SearchQuery
from searchapp.settings import Settings
from searchapp.urls import from_params
from searchapp.urls.moved import Redirects, moved

Command = TypeVar("Command", bound=Callable[..., Any])


def everywhere(command: Command) -> Command:
    """The options that every command takes."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
        click.option("--archive", type=click.Path(path_type=Path), help="Folder of archive.toml."),
        click.option("--index", type=click.Path(path_type=Path), help="Folder of the index."),
    ):
        command = option(command)
    return command


def settings_of(index: Path | None, archive: Path | None) -> Settings:
    """The settings of the environment, but for what the options say."""
    settings = Settings.load(os.environ)
    return replace(settings, index=index or settings.index, archive=archive or settings.archive)


def search_options(command: Command) -> Command:
    """An option for every parameter of a search's address; filters may be given several times."""
    for name in ("per-page", "page", "sort", "before", "after", "person-op", "match"):
        command = click.option(f"--{name}")(command)
    for field in reversed(FACETS):
        command = click.option(f"--not-{field.name}", f"not_{field.name}", multiple=True)(command)
        command = click.option(f"--{field.name}", multiple=True)(command)
    return command


def question(query: Sequence[str], options: Mapping[str, Any], redirects: Redirects) -> SearchQuery:
    """What words and options ask, today. Raises NoSuchOption, ParameterError."""
    unknown = next((word for word in query if word.startswith("--")), None)
    if unknown:
        raise click.NoSuchOption(unknown)
    today = datetime.now().astimezone().date()
    asked = from_params([("q", " ".join(query)), *pairs(options)], today=today, strict=True)
    return moved(asked, redirects) if asked.filters else asked


def pairs(options: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Options as the parameters of an address: `not_person` is `-person`."""
    pairs = []
    for name, value in options.items():
        parameter = f"-{name.removeprefix('not_')}" if name.startswith("not_") else name
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        pairs += [(parameter, each) for each in values]
    return pairs
