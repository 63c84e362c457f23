"""What every request of one app shares: the engine, the archive's name, today. Knows no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Protocol, TypeVar, cast

from flask import Flask, current_app

from searchapp.archive import PublicationRules
from searchapp.engines.base import Engine
from searchapp.settings import Settings

_KEY = "searchapp"

Made = TypeVar("Made")


class Archive(Protocol):
    """The part of the archive's description that the pages show."""

    @property
    def title(self) -> str:
        """What the archive is called."""

    def publication(self, name: str, /) -> PublicationRules | None:
        """What is known of a publication, by its slug or name."""


def _today() -> date:
    return datetime.now(tz=UTC).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One archive on the web."""

    settings: Settings
    engine: Engine
    archive: Archive
    today: Callable[[], date] = _today
    started: datetime = field(default_factory=lambda: datetime.now(tz=UTC).replace(microsecond=0))
    _kept: dict[Callable[[Engine], Any], tuple[str, Any]] = field(default_factory=dict, init=False)

    @property
    def switched(self) -> datetime | None:
        """When the index was last switched to another generation; None where it lies in no folder."""
        try:
            seconds = (self.settings.index / "CURRENT").stat().st_mtime
        except OSError:
            return None
        return datetime.fromtimestamp(int(seconds), UTC)

    def install(self, app: Flask) -> None:
        """Be the site of this app."""
        app.extensions[_KEY] = self

    def per_generation(self, make: Callable[[Engine], Made]) -> Made:
        """What is made of the whole index: once for each of its generations."""
        # Read first: what is made of a generation that has come meanwhile is made once more.
        generation = self.engine.generation
        kept: tuple[str, Made] | None = self._kept.get(make)
        if kept is None or kept[0] != generation:
            kept = self._kept[make] = (generation, make(self.engine))
        return kept[1]


def site() -> Site:
    """The site of this request."""
    return cast("Site", current_app.extensions[_KEY])
