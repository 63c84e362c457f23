"""What may stand in an address, from the tables by which addresses are read."""

from __future__ import annotations

from searchapp.fields import FACETS, Field, Kind
from searchapp.model.search import DEEPEST_HIT, LONGEST_QUERY, PER_PAGE, Match, SearchQuery, Sort
from searchapp.represent.json import Object
from searchapp.urls import MOST_VALUES, PARAMETERS, Operator
from searchapp.urls.lists import Order

_NUMBER = "[0-9]{1,6}"
_YEAR = "[1-9][0-9]{3}"
_MONTH = f"{_YEAR}-(?:0[1-9]|1[0-2])"
_FORMS = {
    "volume": f"^(?:none|{_NUMBER}(?:\\.\\.{_NUMBER})?)$",
    "issue": f"^(?:none|{_NUMBER}(?:\\.\\.{_NUMBER})?|{_NUMBER}:{_NUMBER})$",
    "year": f"^(?:none|{_YEAR}(?:\\.\\.{_YEAR})?)$",
    "month": f"^(?:none|{_MONTH}(?:\\.\\.{_MONTH})?)$",
}
_VALUES = {
    "volume": "A number, a range of them (`6..8`), or `none`",
    "issue": "A number within the volumes asked for, a range, a volume and a number (`8:66`), or `none`",
    "year": "A year, a range of them (`2001..2002`), or `none`",
    "month": "A month (`2002-04`), a range of them, or `none`",
}
_DAY = "(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1[0-9]|2[0-8]))?|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
_LEAP = "(?:[12][0-9](?:0[48]|[2468][048]|[13579][26])|(?:1[26]|2[048])00)-02-29"
_PERIOD: Object = {"type": "string", "pattern": f"^(?:[12][0-9]{{3}}(?:-(?:{_DAY}))?|{_LEAP})$"}
"""A year, a month, or a day that there is: one schema, of which generators make a string."""
_IGNORED = {
    "lang": "Read on pages; answers for programs are in English",
    "seen": "Read on pages: the generation that was seen last",
}


def _parameter(name: str, about: str, schema: Object, **others: object) -> Object:
    return {"name": name, "in": "query", "description": about, "schema": schema, **others}


def in_path(name: str, about: str, schema: Object) -> Object:
    """A part of an address's path."""
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _several(name: str, field: Field, about: str) -> Object:
    if field.kind is Kind.NAME:
        item: Object = {"type": "string", "minLength": 1, "maxLength": 200}
    else:
        item = {"type": "string", "pattern": _FORMS[field.name]}
    schema = {"type": "array", "items": item, "maxItems": MOST_VALUES}
    return _parameter(name, about, schema, style="form", explode=True)


def _of_facet(field: Field) -> dict[str, Object]:
    values = _VALUES.get(field.name, "A slug, or `none`")
    wanted = f"{values}; several are alternatives"
    found = {
        field.name: _several(field.name, field, wanted),
        f"-{field.name}": _several(f"-{field.name}", field, f"What must not be: {values.lower()}"),
    }
    if field.name == "person":
        schema = {"type": "string", "enum": [each.value for each in Operator]}
        found["person_op"] = _parameter("person_op", "Whether one of the persons is enough", schema)
    return found


_DEFAULTS = SearchQuery()
_ALL: dict[str, Object] = {
    "q": _parameter("q", "In the query language", {"type": "string", "maxLength": LONGEST_QUERY}),
    "match": _parameter(
        "match",
        "Whether all words must be in an article; `auto` relaxes where none has all",
        {"type": "string", "enum": [each.value for each in Match], "default": _DEFAULTS.match.value},
    ),
    **{name: found for field in FACETS for name, found in _of_facet(field).items()},
    "after": _parameter(
        "after", "From the first day of this year, month or day on (periods in words are read too)", _PERIOD
    ),
    "before": _parameter(
        "before", "Through the last day of this year, month or day (periods in words are read too)", _PERIOD
    ),
    "sort": _parameter(
        "sort",
        "Which articles come first",
        {"type": "string", "enum": [each.value for each in Sort], "default": _DEFAULTS.sort.value},
    ),
    "page": _parameter(
        "page",
        f"Past the last page, or past {DEEPEST_HIT:,} hits, the answer is 404",
        {"type": "integer", "minimum": 1, "maximum": DEEPEST_HIT // min(PER_PAGE), "default": 1},
    ),
    "per_page": _parameter(
        "per_page",
        "Hits on a page",
        {"type": "integer", "enum": list(PER_PAGE), "default": _DEFAULTS.per_page},
    ),
}

ALWAYS: list[Object] = [_parameter(name, about, {"type": "string"}) for name, about in _IGNORED.items()]
"""Taken everywhere."""
OF_SEARCH: list[Object] = [*(_ALL[name] for name in PARAMETERS), *ALWAYS]
OF_EXPORT: list[Object] = [each for each in OF_SEARCH if each["name"] not in ("page", "per_page")]
OF_LIST: list[Object] = [
    _parameter(
        "find",
        "Beginnings of words of the names",
        {"type": "string", "minLength": 1},
    ),
    _parameter("letter", "What the names stand under", {"type": "string", "minLength": 1}),
    _parameter(
        "sort",
        "By name, or the most frequent first",
        {"type": "string", "enum": [each.value for each in Order], "default": Order.NAME.value},
    ),
    _parameter(
        "page",
        "A hundred a page; past the last one the answer is 404",
        {"type": "integer", "minimum": 1, "maximum": DEEPEST_HIT, "default": 1},
    ),
    *ALWAYS,
]
OF_SUGGESTIONS: list[Object] = [
    _parameter("q", "What was typed so far", {"type": "string"}),
    *ALWAYS,
]
