"""A TOML table becomes a frozen dataclass, by its annotations; what does not fit is told by its place.

`Annotated[int, range(1, 13)]` and `Annotated[str, ("wire", "web")]` say which values there can be, a
compiled pattern how a text must look.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
import types
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from searchapp.errors import N_, Message, SettingsError

T = TypeVar("T")


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
    hints = get_type_hints(kind, include_extras=True)
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
    """A TOML value as the annotation wants it: text, number, date, table, list, or one of these or none."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise _bad_value(path, where, "a list")
        return tuple(_value(get_args(hint)[0], v, path, f"{where}[{i}]") for i, v in enumerate(value, 1))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record(hint, value, path, where)
    kind, allowed = get_args(hint)[:2] if get_origin(hint) is Annotated else (hint, None)
    # For isinstance, True is a number and a time of day is a date.
    strange = isinstance(value, datetime) or (isinstance(value, bool) and kind is not bool)
    if strange or not isinstance(value, kind) or value == "" or not _is_allowed(value, allowed):
        raise _bad_value(path, where, _expected(kind, allowed))
    return value


def _is_allowed(value: Any, allowed: Any) -> bool:
    if isinstance(allowed, re.Pattern):
        return allowed.fullmatch(value) is not None
    return allowed is None or value in allowed


def _expected(kind: type, allowed: Any) -> str:
    if isinstance(allowed, range):
        return f"a whole number from {allowed[0]} to {allowed[-1]}"
    if isinstance(allowed, tuple):
        return f"one of: {', '.join(map(str, allowed))}"
    return "small letters, digits and hyphens" if allowed else _EXPECTED[kind]


_EXPECTED = {str: "text", int: "a whole number", bool: "true or false", date: "a date like 2002-01-31"}


def _below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key


def _bad_value(path: Path, where: str, expected: str) -> SettingsError:
    return _unusable(path, f"{where} has another value", N_("Write %(expected)s."), expected=expected)


def _unusable(path: Path, problem: str, hint: str, **params: str) -> SettingsError:
    message = Message.of(N_("%(path)s cannot be used: %(problem)s."), path=path, problem=problem)
    return SettingsError(message, Message.of(hint, **params))
