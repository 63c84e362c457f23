"""What an editor knows about people: the shipped people.toml, overlaid by the archive's own.

Only reads and checks; what the entries mean for the archive is decided in `people`.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import resources
from pathlib import Path

from searchapp.errors import N_, Message, SettingsError

FILE = "people.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """One entry; the fields are explained at the head of the shipped file."""

    name: str
    aliases: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    label: str | None = None
    hidden: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every full form."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFile:
    """All entries, and which names never, always or usually are one."""

    persons: tuple[KnownPerson, ...] = ()
    never_merge: tuple[tuple[str, ...], ...] = ()
    always_merge: tuple[tuple[str, ...], ...] = ()
    same_given: tuple[tuple[str, ...], ...] = ()


def load_people(archive: Path | None = None) -> PeopleFile:
    """The shipped file overlaid by `archive`/people.toml, where there is one; raises SettingsError."""
    text = resources.files("searchapp").joinpath("data", FILE).read_text(encoding="utf-8")
    shipped = people_of(text, FILE)
    own = archive / FILE if archive else None
    return shipped if own is None else overlaid(shipped, people_of(own_text(own), str(own)))


def own_text(path: Path) -> str:
    """The text of an archive's own file; empty where there is none. Raises SettingsError."""
    if not path.is_file():
        return ""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            Message.of(N_("%(path)s cannot be read: %(error)s."), path=path, error=error),
            Message.of(N_("Make it a readable text file in UTF-8, or remove it.")),
        ) from error


def people_of(text: str, path: str) -> PeopleFile:
    """The file's content from its text; `path` is for the errors."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            Message.of(N_("%(path)s is not valid TOML: %(error)s."), path=path, error=error),
            Message.of(N_("Correct that line; names stand in quotes and lists in square brackets.")),
        ) from error
    _check_keys(table, ("person", "never_merge", "always_merge", "same_given"), path)
    entries = table.get("person", [])
    if not isinstance(entries, list):
        raise _wrong("person", path)
    return PeopleFile(
        persons=tuple(_person(entry, path) for entry in entries),
        never_merge=_lists(table, "never_merge", path),
        always_merge=_lists(table, "always_merge", path),
        same_given=_lists(table, "same_given", path),
    )


def overlaid(under: PeopleFile, over: PeopleFile) -> PeopleFile:
    """Both files as one: entries of one name are joined, what `over` says of label and hidden holds."""
    persons = {person.name: person for person in under.persons}
    for person in over.persons:
        known = persons.get(person.name)
        persons[person.name] = joined(known, person) if known else person
    return PeopleFile(
        persons=tuple(persons.values()),
        never_merge=under.never_merge + over.never_merge,
        always_merge=under.always_merge + over.always_merge,
        same_given=under.same_given + over.same_given,
    )


def joined(known: KnownPerson, person: KnownPerson) -> KnownPerson:
    """Two entries as one: the second's name, and what it says of label and hidden."""
    return KnownPerson(
        name=person.name,
        aliases=tuple(dict.fromkeys(known.aliases + person.aliases)),
        alone=tuple(dict.fromkeys(known.alone + person.alone)),
        label=person.label or known.label,
        hidden=person.hidden,
    )


def _person(entry: object, path: str) -> KnownPerson:
    if not isinstance(entry, dict):
        raise _wrong("person", path)
    _check_keys(entry, tuple(field.name for field in fields(KnownPerson)), path)
    name, label, hidden = entry.get("name"), entry.get("label"), entry.get("hidden", False)
    if not isinstance(name, str) or not name.strip():
        raise _wrong("name", path)
    if not (label is None or isinstance(label, str)):
        raise _wrong("label", path)
    if not isinstance(hidden, bool):
        raise _wrong("hidden", path)
    aliases, alone = (
        _texts(entry.get("aliases", []), "aliases", path),
        _texts(entry.get("alone", []), "alone", path),
    )
    return KnownPerson(name=name, aliases=aliases, alone=alone, label=label, hidden=hidden)


def _lists(table: Mapping[str, object], key: str, path: str) -> tuple[tuple[str, ...], ...]:
    lists = table.get(key, [])
    if not isinstance(lists, list):
        raise _wrong(key, path)
    return tuple(_texts(names, key, path) for names in lists)


def _texts(value: object, key: str, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise _wrong(key, path)
    return tuple(value)


def _check_keys(table: Mapping[str, object], known: tuple[str, ...], path: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1) or list(known[:1])
            raise SettingsError(
                Message.of(N_("%(path)s has an unknown key “%(key)s”."), path=path, key=key),
                Message.of(N_("Did you mean %(name)s?"), name=near[0]),
            )


def _wrong(key: str, path: str) -> SettingsError:
    forms = {
        "person": N_("Begin each entry with [[person]] on a line of its own."),
        "name": N_("Give every person a name in quotes."),
        "label": N_("Write the label in quotes."),
        "hidden": N_("Write true or false."),
    }
    lists = N_("Write a list of names in quotes and square brackets; merges are lists of such lists.")
    return SettingsError(
        Message.of(N_("%(path)s has a “%(key)s” of the wrong form."), path=path, key=key),
        Message.of(forms.get(key, lists)),
    )
