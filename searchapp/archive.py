"""What an archive says about itself: its title, its publications and how they were numbered.

The shipped `data/archive.toml` is overlaid by the archive's own. Knows files, not texts.
"""

from __future__ import annotations

import dataclasses
import tomllib
import types
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints, TypeVar, Union

from searchapp.errors import Message, N_, SettingsError

SHIPPED = Path(__file__).parent / "data"
"""The folder of the configuration that comes with searchapp."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day without an issue: a date, a weekday of a month, or a distance from Easter Sunday."""

    name: str
    years: tuple[int, ...] = ()
    """The years it was kept; empty: all."""
    easter: int | None = None
    """Days after Easter Sunday (-2 is Good Friday)."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO: Monday is 1."""
    nth: int | None = None
    """Which of that weekday in the month; -1 is the last."""
    plus: int = 0
    """Days after the day so found: 1 for the Friday after Thanksgiving."""
    observed: bool = False
    """Kept on Friday where it falls on a Saturday, on Monday where on a Sunday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Weeks without issues: `days` from the first `weekday` on or after `month` and `day`."""

    name: str
    month: int
    day: int
    weekday: int
    days: int
    since: int | None = None
    """The first year of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregular:
    """A stretch in which some issues fell out on unknown days: at its end `least` to `most` of them."""

    first: date
    last: date
    least: int = 0
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """How a publication was numbered: one issue each working day, from 1 each year.

    Without weekdays only the year of a volume is known.
    """

    year_anchor: int
    """The year is this plus the volume."""
    weekdays: tuple[int, ...] = ()
    """ISO: Monday is 1."""
    first_days: tuple[date, ...] = ()
    """The day of number 1, of each year that did not begin on its first working day after New Year."""
    holidays: tuple[Holiday, ...] = ()
    breaks: tuple[Break, ...] = ()
    irregular: tuple[Irregular, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRules:
    """A periodical: its slug, its name, how else it is printed, and its calendar where known."""

    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    calendar: CalendarRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveConfig:
    """Everything `archive.toml` says."""

    title: str
    publications: tuple[PublicationRules, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same to a reader."""

    def publication(self, name: str) -> PublicationRules | None:
        """The publication of this slug, name or alias, upper or lower case, with or without "The"."""
        wanted = _plain(name)
        for rules in self.publications:
            if wanted in map(_plain, (rules.slug, rules.name, *rules.aliases)):
                return rules
        return None


def load_archive(folder: Path) -> ArchiveConfig:
    """The shipped configuration overlaid by `<folder>/archive.toml`, if there is one.

    A publication of a shipped slug changes the keys it gives, any other is added. Raises SettingsError.
    """
    shipped = toml_table(SHIPPED / "archive.toml")
    path = folder / "archive.toml"
    own = toml_table(path)
    record(_Overlay, own, path)
    merged = shipped | own
    merged["publications"] = _overlaid(shipped.get("publications", []), own.get("publications", []))
    return record(ArchiveConfig, merged, path)


@dataclass(frozen=True, slots=True, kw_only=True)
class _OverlayPublication:
    """What an archive may say of a publication: the slug, and whatever differs."""

    slug: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    calendar: CalendarRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlay:
    title: str | None = None
    publications: tuple[_OverlayPublication, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()


def _overlaid(shipped: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    tables = {table["slug"]: table for table in shipped}
    for table in own:
        # A new publication without a name is called by its slug.
        known = tables.get(table["slug"], {"name": table["slug"]})
        tables[table["slug"]] = known | table
    return list(tables.values())


def toml_table(path: Path) -> dict[str, Any]:
    """What a TOML file says; nothing where there is no such file. Raises SettingsError."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unusable(path, error.strerror or str(error), N_("Make it a file that can be read.")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _unusable(path, str(error), N_("Correct it there, or take the file away.")) from error


def record(kind: type[T], table: object, path: Path, where: str = "") -> T:
    """A frozen dataclass from a TOML table, by its annotations.

    Raises SettingsError for keys it does not have, keys it misses and values of another type;
    `path` and `where` name the place.
    """
    if not isinstance(table, dict):
        raise _bad_value(path, where, "a table")
    hints = get_type_hints(kind)
    _check_keys(kind, table, path, where)
    values = {key: _value(hints[key], value, path, _below(where, key)) for key, value in table.items()}
    return kind(**values)


def _check_keys(kind: type[Any], table: dict[str, Any], path: Path, where: str) -> None:
    known = {field.name: field for field in dataclasses.fields(kind)}
    for key in table:
        if key not in known:
            hint = N_("Use one of: %(known)s.")
            raise _unusable(path, f"unknown key {_below(where, key)}", hint, known=", ".join(known))
    for name, field in known.items():
        if name not in table and field.default is dataclasses.MISSING:
            raise _unusable(path, f"{_below(where, name)} is missing", N_("Add it."))


def _value(hint: Any, value: object, path: Path, where: str) -> Any:
    """A TOML value as the annotation wants it: text, number, date, table, list, or either or none."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise _bad_value(path, where, "a list")
        return tuple(_value(get_args(hint)[0], v, path, f"{where}[{i}]") for i, v in enumerate(value, 1))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record(hint, value, path, where)
    # For isinstance, True is a number and a time of day is a date.
    strange = isinstance(value, datetime) or (isinstance(value, bool) and hint is not bool)
    if strange or not isinstance(value, hint) or value == "":
        raise _bad_value(path, where, _EXPECTED[hint])
    return value


_EXPECTED = {str: "text", int: "a whole number", bool: "true or false", date: "a date like 2002-01-31"}


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _plain(name: str) -> str:
    return " ".join(name.replace("\u2019", "'").casefold().split()).removeprefix("the ")


def _bad_value(path: Path, where: str, expected: str) -> SettingsError:
    return _unusable(path, f"{where} has another value", N_("Write %(expected)s."), expected=expected)


def _unusable(path: Path, problem: str, hint: str, **params: str) -> SettingsError:
    message = Message.of(N_("%(path)s cannot be used: %(problem)s."), path=path, problem=problem)
    return SettingsError(message, Message.of(hint, **params))
