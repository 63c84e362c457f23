"""Which indexes this version of the program reads: those whose format is equal to `FORMAT`.

A change of what is written is a new `_LAYOUT`; a change of the model or of the analyzer is noticed.
"""

from __future__ import annotations

import hashlib

import msgspec

from searchapp.model.article import Article
from searchapp.model.draft import Draft
from searchapp.model.registry import Registry
from searchapp.text.analyze import paragraph_tokens

_LAYOUT = 4


def _fingerprint() -> str:
    """Another one when stored articles would be read differently, or their words would be others."""
    _, model = msgspec.json.schema_components((Article, Draft, Registry))
    sample = "Itar-Tass; U.S., B-52's El’za naïve йод ΑΘΉΝΑ straße don't می\u200cخواهد"
    words = [(token.word, token.position) for _, token in paragraph_tokens((sample, sample))]
    told = msgspec.json.encode((_without_descriptions(model), words), order="sorted")
    return hashlib.sha256(told).hexdigest()[:8]


def _without_descriptions(schema: object) -> object:
    """A JSON schema without docstrings; a field may be called `title`, but its schema is no text."""
    if isinstance(schema, dict):
        told = ("description", "title")
        kept = (
            (key, value) for key, value in schema.items() if key not in told or not isinstance(value, str)
        )
        return {key: _without_descriptions(each) for key, each in kept}
    return [_without_descriptions(each) for each in schema] if isinstance(schema, list) else schema


FORMAT = f"{_LAYOUT}-{_fingerprint()}"
