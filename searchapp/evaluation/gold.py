"""Gold files: what a person says is in an article, one JSON file beside each text.

Knows files, not how texts are read. The format is described in docs/gold.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from searchapp.errors import InputError, Message
from searchapp.model.article import ArticleId

Paragraph = Annotated[int, Meta(ge=1)]
Name = Annotated[str, Meta(min_length=1)]
Days = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?$")]
"""A day, or the first and the last of several: `2002-04-01/2002-04-03`."""


class GoldPerson(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person by the name of the identity, not as this one text spells it."""

    name: Name
    attributive: bool = False


class GoldCitation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One source with the days it is cited for; a lost source is null."""

    paragraph: Paragraph
    source: Name | None
    dates: tuple[Days, ...]
    lost: bool = False
    collective: bool = False


class GoldReference(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pointer to one issue of a publication, by the day it appeared."""

    paragraph: Paragraph
    publication: Name
    date: date | None


class GoldDate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The day the issue appeared; null where nobody could tell it from the archive."""

    value: date | None
    calendar: bool
    """Whether the publication's calendar gives this day by counting alone."""


class Gold(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that should be found in one article."""

    title: Name | None
    """As printed; null where none was."""
    date: GoldDate
    people: tuple[GoldPerson, ...]
    unresolved: tuple[Name, ...] = ()
    """Surnames that several persons could own."""
    citations: tuple[GoldCitation, ...]
    references: tuple[GoldReference, ...]


def load_gold(folder: Path) -> Mapping[ArticleId, Gold]:
    """The gold of every article by its id, which is the file's stem. Raises InputError by file."""
    if not folder.is_dir():
        raise _bad(folder, "is no folder", "Name a folder of gold files.")
    gold = {ArticleId(path.stem): _gold(path) for path in sorted(folder.glob("*.json"))}
    if not gold:
        raise _bad(folder, "holds no gold files", "Name a folder of .txt files with a .json file each.")
    return gold


def check_pairs(folder: Path, gold: Collection[ArticleId], articles: Mapping[ArticleId, str]) -> None:
    """Every article has its gold, every gold its article; `articles` are paths by id. Raises InputError."""
    for article_id, path in articles.items():
        if article_id not in gold:
            raise _bad(Path(path), "has no gold file", f"Write {article_id}.json beside it.")
    for article_id in gold:
        if article_id not in articles:
            raise _bad(folder / f"{article_id}.json", "has no text", f"Put {article_id}.txt beside it.")


def _gold(path: Path) -> Gold:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Gold)
    except msgspec.DecodeError as error:
        raise _bad(path, f"is not a gold file: {error}", "See docs/gold.md.") from error
    except OSError as error:
        raise _bad(path, f"could not be read: {error.strerror}", "Check its permissions.") from error


def _bad(path: Path, problem: str, hint: str) -> InputError:
    # Not marked for translation: only who writes gold files sees these, and at a terminal.
    return InputError(Message.of("%(path)s %(problem)s.", path=path, problem=problem), Message(hint))
