"""A site over the sample archive, spoken in every language of which there is a catalogue."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from searchapp.archive import PublicationRules
from searchapp.settings import Settings
from searchapp.web import create_app
from tests.web import samples
from tests.web.catalogues import compile_catalogues


@dataclass(frozen=True)
class Archive:
    title: str = "Monitor archive"

    def publication(self, _: str, /) -> PublicationRules | None:
        return None


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    compile_catalogues()


@pytest.fixture
def app() -> Flask:
    return create_app(Settings(), samples.engine(), Archive())


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
