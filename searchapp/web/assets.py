"""Static files are named by what is in them, so that whoever has one never asks for it again.

Style sheets and scripts are sent slim.

`/static/site.3f2a81c09be4.css` is site.css. By its plain name it is served too, to be asked for each time.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flask import Flask, Response, request

from searchapp.web.slim import SLIM

_HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{12})(?P<suffix>\.[a-z0-9]+)")
_TYPES = {".css": "text/css", ".js": "text/javascript"}
_FOR_EVER = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Name the files in all addresses that the app makes, and serve them by these names."""
    folder = Path(app.static_folder or "")
    hashes = _hashes(folder)
    slim = {name: _slim(folder / name) for name in hashes if Path(name).suffix in SLIM}

    def send(filename: str) -> Response:
        if filename not in slim:
            return app.send_static_file(filename)
        response = Response(slim[filename], mimetype=_TYPES[Path(filename).suffix])
        response.set_etag(hashes[filename])
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
        return response

    def name(endpoint: str, values: dict[str, object]) -> None:
        filename = values.get("filename")
        if endpoint == "static" and filename in hashes:
            plain = Path(str(filename))
            values["filename"] = str(plain.with_suffix(f".{hashes[str(filename)]}{plain.suffix}"))

    def static(filename: str) -> Response:
        found = _HASHED.fullmatch(filename)
        plain = f"{found['stem']}{found['suffix']}" if found else filename
        if found is None or plain not in hashes:
            return send(filename)
        response = send(plain)
        # A page that is older than the file is given what there is, but not for ever.
        if found["hash"] == hashes[plain]:
            response.headers["Cache-Control"] = _FOR_EVER
        return response

    app.url_defaults(name)
    app.view_functions["static"] = static


def _slim(path: Path) -> bytes:
    return SLIM[path.suffix](path.read_text(encoding="utf-8")).encode()


def _hashes(folder: Path) -> dict[str, str]:
    """The files of a folder by their paths in it, and what names their contents."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }
