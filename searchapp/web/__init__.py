"""The web shell: from a request to a question, from its answer to a page. Knows no concrete engine."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from searchapp import __version__
from searchapp.engines.base import Engine
from searchapp.settings import Settings
from searchapp.web import errors, headers, i18n, lately, machines, markup
from searchapp.web.articles import blueprint as articles_blueprint
from searchapp.web.browse import blueprint as browse_blueprint
from searchapp.web.facets import blueprint as facets_blueprint
from searchapp.web.help import blueprint as help_blueprint
from searchapp.web.present.page import surroundings
from searchapp.web.reader import blueprint as reader_blueprint
from searchapp.web.search import blueprint as search_blueprint
from searchapp.web.site import Archive, Site
from searchapp.web.suggest import blueprint as suggest_blueprint
from searchapp.web.watching import UNSEEN


def create_app(settings: Settings, engine: Engine, archive: Archive) -> Flask:
    """The application for a WSGI server."""
    templates = _templates()
    app = Flask(__name__, template_folder=str(templates))
    app.config["LOOKS"] = _looks(archive, Path(app.root_path), templates)
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    Site(settings=settings, engine=engine, archive=archive).install(app)
    machines.install(app, settings)
    lately.install(app, settings)
    for part in (headers, i18n, markup, errors):
        part.install(app)
    for blueprint in (
        search_blueprint,
        articles_blueprint,
        browse_blueprint,
        facets_blueprint,
        help_blueprint,
        reader_blueprint,
        suggest_blueprint,
    ):
        app.register_blueprint(blueprint)
    app.context_processor(surroundings)
    return app


def compile_templates(app: Flask) -> None:
    """All at once: processes forked from this one share them."""
    for template in app.jinja_env.list_templates(extensions=("html", "txt", "xml")):
        app.jinja_env.get_template(template)


def warm_up(app: Flask) -> None:
    """Make a page, so that no reader waits for what each process reads but once."""
    trusted = app.config["TRUSTED_HOSTS"]
    host = trusted[0].lstrip(".") if trusted else "localhost"
    app.test_client().get("/search", base_url=f"http://{host}", environ_overrides={UNSEEN: True})


def _templates() -> Path:
    """In an installation they are a package; in a checkout they lie beside the package."""
    try:
        spec = find_spec("searchapp.templates")
    except ModuleNotFoundError:
        spec = None
    if spec is not None and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0])
    return Path(__file__).parents[2] / "templates"


def _looks(archive: Archive, folder: Path, templates: Path) -> str:
    """Names what answers are made of besides the index: what the archive says of itself, our own files."""
    files = (*(folder / "static").iterdir(), *templates.rglob("*.html"), *folder.rglob("*.mo"))
    contents = (f"{__version__} {archive!r}".encode(), *(path.read_bytes() for path in sorted(files)))
    return hashlib.sha256(b"".join(contents)).hexdigest()[:12]
