"""What may be asked, and what comes back: one operation for each address."""

from __future__ import annotations

from searchapp.represent import atom, citations, csv
from searchapp.represent.discovery import SUGGESTIONS_TYPE
from searchapp.represent.json import Object
from searchapp.represent.openapi.parameters import (
    ALWAYS,
    OF_EXPORT,
    OF_LIST,
    OF_SEARCH,
    OF_SUGGESTIONS,
    in_path,
)
from searchapp.represent.openapi.schemas import COUNT, ref

_JSON = "application/json"
_LINES = "application/x-ndjson"
_TEXT: Object = {"type": "string"}
_NAME: Object = {"type": "string", "minLength": 1, "maxLength": 200}
_ID = in_path("id", "The article's id", {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,200}$"})
_SLUG = in_path("slug", "As addresses and answers have it", _NAME)
_ISSUE = [
    in_path("publication", "The publication's slug", _NAME),
    in_path("volume", "The volume", {"type": "integer", "minimum": 0, "maximum": 999_999}),
    in_path("number", "The issue's number", {"type": "integer", "minimum": 0, "maximum": 999_999}),
]
_HEADERS: Object = {
    "ETag": {"description": "Names this answer", "required": True, "schema": _TEXT},
    "Vary": {"description": "What else the answer depends on", "schema": _TEXT},
}
_LINK: Object = {
    "Link": {"description": "The page this is of, and its neighbours", "required": True, "schema": _TEXT}
}
_TOTAL: Object = {
    "X-Total-Count": {"description": "How many lines there are", "required": True, "schema": COUNT},
    "X-Generation": {"description": "Of the index that answered", "required": True, "schema": _TEXT},
}
_WHY = {
    "400": "A parameter is not known, or cannot have this value",
    "404": "There is no such thing, or no such page",
    "405": "Only GET and HEAD are answered",
    "429": "Asked too often; see Retry-After",
    "503": "The index cannot answer at the moment; see Retry-After",
}


def _answers(media_type: str, schema: Object, about: str, **headers: Object) -> Object:
    errors = {
        status: {"description": why, "content": {_JSON: {"schema": ref("Error")}}}
        for status, why in _WHY.items()
    }
    return {
        "200": {
            "description": about,
            "headers": {**_HEADERS, **headers},
            "content": {media_type: {"schema": schema}},
        },
        "304": {"description": "The answer is still that of the ETag in If-None-Match"},
        **errors,
    }


_GONE: Object = {
    "410": {
        "description": "The article was withdrawn; the error tells what it was",
        "content": {_JSON: {"schema": ref("Error")}},
    }
}
_MOVED: Object = {
    "301": {
        "description": "The slug was another one before",
        "headers": {"Location": {"required": True, "schema": {"type": "string", "format": "uri-reference"}}},
    }
}


def _operation(name: str, tag: str, summary: str, parameters: list[Object], responses: Object) -> Object:
    """GET, and the same without a body as HEAD."""
    get = {
        "operationId": name,
        "tags": [tag],
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    }
    return {"get": get}


def _search(form: str, media_type: str, schema: Object) -> Object:
    answers = _answers(media_type, schema, "One page of results", **_LINK)
    name, summary = f"search_{form}", f"Search, answered as {form}"
    return _operation(name, "search", summary, OF_SEARCH, {**answers, **_MOVED})


def _record(name: str, parameter: Object, media_type: str, schema: Object) -> Object:
    """An article, which may be gone; or a person or a source, whose slug may be an old one."""
    is_article = parameter is _ID
    answers = {**_answers(media_type, schema, "What is asked for"), **(_GONE if is_article else _MOVED)}
    tag = "articles" if is_article else "people and sources"
    return _operation(name, tag, f"One {name.replace('_', ' as ')}", [parameter, *ALWAYS], answers)


def _list(name: str) -> Object:
    answers = _answers(_JSON, ref(name.capitalize()), "A hundred of them")
    return _operation(name, "people and sources", f"All {name}", OF_LIST, answers)


PATHS: Object = {
    "/search.json": _search("json", _JSON, ref("Search")),
    "/search.atom": _search("atom", atom.MEDIA_TYPE, _TEXT),
    "/search.csv": _search("csv", csv.MEDIA_TYPE, _TEXT),
    "/search.ris": _search("ris", citations.RIS_TYPE, _TEXT),
    "/search.bib": _search("bib", citations.BIBTEX_TYPE, _TEXT),
    "/search.jsonl": _operation(
        "search_jsonl",
        "search",
        "Every article found, a line each, in the shape of Article, all of one generation",
        OF_EXPORT,
        {**_answers(_LINES, _TEXT, "All articles, whatever their number", **_TOTAL), **_MOVED},
    ),
    "/suggest": _operation(
        "suggest",
        "search",
        "What a reader may mean who has begun to type (OpenSearch suggestions)",
        OF_SUGGESTIONS,
        {
            "200": {
                "description": "Suggestions",
                "content": {SUGGESTIONS_TYPE: {"schema": ref("Suggestions")}},
            },
            **{
                status: {"description": _WHY[status], "content": {_JSON: {"schema": ref("Error")}}}
                for status in ("400", "405", "429", "503")
            },
        },
    ),
    "/article/{id}.json": _record("article", _ID, _JSON, ref("Article")),
    "/article/{id}.ris": _record("article_ris", _ID, citations.RIS_TYPE, _TEXT),
    "/article/{id}.bib": _record("article_bib", _ID, citations.BIBTEX_TYPE, _TEXT),
    "/issue/{publication}/{volume}/{number}.json": _operation(
        "issue", "articles", "One issue", [*_ISSUE, *ALWAYS], _answers(_JSON, ref("Issue"), "The issue")
    ),
    "/person/{slug}.json": _record("person", _SLUG, _JSON, ref("Person")),
    "/person/{slug}.atom": _record("person_atom", _SLUG, atom.MEDIA_TYPE, _TEXT),
    "/source/{slug}.json": _record("source", _SLUG, _JSON, ref("Source")),
    "/source/{slug}.atom": _record("source_atom", _SLUG, atom.MEDIA_TYPE, _TEXT),
    "/people.json": _list("people"),
    "/sources.json": _list("sources"),
}
