"""A site over the sample archive, spoken in every language of which there is a catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

import searchapp.web
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples

TRANSLATIONS = Path(searchapp.web.__file__).parent / "translations"


@dataclass(frozen=True)
class Archive:
    title: str = "Monitor archive"


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Compiled where they lie, unless that was done: each process may be the first."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        partial = target.with_suffix(f".{id(source)}")
        with source.open("rb") as text, partial.open("wb") as compiled:
            write_mo(compiled, read_po(text, locale=source.parts[-3]))
        partial.replace(target)


@pytest.fixture
def app() -> Flask:
    return create_app(Settings(), samples.engine(), Archive())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
