"""What every request of one app shares: the engine, the archive's name, today. Knows no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol, cast

from flask import Flask, current_app

from searchapp.engines.base import Engine
from searchapp.settings import Settings

_KEY = "searchapp"


class Archive(Protocol):
    """The part of the archive's description that the pages show."""

    @property
    def title(self) -> str:
        """What the archive is called."""


def _today() -> date:
    return datetime.now(tz=UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One archive on the web."""

    settings: Settings
    engine: Engine
    archive: Archive
    today: Callable[[], date] = _today

    def install(self, app: Flask) -> None:
        """Be the site of this app."""
        app.extensions[_KEY] = self


def site() -> Site:
    """The site of this request."""
    return cast("Site", current_app.extensions[_KEY])
