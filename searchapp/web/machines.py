"""Everything of the site that is not pages: formats, feeds, maps, and how answers travel."""

from __future__ import annotations

from flask import Flask

from searchapp.settings import Settings
from searchapp.web import (
    api,
    assets,
    compression,
    described,
    discovery,
    feeds,
    limits,
    lists,
    metadata,
    ops,
    outside,
    watching,
)


def install(app: Flask, settings: Settings) -> None:
    """To be called first, so that compression comes last, but for who watches."""
    watching.install(app, settings)
    compression.install(app)
    outside.install(app, settings)
    limits.install(app, settings)
    assets.install(app)
    metadata.install(app)
    for part in (api, feeds, lists, described, discovery, ops):
        app.register_blueprint(part.blueprint)
