"""What is forgiven to people and told to programs: blanks, spaces, digits of other scripts, cut texts.

Each raises ParameterError, with what to write instead.
"""

from __future__ import annotations

from searchapp.errors import N_, Message, ParameterError, QueryTooLong
from searchapp.fields import FACETS, Kind
from searchapp.model.search import LONGEST_QUERY
from searchapp.urls.values import LONGEST_VALUE, clean, short

_NAMED = frozenset(
    name for field in FACETS if field.kind is Kind.NAME for name in (field.name, f"-{field.name}")
)
_IN_WORDS = frozenset(("q", "after", "before", *_NAMED))
"""Parameters whose values are written as people do."""


def refuse_inexact(name: str, raw: str) -> None:
    """Refuse a value of a search's parameter, as it was sent, that only a person may write so."""
    if not raw and name != "q":
        raise empty(name)
    if name == "q" and len(raw) > LONGEST_QUERY:
        raise too_long(len(raw))
    is_plain = raw.isascii() and raw == clean(raw) != ""
    if (name not in _IN_WORDS and not is_plain) or (name in _NAMED and len(raw) > LONGEST_VALUE):
        raise ParameterError(
            Message.of(N_("%(param)s cannot be “%(value)s”."), param=name, value=short(clean(raw))),
            Message.of(N_("Write it as addresses do, without spaces, in letters and digits of ASCII.")),
            param=name,
        )


def empty(name: str) -> ParameterError:
    """A parameter is there, and says nothing."""
    message = Message.of(N_("%(name)s is empty."), name=name)
    return ParameterError(message, Message.of(N_("Give it a value, or leave it out.")), param=name)


def too_long(length: int) -> QueryTooLong:
    """A query's text has more characters than one may have."""
    return QueryTooLong(
        Message.of(N_("The query has %(length)s characters."), length=length),
        Message.of(N_("Use at most %(most)s."), most=LONGEST_QUERY),
        param="q",
    )
