"""Where things lie and how the server listens: read once from the environment, frozen after.

Each setting is a field of `Settings`, and `SEARCHAPP_<NAME>` in the environment sets it.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from searchapp.errors import N_, Message, SettingsError

PREFIX = "SEARCHAPP_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting with its default."""

    index: Path = Path("index")
    """The folder of the built index."""
    archive: Path = Path(".")
    """The folder of archive.toml, people.toml and sources.toml; each is optional."""
    host: str = "127.0.0.1"
    """The address `searchapp serve` listens on."""
    port: int = 8000
    """The port `searchapp serve` listens on."""
    workers: int = min(4, os.cpu_count() or 1)
    """How many processes of `searchapp serve` answer requests."""
    threads: int = 4
    """How many requests each of them answers at once."""
    processes: int = os.cpu_count() or 1
    """How many processes of `searchapp index` read files."""

    @classmethod
    def load(cls, environ: Mapping[str, str]) -> Settings:
        """The settings of an environment; raises SettingsError for unknown names and bad values."""
        asked = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environ.items()
            if name.startswith(PREFIX)
        }
        known = {field.name: field for field in fields(cls)}
        for name in asked:
            if name not in known:
                raise SettingsError(
                    Message.of(N_("%(name)s is not a setting."), name=PREFIX + name.upper()),
                    _nearest(name, list(known)),
                )
        return cls(**{name: _value(name, text) for name, text in asked.items()})  # type: ignore[arg-type]


def _value(name: str, text: str) -> Path | str | int:
    if not text:
        raise SettingsError(
            Message.of(N_("%(name)s is empty."), name=PREFIX + name.upper()),
            Message.of(N_("Give it a value, or unset it.")),
        )
    if name in ("index", "archive"):
        return Path(text)
    if name == "host":
        return text
    highest = {"port": 65535, "workers": 256, "threads": 256, "processes": 256}[name]
    if text.isdecimal() and 1 <= int(text) <= highest:
        return int(text)
    raise SettingsError(
        Message.of(N_("%(name)s is “%(value)s”."), name=PREFIX + name.upper(), value=text),
        Message.of(N_("Give a whole number from 1 to %(highest)s."), highest=highest),
    )


def _nearest(name: str, known: list[str]) -> Message:
    near = difflib.get_close_matches(name, known, n=1) or known[:1]
    return Message.of(N_("Did you mean %(name)s?"), name=PREFIX + near[0].upper())
