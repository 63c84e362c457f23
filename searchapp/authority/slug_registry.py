"""The slugs once given to persons, by the names they stood for, and where those went that stand no more.

A list of lines in order of time: of two that speak of one name or slug the later one holds. Knows no file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A slug, and names whose bearer it stands for from now on."""

    slug: str
    names: tuple[str, ...]
    """As printed; the first one ever given with a slug is whom it stands for when they part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A slug that stands for nobody from now on, and the one to ask for instead."""

    slug: str
    now: str


Line = Given | Moved


@dataclass(frozen=True)
class SlugRegistry:
    """Everything the lines say together. Equal lines are equal registries."""

    lines: tuple[Line, ...] = ()

    def extended(self, lines: tuple[Line, ...]) -> SlugRegistry:
        """With more lines at the end."""
        return SlugRegistry(self.lines + lines) if lines else self

    @cached_property
    def first(self) -> dict[str, str]:
        """Every slug ever given, in order, and its first name."""
        first: dict[str, str] = {}
        for line in self._given():
            first.setdefault(line.slug, line.names[0])
        return first

    @cached_property
    def owners(self) -> dict[str, str]:
        """Name -> the slug it was last given with."""
        return {name: line.slug for line in self._given() for name in line.names}

    @cached_property
    def moved(self) -> dict[str, str]:
        """Slugs that stand for nobody -> the next to ask for; a slug that is given again is back."""
        moved: dict[str, str] = {}
        for line in self.lines:
            if isinstance(line, Moved):
                moved[line.slug] = line.now
            else:
                moved.pop(line.slug, None)
        return moved

    def current(self, slug: str) -> str:
        """The slug at the end of the way from this one; itself where it has not moved."""
        seen = {slug}
        while (following := self.moved.get(slug)) is not None and following not in seen:
            seen.add(following)
            slug = following
        return slug

    def reserved(self, slug: str) -> bool:
        """Whether a slug was ever given: it is for nobody new."""
        return slug in self.first or slug in self.moved

    def _given(self) -> Iterator[Given]:
        return (line for line in self.lines if isinstance(line, Given))


NO_SLUGS = SlugRegistry()
"""Of an archive that was never indexed."""
