"""An address is a question: parameters and `SearchQuery` are one thing, written in two ways.

`from_params(to_params(query)) == query`; the order in which parameters are given means nothing, and
what `to_params` gives is the one canonical way to write them. Knows no archive: any slug may be asked.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote_plus

from searchapp.errors import N_, Message, ParameterError
from searchapp.fields import FACETS, Field
from searchapp.model.search import LONGEST_QUERY, Filter, Match, SearchQuery, Sort
from searchapp.query.parser import absolute
from searchapp.query.periods import Period, reading
from searchapp.urls.exact import refuse_inexact, too_long
from searchapp.urls.values import chosen, clean, day, filter_value, page_number, page_size, short

Pairs = Iterable[tuple[str, str]]
Params = list[tuple[str, str]]

_KEPT = 4096
"""Values whose encoding is remembered: those of facets come again on every page."""


class Operator(StrEnum):
    """Whether an article must have any or all of a field's chosen values."""

    ANY = "any"
    ALL = "all"


_OPERATORS = {"person": "person_op"}
_SINGLE = frozenset(("q", "match", *_OPERATORS.values(), "after", "before", "sort", "page", "per_page"))
MOST_VALUES = 50
"""Of one parameter: every value costs each link of the page a little."""


_UNCANONICAL = frozenset(("seen", "lang"))


def parameters_of(field: Field) -> tuple[str, ...]:
    """The parameters that a facet's filter has, in canonical order."""
    operator = (_OPERATORS[field.name],) if field.name in _OPERATORS else ()
    return (field.name, f"-{field.name}", *operator)


PARAMETERS: tuple[str, ...] = (
    *("q", "match"),
    *(name for field in FACETS for name in parameters_of(field)),
    *("after", "before", "sort", "page", "per_page"),
)
"""Every parameter of a search, in canonical order."""


def from_params(pairs: Pairs, *, today: date, strict: bool = False) -> SearchQuery:
    """The question that these parameters ask; raises ParameterError, and nothing else.

    Blank values count as not given. Relative dates become absolute, as seen from `today`.
    Unknown parameters are ignored; with `strict` they are refused, and so is what only people may write so.
    """
    given = _given(pairs, strict=strict)
    one = {name: _only(name, given[name], strict=strict) for name in given if name in _SINGLE}
    per_page = page_size(one.get("per_page"), SearchQuery().per_page)
    return SearchQuery(
        q=_text(one.get("q", ""), today),
        match=chosen("match", one.get("match"), Match.AUTO),
        filters=tuple(_filter(field, given, one) for field in FACETS),
        after=day("after", one.get("after"), today),
        before=day("before", one.get("before"), today),
        sort=chosen("sort", one.get("sort"), Sort.RELEVANCE),
        page=page_number(one.get("page"), per_page),
        per_page=per_page,
    )


def to_params(query: SearchQuery) -> Params:
    """The canonical parameters of a question: in order, values sorted, defaults left out."""
    return [pair for pair in _pairs(query) if pair not in _DEFAULTS]


def filter_params(asked: Filter) -> Params:
    """The canonical parameters of one field's filter; none of an empty one."""
    params = [(asked.field, value) for value in asked.values]
    params += [(f"-{asked.field}", value) for value in asked.excluded]
    if params and asked.every and asked.field in _OPERATORS:
        params.append((_OPERATORS[asked.field], Operator.ALL.value))
    return params


def search_url(query: SearchQuery, *, suffix: str = "") -> str:
    """The canonical address of a question, relative to the site: `/search?q=bushehr&volume=8`."""
    return search_path(encoded(to_params(query)), suffix=suffix)


def search_path(params: str, *, suffix: str = "") -> str:
    """The address of a search with encoded parameters."""
    return f"/search{suffix}?{params}" if params else f"/search{suffix}"


def encoded(params: Params) -> str:
    """Parameters as an address has them, without the question mark."""
    return "&".join([f"{name}={_quoted(value)}" for name, value in params])


@lru_cache(_KEPT)
def _quoted(value: str) -> str:
    return quote_plus(value, safe=":")


def has_relative_dates(pairs: Pairs, today: date) -> bool:
    """Whether the parameters mean something else tomorrow; for such as `from_params` takes."""
    for name, value in ((name, clean(value)) for name, value in pairs):
        if name == "q" and absolute(value, today) != value:
            return True
        asked = reading(value, today) if name in ("after", "before") and value else None
        if isinstance(asked, Period) and asked.relative:
            return True
    return False


def _pairs(query: SearchQuery) -> Params:
    pairs = [("q", query.q), ("match", query.match.value)]
    asked = {each.field: each for each in query.filters}
    for field in FACETS:
        if field.name in asked:
            pairs += filter_params(asked[field.name])
    ends = (("after", query.after), ("before", query.before))
    pairs += [(name, end.isoformat()) for name, end in ends if end is not None]
    return [
        *pairs,
        *(("sort", query.sort.value), ("page", str(query.page)), ("per_page", str(query.per_page))),
    ]


_DEFAULTS = frozenset(_pairs(SearchQuery()))


def _given(pairs: Pairs, *, strict: bool) -> dict[str, list[str]]:
    """The values of each known parameter, cleaned, without blank ones."""
    given: dict[str, list[str]] = {}
    sent: Counter[str] = Counter()
    for name, raw in pairs:
        if name in PARAMETERS:
            sent[name] += 1
            if sent[name] > MOST_VALUES:
                raise _too_many(name)
            if strict:
                refuse_inexact(name, raw)
            value = clean(raw)
            if value:
                given.setdefault(name, []).append(value)
        elif strict and name not in _UNCANONICAL:
            raise _unknown(short(clean(name)))
    return given


def _too_many(name: str) -> ParameterError:
    message = Message.of(N_("%(param)s has more than %(most)s values."), param=name, most=MOST_VALUES)
    return ParameterError(message, Message.of(N_("Choose fewer.")), param=name)


def _unknown(name: str) -> ParameterError:
    near = difflib.get_close_matches(name, PARAMETERS, n=1)
    hint = (
        Message.of(N_("Did you mean %(name)s?"), name=near[0])
        if near
        else Message.of(N_("The parameters are: %(names)s."), names=", ".join(PARAMETERS))
    )
    message = Message.of(N_("%(name)s is not a parameter of this search."), name=name)
    return ParameterError(message, hint, param=name)


def _only(name: str, values: list[str], *, strict: bool) -> str:
    if len(values if strict else set(values)) > 1:
        message = Message.of(N_("%(param)s is given more than once."), param=name)
        raise ParameterError(message, Message.of(N_("Give it one value.")), param=name)
    return values[0]


def _text(text: str, today: date) -> str:
    asked = absolute(text, today) if len(text) <= LONGEST_QUERY else text
    if len(asked) > LONGEST_QUERY:
        raise too_long(len(asked))
    return asked


def _filter(field: Field, given: Mapping[str, list[str]], one: Mapping[str, str]) -> Filter:
    operator = _OPERATORS.get(field.name, "")
    unwanted = f"-{field.name}"
    return Filter(
        field=field.name,
        values=tuple(filter_value(field, field.name, text) for text in given.get(field.name, ())),
        excluded=tuple(filter_value(field, unwanted, text) for text in given.get(unwanted, ())),
        every=chosen(operator, one.get(operator), Operator.ANY) is Operator.ALL,
    )
