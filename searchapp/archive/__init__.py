"""What an archive says about itself: its title, its publications and how they were numbered.

The shipped `data/archive.toml` is overlaid by the archive's own. Knows files, not texts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from searchapp.archive.tables import record, toml_table
from searchapp.errors import N_, Message, SettingsError

SHIPPED = Path(__file__).parent.parent / "data"
"""The folder of the configuration that comes with searchapp."""

Slug = Annotated[str, re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")]
Month = Annotated[int, range(1, 13)]
DayOfMonth = Annotated[int, range(1, 32)]
Weekday = Annotated[int, range(1, 8)]
"""ISO: Monday is 1."""
Count = Annotated[int, range(367)]
"""Of days or issues in a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day without an issue: a date, a weekday of a month, or a distance from Easter Sunday."""

    name: str
    years: tuple[int, ...] = ()
    """The years it was kept; empty: all."""
    easter: Annotated[int, range(-100, 101)] | None = None
    """Days after Easter Sunday (-2 is Good Friday)."""
    month: Month | None = None
    day: DayOfMonth | None = None
    weekday: Weekday | None = None
    nth: Annotated[int, (-1, 1, 2, 3, 4, 5)] | None = None
    """Which of that weekday in the month; -1 is the last."""
    plus: Annotated[int, range(-31, 32)] = 0
    """Days after the day so found: 1 for the Friday after Thanksgiving."""
    observed: bool = False
    """Kept on Friday where it falls on a Saturday, on Monday where on a Sunday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Weeks without issues: `days` from the first `weekday` on or after `month` and `day`."""

    name: str
    month: Month
    day: DayOfMonth
    weekday: Weekday
    days: Count
    since: int | None = None
    """The first year of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Irregular:
    """A stretch in which some issues fell out on unknown days: at its end `least` to `most` of them."""

    first: date
    last: date
    least: Count = 0
    most: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRules:
    """How a publication was numbered: one issue each working day, from 1 each year.

    Without weekdays only the year of a volume is known.
    """

    year_anchor: Annotated[int, range(1000, 3000)]
    """The year is this plus the volume."""
    weekdays: tuple[Weekday, ...] = ()
    first_days: tuple[date, ...] = ()
    """The day of number 1, of each year that did not begin on its first working day after New Year."""
    holidays: tuple[Holiday, ...] = ()
    breaks: tuple[Break, ...] = ()
    irregular: tuple[Irregular, ...] = ()

    def __hash__(self) -> int:
        # Asked at every step of counting: hashing every holiday would cost more than counting anew.
        return hash((self.year_anchor, self.weekdays))


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationRules:
    """A periodical: its slug, its name, how else it is printed, and its calendar where known."""

    slug: Slug
    name: str
    aliases: tuple[str, ...] = ()
    calendar: CalendarRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveConfig:
    """Everything `archive.toml` says."""

    title: str
    publications: tuple[PublicationRules, ...] = ()
    default_publication: str = ""
    """Slug or name of the one that texts without a header are from; empty where they may be from any."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same to a reader."""

    def __hash__(self) -> int:
        # Asked for every header and reference, as that of the calendar's rules.
        return hash((self.title, len(self.publications)))

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
    if not folder.is_dir():
        raise SettingsError(
            Message.of(N_("There is no folder %(folder)s for archive.toml."), folder=folder),
            Message.of(N_("Check --archive and SEARCHAPP_ARCHIVE.")),
        )
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

    slug: Slug
    name: str | None = None
    aliases: tuple[str, ...] = ()
    calendar: CalendarRules | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Overlay:
    title: str | None = None
    publications: tuple[_OverlayPublication, ...] = ()
    default_publication: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()


def _overlaid(shipped: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    tables = {table["slug"]: table for table in shipped}
    for table in own:
        # A new publication without a name is called by its slug.
        known = tables.get(table["slug"], {"name": table["slug"]})
        tables[table["slug"]] = known | table
    return list(tables.values())


def _plain(name: str) -> str:
    return " ".join(name.replace("\u2019", "'").casefold().split()).removeprefix("the ")
