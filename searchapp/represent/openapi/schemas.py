"""The shapes of answers, as JSON Schema: no key is ever left out, and there are no others."""

from __future__ import annotations

from searchapp.fields import FACETS
from searchapp.model.article import Certainty
from searchapp.represent.json import Object

COUNT: Object = {"type": "integer", "minimum": 0}
_NUMBER: Object = {"type": "integer", "minimum": 1}
_TEXT: Object = {"type": "string"}
_FLAG: Object = {"type": "boolean"}
_ADDRESS: Object = {"type": "string", "format": "uri-reference"}
_DAY: Object = {"type": "string", "format": "date"}
_DAYS: Object = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$"}


def ref(name: str) -> Object:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(about: str, **properties: Object) -> Object:
    return {
        "type": "object",
        "description": about,
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _list(items: Object) -> Object:
    return {"type": "array", "items": items}


def _or_null(schema: Object) -> Object:
    kind = schema.get("type")
    if isinstance(kind, str) and "enum" not in schema:
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: Object, about: str) -> Object:
    return {**schema, "description": about}


_MENTION = _object(
    "A place in the text; offsets are characters within the paragraph, `end` is behind the last one",
    paragraph=_NUMBER,
    start=COUNT,
    end=COUNT,
    surface=_TEXT,
)
_DATE = _object(
    "The day an issue appeared, and how that is known",
    value=_or_null(_DAY),
    certainty={"type": "string", "enum": [each.value for each in Certainty]},
    evidence=_list(_TEXT),
)
_WHERE = {
    "id": _TEXT,
    "url": _said(_ADDRESS, "Of its page"),
    "publication": _or_null(_said(_TEXT, "Its name")),
    "volume": _or_null(COUNT),
    "issue": _or_null(COUNT),
    "date": ref("Date"),
    "title": _TEXT,
    "title_supplied": _said(_FLAG, "Whether none was printed, and the archive made one"),
}
_NAMED = _object("A person or a source, by slug and name", slug=_TEXT, name=_TEXT)
_HIT = _object(
    "An article found",
    **_WHERE,
    snippets=_list(_object("A sentence; what matched stands in `<mark>`", paragraph=_NUMBER, html=_TEXT)),
    people=_list(ref("Named")),
    sources=_list(ref("Named")),
)
_ARTICLE = _object(
    "One article with everything known of it",
    **_WHERE,
    paragraphs=_list(_TEXT),
    people=_list(
        _object(
            "A person as this article names them",
            slug=_TEXT,
            name=_TEXT,
            roles=_list(_TEXT),
            attributive=_said(_FLAG, "Named only as in “the Bush administration”: not counted"),
            mentions=_list(ref("Mention")),
        )
    ),
    citations=_list(
        _object(
            "A source cited for some days",
            source=_or_null(_TEXT),
            slug=_or_null(_TEXT),
            lost=_said(_FLAG, "Whether the source's name is missing in the text"),
            collective=_said(_FLAG, "Whether it is no single source"),
            dates=_list(_said(_DAYS, "A day, or the first and the last with a slash between them")),
            paragraph=_NUMBER,
        )
    ),
    references=_list(
        _object(
            "A pointer to another issue",
            publication=_TEXT,
            date=_or_null(_DAY),
            volume=_or_null(COUNT),
            issue=_or_null(COUNT),
            articles=_list(_said(_TEXT, "The ids of all articles held of that issue, sorted")),
            likeliest=_or_null(_said(_TEXT, "A guess which of them is meant")),
            paragraph=_NUMBER,
        )
    ),
    unresolved=_list(
        _object(
            "A surname that several persons could own",
            surface=_TEXT,
            candidates=_list(_TEXT),
            mentions=_list(ref("Mention")),
        )
    ),
    referred_to_by=_list(_said(_TEXT, "The ids of articles that refer to this issue, sorted")),
)
_PERSON = _object(
    "One identity over all articles",
    slug=_TEXT,
    name=_TEXT,
    aliases=_list(_TEXT),
    roles=_list(
        _object("A role, and when it was printed", role=_TEXT, first=_or_null(_DAY), last=_or_null(_DAY))
    ),
    articles=COUNT,
    confusable_with=_list(_said(_TEXT, "The slugs of others who share the surname")),
)
_SOURCE = _object(
    "Who is cited",
    slug=_TEXT,
    name=_TEXT,
    aliases=_list(_TEXT),
    collective=_FLAG,
    kind=_or_null(_said(_TEXT, "`wire`, `newspaper`, `broadcast` or `web`")),
    articles=COUNT,
)
_ISSUE = _object(
    "One issue of which articles are held",
    url=_said(_ADDRESS, "Of its page"),
    publication=_TEXT,
    volume=COUNT,
    issue=COUNT,
    date=ref("Date"),
    articles=_list(_said(_TEXT, "Their ids, sorted")),
)
_FACET = _object(
    "How many articles have which value, the selections of this facet itself left aside",
    total_values=COUNT,
    values=_list(
        _object(
            "One value; `none` is that of articles without one",
            value=_TEXT,
            label=_TEXT,
            count=COUNT,
            selected=_FLAG,
            excluded=_FLAG,
            url=_said(_ADDRESS, "Of the search with this value chosen, or no longer"),
        )
    ),
    more_url=_or_null(_said(_ADDRESS, "Of the page with all values, where these are not all")),
)


def _links(**others: Object) -> Object:
    links = {"self": _ADDRESS, "first": _ADDRESS, "prev": _or_null(_ADDRESS), "next": _or_null(_ADDRESS)}
    return _object("Where the other pages are", **links, last=_ADDRESS, html=_ADDRESS, **others)


_META = {"total": COUNT, "page": _NUMBER, "pages": _NUMBER, "per_page": _NUMBER}
_OK: Object = {"const": True}
_SEARCH = _object(
    "One page of results",
    ok=_OK,
    generation=_said(_TEXT, "Of the index that answered"),
    query=_object(
        "How the question was understood",
        q=_TEXT,
        read_as=_TEXT,
        notices=_list(_TEXT),
        suggestions=_list(_object("Something else to ask", text=_TEXT, count=COUNT, url=_ADDRESS)),
        relaxed=_said(_FLAG, "Whether no article has all words, and the best of the others are shown"),
    ),
    meta=_object("How much was found", **_META, took_ms={"type": "number", "minimum": 0}),
    links=_links(atom=_said(_ADDRESS, "The feed to follow this search by")),
    data=_list(ref("Hit")),
    facets=_object("By their parameters' names", **{field.name: ref("Facet") for field in FACETS}),
)


def _page_of(name: str) -> Object:
    return _object(
        "One page of a list",
        ok=_OK,
        generation=_TEXT,
        meta=_object("How many there are", **_META),
        links=_links(),
        data=_list(ref(name)),
    )


_ERROR = _object(
    "What went wrong and what to do",
    ok={"const": False},
    status={"type": "integer", "minimum": 400, "maximum": 599},
    error=_TEXT,
    hint=_or_null(_TEXT),
    param=_or_null(_said(_TEXT, "The parameter that it is about")),
)
_SUGGESTIONS: Object = {
    "type": "array",
    "description": "What was typed, texts to search for, what these are, and their addresses",
    "items": {"anyOf": [_TEXT, _list(_TEXT)]},
    "minItems": 4,
    "maxItems": 4,
}

SCHEMAS: Object = {
    "Article": _ARTICLE,
    "Date": _DATE,
    "Error": _ERROR,
    "Facet": _FACET,
    "Hit": _HIT,
    "Issue": _ISSUE,
    "Mention": _MENTION,
    "Named": _NAMED,
    "People": _page_of("Person"),
    "Person": _PERSON,
    "Search": _SEARCH,
    "Source": _SOURCE,
    "Sources": _page_of("Source"),
    "Suggestions": _SUGGESTIONS,
}
"""By name."""
