"""Where an archive is on the web: what makes its addresses absolute, and its ids last."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One archive as the world knows it."""

    archive: str
    """Its title."""
    url: str
    """`https://archive.example.org`, without a last slash."""
    authority: str
    """Whose its ids are: a domain, a comma, and a year in which it was the archive's (RFC 4151)."""

    def at(self, path: str) -> str:
        """The absolute address of a path."""
        return f"{self.url}{path}"

    def tag(self, path: str) -> str:
        """A `tag:` id that stays the same wherever the archive moves."""
        return f"tag:{self.authority}:{path.removeprefix('/')}"
