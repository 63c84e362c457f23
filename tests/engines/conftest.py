"""Every engine, empty, by its kind."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from searchapp.engines.base import Engine
from searchapp.engines.embedded import EmbeddedEngine
from searchapp.engines.embedded.generations import served
from searchapp.engines.memory import MemoryEngine

KINDS: dict[str, Callable[[Path], Engine]] = {
    "memory": lambda _: MemoryEngine(),
    "embedded": EmbeddedEngine,
}


@pytest.fixture(autouse=True)
def waits_for_no_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's machine does not lose its power."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return KINDS[request.param](tmp_path / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of an index that is not there yet."""
    return tmp_path / "index"


@pytest.fixture
def looks_always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Engines look at every question which generation is served."""
    monkeypatch.setattr(served, "LOOKS_EVERY", 0.0)
