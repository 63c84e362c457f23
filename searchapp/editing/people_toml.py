"""Changes of the text of a people.toml that leave its comments and its layout as they are.

Text to text: knows neither files nor persons.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError

from searchapp.authority.people_file import people_of
from searchapp.errors import N_, Message, SettingsError

NEVER = "never_merge"
ALWAYS = "always_merge"


def parsed(text: str, path: str) -> TOMLDocument:
    """The file with everything in it, checked. `path` is for the errors. Raises SettingsError."""
    people_of(text, path)
    try:
        return tomlkit.parse(text)
    except TOMLKitError as error:
        raise SettingsError(
            Message.of(N_("%(path)s is not valid TOML: %(error)s."), path=path, error=error),
            Message.of(N_("Correct that line; names stand in quotes and lists in square brackets.")),
        ) from error


def written(document: TOMLDocument) -> str:
    """The text of a file that ends with a line's end."""
    text = tomlkit.dumps(document)
    return text if text.endswith("\n") or not text else text + "\n"


def add_list(document: TOMLDocument, key: str, names: Sequence[str]) -> None:
    """Add names to the lists of `never_merge` or `always_merge`, if there is no such list yet."""
    lists = document.get(key)
    if lists is None:
        lists = document[key] = tomlkit.array().multiline(multiline=True)
    lists = document[key]
    if not any(set(names) == set(listed) for listed in lists):
        lists.append(list(names))


def drop_lists(document: TOMLDocument, key: str, one: Collection[str], other: Collection[str]) -> None:
    """Remove the lists that say something of these two persons alone."""
    lists: Any = document.get(key, [])
    for place in reversed(range(len(lists))):
        listed = set(lists[place])
        if listed <= {*one, *other} and listed & set(one) and listed & set(other):
            del lists[place]
    if key in document and not lists and "#" not in lists.as_string():
        del document[key]


def set_label(document: TOMLDocument, name: str, label: str) -> None:
    """What the person of an entry is called; the entry is made if need be."""
    _entry(document, name)["label"] = label


def add_alone(document: TOMLDocument, name: str, singles: Sequence[str]) -> None:
    """Single names that stand for the person of an entry, which is made if need be."""
    entry = _entry(document, name)
    listed = entry.get("alone")
    if listed is None:
        entry["alone"] = list(singles)
        return
    for single in singles:
        if single not in listed:
            listed.append(single)


def drop_alone(document: TOMLDocument, names: Collection[str], singles: Collection[str]) -> None:
    """Single names that do not stand for the person of these entries any more."""
    entries: Any = document.get("person", [])
    for entry in entries:
        if entry["name"] in names and "alone" in entry:
            for place in reversed(range(len(entry["alone"]))):
                if entry["alone"][place] in singles:
                    del entry["alone"][place]


def _entry(document: TOMLDocument, name: str) -> Any:
    entries: Any = document.get("person")
    for entry in entries or ():
        if entry["name"] == name:
            return entry
    if entries is None:
        entries = document["person"] = tomlkit.aot()
        entries = document["person"]
    entry = tomlkit.table()
    if len(entries) or len(document) > 1:
        entry.trivia.indent = "\n"
    entry["name"] = name
    entries.append(entry)
    return entries[-1]
