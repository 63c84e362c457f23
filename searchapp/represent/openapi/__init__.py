"""The document that describes what other programs may ask and what they get (OpenAPI 3.1).

True to the letter: tests compare every answer with it, and ask everything that it allows.
"""

from __future__ import annotations

from searchapp import __version__
from searchapp.represent.json import Object
from searchapp.represent.openapi.paths import PATHS
from searchapp.represent.openapi.schemas import SCHEMAS
from searchapp.represent.origin import Origin

_ABOUT = """\
Searches, articles, people, sources and issues of a periodical's archive, without a key, for reading only.

Every address answers GET and HEAD. Unknown parameters are refused with a hint. A value that is unknown is
null, never left out. Addresses in answers are relative to the server. An answer is named by its ETag: ask
again with If-None-Match, and 304 tells that nothing has changed, before anything is searched.
"""


def document(origin: Origin) -> Object:
    """The description of the archive at this origin."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": origin.archive,
            "version": __version__,
            "summary": "An archive of a periodical, for programs",
            "description": _ABOUT,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": origin.url or "/"}],
        "tags": [
            {"name": "search", "description": "Questions and their answers"},
            {"name": "articles", "description": "Single articles and the issues they appeared in"},
            {"name": "people and sources", "description": "Whom the archive names and whom it cites"},
        ],
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
