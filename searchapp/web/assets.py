"""Static files are named by what is in them, so that whoever has one never asks for it again.

`/static/site.3f2a81c09be4.css` is site.css. By its plain name it is served too, to be asked for each time.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from flask import Flask, Response

_HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{12})(?P<suffix>\.[a-z0-9]+)")
_FOR_EVER = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Name the files in all addresses that the app makes, and serve them by these names."""
    hashes = _hashes(Path(app.static_folder or ""))

    def name(endpoint: str, values: dict[str, object]) -> None:
        filename = values.get("filename")
        if endpoint == "static" and filename in hashes:
            plain = Path(str(filename))
            values["filename"] = str(plain.with_suffix(f".{hashes[str(filename)]}{plain.suffix}"))

    def static(filename: str) -> Response:
        found = _HASHED.fullmatch(filename)
        plain = f"{found['stem']}{found['suffix']}" if found else filename
        if found is None or plain not in hashes:
            return app.send_static_file(filename)
        response = app.send_static_file(plain)
        # A page that is older than the file is given what there is, but not for ever.
        if found["hash"] == hashes[plain]:
            response.headers["Cache-Control"] = _FOR_EVER
        return response

    app.url_defaults(name)
    app.view_functions["static"] = static


def _hashes(folder: Path) -> dict[str, str]:
    """The files of a folder by their paths in it, and what names their contents."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }
