"""Machines are told of parameters that mean nothing, so that a slip of theirs is no silent success."""

from __future__ import annotations

import difflib

from flask import request

from searchapp.errors import N_, Message, ParameterError
from searchapp.urls.exact import empty
from searchapp.urls.values import clean, short

ALWAYS = frozenset(("seen", "lang"))
"""Read or ignored everywhere."""

SUFFIXES = (".json", ".jsonl", ".csv", ".atom", ".ris", ".bib")
"""Of the addresses that machines read; `/suggest` is one without."""


def wants_object() -> bool:
    """Whether this request's errors are read by a machine."""
    return request.path.endswith(SUFFIXES) or request.path in ("/suggest", "/metrics")


def refuse_others(*known: str) -> None:
    """Raise ParameterError where the request has a parameter besides these, or one without a value.

    Only words to look for, `q`, may be none.
    """
    for given, value in request.args.items(multi=True):
        if given in ALWAYS:
            continue
        if given not in known:
            name = short(clean(given))
            raise ParameterError(
                Message.of(N_("%(name)s is not a parameter of this address."), name=name),
                _instead(name, known),
                param=name,
            )
        if given != "q" and not value:
            raise empty(given)


def _instead(name: str, known: tuple[str, ...]) -> Message:
    if not known:
        return Message.of(N_("It has no parameters."))
    if near := difflib.get_close_matches(name, known, n=1):
        return Message.of(N_("Did you mean %(name)s?"), name=near[0])
    return Message.of(N_("The parameters are: %(names)s."), names=", ".join(known))
