"""The options that every command takes, and the settings they make."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from searchapp.settings import Settings

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
