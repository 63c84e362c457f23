"""The one table of fields: what can be searched, filtered and counted. A new facet is one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from searchapp.errors import N_


class Kind(StrEnum):
    """What a field's values are, and so how they are compared."""

    TEXT = "text"
    NAME = "name"
    """Values are slugs; readers may write a name for one."""
    NUMBER = "number"
    """Values are whole numbers; `60..70` is a range of them."""
    PERIOD = "period"
    """Values are `2002` or `2002-04`."""
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of an article."""

    name: str
    kind: Kind
    label: str
    """In English, marked for translation."""
    facet: bool = False
    several: bool = False
    """Whether an article may have several values."""
    family: str
    """Fields of one family are one facet: their counts ignore each other's selections."""
    weight: float = 0.0
    """Of a word found here, in BM25F."""
    form: str = ""
    """What a value must look like (a regular expression for the whole of it); empty for any."""


_NUMBER = r"[0-9]{1,9}"
_NUMBERS = rf"{_NUMBER}(?:\.\.{_NUMBER})?|none"
_YEAR = r"[0-9]{4}"
_MONTH = r"[0-9]{4}-(?:0[1-9]|1[0-2])"

FIELDS: tuple[Field, ...] = (
    Field(name="title", kind=Kind.TEXT, label=N_("Title"), family="title", weight=2.0),
    Field(name="body", kind=Kind.TEXT, label=N_("Text"), family="body", weight=1.0),
    Field(name="people", kind=Kind.TEXT, label=N_("People"), family="people", weight=0.5),
    Field(name="publication", kind=Kind.NAME, label=N_("Publication"), family="publication", facet=True),
    Field(name="volume", kind=Kind.NUMBER, label=N_("Volume"), family="issue", facet=True, form=_NUMBERS),
    Field(
        name="issue",
        kind=Kind.NUMBER,
        label=N_("Issue"),
        family="issue",
        facet=True,
        form=rf"{_NUMBERS}|{_NUMBER}:{_NUMBER}",
    ),
    Field(name="person", kind=Kind.NAME, label=N_("Person"), family="person", facet=True, several=True),
    Field(name="source", kind=Kind.NAME, label=N_("Source cited"), family="source", facet=True, several=True),
    Field(
        name="year",
        kind=Kind.PERIOD,
        label=N_("Year"),
        family="date",
        facet=True,
        form=rf"{_YEAR}(?:\.\.{_YEAR})?|none",
    ),
    Field(
        name="month",
        kind=Kind.PERIOD,
        label=N_("Month"),
        family="date",
        facet=True,
        form=rf"{_MONTH}(?:\.\.{_MONTH})?|none",
    ),
    Field(name="date", kind=Kind.DATE, label=N_("Date"), family="date"),
    Field(name="after", kind=Kind.DATE, label=N_("From"), family="date"),
    Field(name="before", kind=Kind.DATE, label=N_("Until"), family="date"),
)

FACETS: tuple[Field, ...] = tuple(field for field in FIELDS if field.facet)
"""In the order of the address."""

SEARCHABLE: frozenset[str] = frozenset(field.name for field in FIELDS if field.name not in ("body", "people"))
"""What a reader may write before a colon."""


def field_named(name: str) -> Field | None:
    """The field of this name, if there is one."""
    return next((field for field in FIELDS if field.name == name), None)
